"""The names and numbers of studies in the form in which they are compared.

Blanks, hyphens, points and letter case differ from record to record (``IMPACT-MBC``, ``Impact MBC``), and so
does what stands around a number of the EU (``EudraCT No.2009-013122-16``, ``2022-501074-19-00``).
"""

from __future__ import annotations

import re
from typing import Final

from trialkg.linking.common_words import COMMON_WORDS

SHORTEST: Final = 3
"""The characters of a key, at least."""

_FRAME = re.compile(r"^\s*the\s+|\s+(?:study|trial)\s*$", re.IGNORECASE)
_BLANK = re.compile(r"\s")
_BETWEEN = re.compile(r"[\s\-_.,:;()\[\]'\"®™\u2010-\u2015\u2018-\u201f]+")
_ASCII_BETWEEN = bytes(code for code in range(128) if _BETWEEN.match(chr(code)))
"""The same for names in ASCII, which nearly all are."""
_EU_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{6})-(\d\d)(?!\d)", re.ASCII)
"""EudraCT, and the EU CT number after it, whose fourth part counts the submissions of one trial."""


def name_key(name: str) -> str:
    """A name as it is compared: ``The IMPACT-MBC study`` is ``impactmbc``; empty where nothing is left."""
    if name.isalnum():
        return name.lower()
    bare = _FRAME.sub("", name) if _BLANK.search(name) else name
    if bare.isascii():
        return bare.encode().translate(None, _ASCII_BETWEEN).decode().lower()
    return _BETWEEN.sub("", bare).lower()


def number_key(number: str) -> str:
    """A registry number as it is compared: that of the EU wherever it stands in the text, others as names."""
    found = _EU_NUMBER.search(number) if "-" in number else None
    return f"eu{''.join(found.groups())}" if found else name_key(number)


def distinctive(name: str) -> bool:
    """Whether a name can mean one study: three characters, a letter among them, no word of the language."""
    key = name_key(name)
    return len(key) >= SHORTEST and any(map(str.isalpha, key)) and key not in COMMON_WORDS
