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

import msgspec

KEYS_VERSION = 1
"""One higher whenever a name's key changes."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a text in its normal form, and where it stands."""

    form: str
    start: int
    end: int


_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("’‘ʼ`´′", "'") | dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("“”„", '"')
)
_LETTERS = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ω": "omega",
    "ß": "ss",
    "æ": "e",
    "œ": "e",
    "ø": "o",
    "ł": "l",
}
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d+")
"""Letters, with the accents that may follow each, or figures; a run of plain letters is matched at once."""

_PLAIN_WORD = re.compile(r"[a-z]+|[0-9]+")
"""The same in small letters that are all ASCII, which most texts are."""

_PREFIXES = frozenset(
    {"anti", "co", "hyper", "hypo", "inter", "intra", "micro", "multi", "neo"}
    | {"non", "over", "peri", "post", "pre", "pseudo", "re", "sub", "under"}
)
"""Beginnings of words that are written apart, with a hyphen or as one: ``non-small``, ``pre diabetes``."""

_WRITTEN_OUT = {"alfa": "alpha"} | {
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
    ("leucem", "leukem"),
    ("leucoc", "leukoc"),
    ("leucop", "leukop"),
    ("sulph", "sulf"),
    ("lling", "ling"),
    ("lled", "led"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
)
_ENDINGS = (("our", "or", 3), ("tre", "ter", 2), ("bre", "ber", 2), ("yse", "yze", 2), ("ise", "ize", 2))
"""British endings, the American ones, and the fewest letters before them."""


_NUMBERS = (("ies", 2, "i"), ("y", 3, "i"), ("es", 5, ""), ("is", 5, ""), ("e", 5, ""), ("s", 3, ""))
"""Endings of number with the fewest letters before them, and what stands instead."""


def exact_key(name: str) -> str:
    """A name without its letter case, its runs of white space and its kinds of hyphens and apostrophes."""
    return " ".join(_printed_plainly(name).casefold().split())


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
    return tuple(token.form for token in tokens(text))


def tokens(text: str) -> list[Token]:
    """The words of a text with their places, in order; a prefix and the word after it are one."""
    plain = _printed_plainly(text)
    lowered = plain.lower()
    if len(lowered) != len(text):
        lowered = "".join(each.lower()[:1] for each in plain)
    found: list[Token] = []
    prefix: re.Match[str] | None = None
    for match in (_PLAIN_WORD if lowered.isascii() else _WORD).finditer(lowered):
        word = match[0]
        start, end = match.span()
        if word == "s" and lowered[start - 1 : start] == "'" and start > 1:
            continue
        if prefix is not None and end - start > 1 and _is_joined(lowered, prefix.end(), start):
            found[-1] = Token(normal_word(prefix.group() + word), prefix.start(), end)
        else:
            found.append(Token(normal_word(word), start, end))
        prefix = match if word in _PREFIXES else None
    return found


def _printed_plainly(text: str) -> str:
    """A text with one kind of hyphens, of apostrophes and of quotation marks."""
    return text.replace("`", "'") if text.isascii() else text.translate(_TYPOGRAPHY)


def _is_joined(text: str, end: int, start: int) -> bool:
    return start - end == 1 and text[end] in " -" and not text[start].isdigit()


def is_filler(word: str) -> bool:
    """Whether a normalised word is one that keys leave out."""
    return word in _FILLERS


@lru_cache(maxsize=65536)
def normal_word(word: str) -> str:
    """One word, in small letters, as all its forms are written in keys."""
    if not word.isascii():
        word = _plain(word)
    if word in _WRITTEN_OUT:
        return _WRITTEN_OUT[word]
    if len(word) < 4 or word.isdigit():
        return word
    for british, american in _SPELLING:
        word = word.replace(british, american)
    for british, american, shortest in _ENDINGS:
        if word.rstrip("s").endswith(british) and len(word.rstrip("s")) - len(british) >= shortest:
            word = american.join(word.rsplit(british, 1))
    return _without_number(word)


def _plain(word: str) -> str:
    """A word in plain Latin letters without accents."""
    spelled = "".join(_LETTERS.get(letter, letter) for letter in word)
    return "".join(each for each in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(each))


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
