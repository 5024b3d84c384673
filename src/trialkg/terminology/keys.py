"""Keys by which names are compared: the exact one, and one of normalised words in any order.

The words of a name are brought to one form each: no accents, no possessive, British spelling as American,
Greek letters and Roman numerals written out, endings of number dropped. Text and MeSH go through the same
rules, so a form need not be a word (``disease`` and ``diseases`` are both ``diseas``). An index keeps the
version of these rules, since its keys were made by them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEYS_VERSION = 1
"""One higher whenever a name's key changes."""

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("’‘ʼ`´′", "'") | dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("“”„", '"')
)
_GREEK = {
    "α": " alpha ",
    "β": " beta ",
    "γ": " gamma ",
    "δ": " delta ",
    "ε": " epsilon ",
    "κ": " kappa ",
    "λ": " lambda ",
    "μ": " mu ",
    "ω": " omega ",
    "ß": "ss",
    "æ": "e",
    "œ": "e",
    "ø": "o",
    "ł": "l",
}
_SPECIAL = re.compile("|".join(_GREEK))
_WORD = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?!\w)")
_PREFIX = re.compile(
    r"\b(anti|co|hyper|hypo|inter|intra|micro|multi|neo|non|over|peri|post|pre|pseudo|re|sub|under)"
    r"[- ]+(?=[^\W\d_]{2})"
)
_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"], 1
    )
}
_FILLERS = frozenset(
    [
        "and",
        "by",
        "due",
        "for",
        "from",
        "in",
        "nos",
        "of",
        "on",
        "or",
        "other",
        "specified",
        "the",
        "to",
        "unspecified",
        "with",
    ]
)
"""Words that tell no two names of MeSH apart by their standing there."""

_SPELLING = (
    ("ae", "e"),
    ("oe", "e"),
    ("leuc", "leuk"),
    ("sulph", "sulf"),
    ("lling", "ling"),
    ("lled", "led"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
)
_ENDINGS = (("our", "or"), ("tre", "ter"), ("bre", "ber"), ("yse", "yze"), ("ise", "ize"))


_NUMBERS = (("ies", 2, "i"), ("y", 3, "i"), ("es", 5, ""), ("is", 5, ""), ("e", 5, ""), ("s", 3, ""))
"""Endings of number with the fewest letters before them, and what stands instead."""


def exact_key(name: str) -> str:
    """A name without its letter case, its runs of white space and its kinds of hyphens and apostrophes."""
    return " ".join(name.translate(_TYPOGRAPHY).casefold().split())


def words_key(name: str) -> str:
    """The normalised words of a name in alphabetical order: ``Cancer, Breast`` is ``breast cancer``.

    Words such as *of*, *the* and *NOS* are left out, unless the name has no others.
    """
    return key_of_words(words(name))


def key_of_words(found: tuple[str, ...] | list[str]) -> str:
    """The key of a name whose normalised words these are."""
    telling = [word for word in found if word not in _FILLERS]
    return " ".join(sorted(telling or found))


def words(text: str) -> tuple[str, ...]:
    """The normalised words of a text, in its order."""
    plain = _plain(text)
    return tuple(map(normal_word, _WORD.findall(plain)))


def is_filler(word: str) -> bool:
    """Whether a normalised word is one that keys leave out."""
    return word in _FILLERS


@lru_cache(maxsize=65536)
def normal_word(word: str) -> str:
    """One word, in small letters, as all its forms are written in keys."""
    if word in _ROMAN:
        return _ROMAN[word]
    if len(word) < 4 or word.isdigit():
        return word
    for british, american in _SPELLING:
        word = word.replace(british, american)
    for british, american in _ENDINGS:
        if word.endswith(british):
            word = word[: -len(british)] + american
    return _without_number(word)


def _plain(text: str) -> str:
    """The text in small letters without accents, possessives and the gap after a prefix."""
    text = text.translate(_TYPOGRAPHY).casefold()
    if not text.isascii():
        text = _SPECIAL.sub(lambda match: _GREEK[match.group()], text)
        text = "".join(
            each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
        )
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    return _PREFIX.sub(r"\1", text)


def _without_number(word: str) -> str:
    """The word without an ending of singular or plural, kept long enough to be told from others.

    With one least length for the endings with an *e*, a word and its plural lose or keep it together.
    """
    if word.endswith(("ss", "us")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    for ending, shortest, instead in _NUMBERS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)] + instead
    return word
