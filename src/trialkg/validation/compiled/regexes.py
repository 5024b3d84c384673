"""The regular expressions of SPARQL as Python's (https://www.w3.org/TR/xpath-functions/#regex-syntax)."""

from __future__ import annotations

import re
from typing import Final

from trialkg.validation.compiled.unsupported import UnsupportedShapeError

_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
_TOKEN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_FOREIGN: Final = re.compile(r"\\[icICpP]|-\[")
"""What only XPath has: classes of names and of Unicode, and one class less another."""


def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """A pattern to search with; raises UnsupportedShapeError where Python has no such pattern."""
    if "q" in flags:
        return re.compile(re.escape(pattern), _of(flags.replace("q", "")))
    tokens = _TOKEN.findall(pattern)
    if any(_FOREIGN.search(each) for each in tokens):
        raise UnsupportedShapeError(f"Python does not have all of the pattern {pattern}")
    if "x" in flags:
        tokens = [each for each in tokens if not each.isspace()]
    if "m" not in flags:
        # Python's $ lets a line end follow, which SPARQL's does not.
        tokens = [r"\Z" if each == "$" else each for each in tokens]
    try:
        return re.compile("".join(tokens), _of(flags.replace("x", "")))
    except re.error as error:
        raise UnsupportedShapeError(f"the pattern {pattern} cannot be used: {error}") from error


def _of(flags: str) -> re.RegexFlag:
    found = re.NOFLAG
    for flag in flags:
        if flag not in _FLAGS:
            raise UnsupportedShapeError(f"there is no flag {flag} of patterns")
        found |= _FLAGS[flag]
    return found
