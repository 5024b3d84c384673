"""The words of a time frame with their meanings: the longest phrase of the lexicon at each place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import Indel

from trialkg.linking.timing.lexicon import Mark, Meaning, meanings
from trialkg.linking.timing.senses import OPERATIONS, Sense


class Token(NamedTuple):
    """A word or phrase with what it does; ``value`` is the unit, the amount or the sense that goes with it.

    ``spaced`` says that a blank stands before it.
    """

    mark: Mark
    value: Any
    text: str
    spaced: bool = True


_PIECE = re.compile(r"\d+(?:\.\d+|(?:st|nd|rd|th)\b)?|[^\W\d_]+|\S")
_PLAIN_PIECE = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+|(?:st|nd|rd|th)\b)?|\S")
"""The same in small letters that are all ASCII, which most texts are."""

_TOLERANCE = re.compile(
    r"(?P<number>\d)?(?P<blank> ?)[(\[]?(?:\+ ?/ ?-|±|\+-|\+ or -|plus or minus) ?\d*(?:\.\d+)?"
    r"(?P<unit>[ -]*(?:hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|minutes?|mins?|years?))?\b[)\]]?"
)
"""How far an assessment may be from its time, which is no time of its own."""

_ALIKE = str.maketrans({
    **dict.fromkeys("（［【", "("), **dict.fromkeys("）］】", ")"), **dict.fromkeys("，、", ","),
    **dict.fromkeys("–—−‐‑‒―－", "-"), "；": ";", "：": ":", "≦": "≤", "≧": "≥", "～": "~", "’": "'",
    "_": " ", "*": " ", '"': " ", "“": " ", "”": " ",
})  # fmt: skip
_SQUEEZED = (("<=", "≤"), (">=", "≥"), ("=<", "≤"), ("=>", "≥"), ("->", "→"), ("'s", ""))
_SHORT = (
    (re.compile(r"\bc(\d{1,2})[ -]?d(\d{1,2})\b"), r"cycle \1 day \2"),
    (re.compile(r"\bv(\d{1,2})\b"), r"visit \1"),
    (re.compile(r"\bt(\d)\b"), r"timepoint t\1"),
    (re.compile(r"\beot\b"), "end of treatment"),
    (re.compile(r"\beos\b"), "end of study"),
)
"""Short forms of sites of a schedule, written out."""

_SHORTENED = re.compile(r"\b(?:[ctv]\d|eo[ts]\b)")

_PREFIXES = ("post", "peri", "intra", "pre")
_LONGEST_NUMBER = 7
_FIRST_YEAR, _LAST_YEAR = 1950, 2099


def _alike(text: str) -> str:
    """A text with one kind of each mark, and without those that say nothing of times."""
    if not text.isascii():
        return text.translate(_ALIKE)
    return text.replace("_", " ").replace("*", " ").replace('"', " ")


def _untolerant(match: re.Match[str]) -> str:
    """What stays of a tolerance: the unit, where the number before it has none of its own."""
    number, unit = match["number"], match["unit"]
    return f"{number}{unit or ' '}" if number else " "


_Trie = dict[str, Any]
_MEANING = ""


@cache
def _trie() -> _Trie:
    """The lexicon as nested tables, word by word; the meaning of a phrase stands under the empty word."""
    root: _Trie = {}
    for phrase, meaning in meanings().items():
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[_MEANING] = meaning
    return root


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, which is read in lower case; a tolerance (``± 3 days``) is left out."""
    text = _alike(text.lower())
    for written, read in _SQUEEZED:
        text = text.replace(written, read)
    if "±" in text or "+" in text or "plus" in text:
        text = _TOLERANCE.sub(_untolerant, text)
    if _SHORTENED.search(text):
        for short, long in _SHORT:
            text = short.sub(long, text)
    pattern = _PLAIN_PIECE if text.isascii() else _PIECE
    pieces = [(match[0], match.start()) for match in pattern.finditer(text)]
    words = [word for word, _ in pieces]
    tokens: list[Token] = []
    trie = _trie()
    place = 0
    while place < len(words):
        spaced = place == 0 or pieces[place][1] > pieces[place - 1][1] + len(words[place - 1])
        length, meaning = _longest(trie, words, place)
        if meaning is not None:
            mark, value = meaning
            tokens.append(Token(mark, value, " ".join(words[place : place + length]), spaced))
            place += length
            continue
        if not spaced and words[place][0].isdigit() and tokens and _is_code(tokens[-1]):
            tokens.append(Token(Mark.WORD, None, words[place], False))
            place += 1
            while place < len(words) and pieces[place][1] == pieces[place - 1][1] + len(words[place - 1]):
                if not words[place].isalnum():
                    break
                tokens.append(Token(Mark.WORD, None, words[place], False))
                place += 1
            continue
        tokens += _unlisted(words[place], spaced)
        place += 1
    return tokens


def _is_code(token: Token) -> bool:
    """Whether a number that is glued to the token is part of a name, as in ``TPN171``."""
    return token.mark is Mark.WORD and token.value is None and token.text.isalpha()


def _longest(trie: _Trie, words: list[str], place: int) -> tuple[int, Meaning | None]:
    """The length and meaning of the longest phrase at a place; hyphens within it are passed over."""
    node, at = trie, place
    found: tuple[int, Meaning | None] = (0, None)
    while at < len(words):
        word = words[at]
        inner = node.get(word)
        if inner is None and len(word) > 3 and word[-1] == "s":
            inner = node.get(word[:-1])
        if inner is None:
            if word == "-" and at > place:
                at += 1
                continue
            return found
        node, at = inner, at + 1
        if _MEANING in node:
            found = at - place, node[_MEANING]
    return found


def _unlisted(word: str, spaced: bool) -> list[Token]:
    """The tokens of a word that the lexicon does not list."""
    if word[0].isdigit() and word[0].isascii():
        if word[-1].isalpha():
            return [Token(Mark.ORDINAL, float(word[:-2]), word, spaced)]
        if len(word) > _LONGEST_NUMBER:
            return [Token(Mark.WORD, None, word, spaced)]
        amount = float(word)
        is_year = _FIRST_YEAR <= amount <= _LAST_YEAR and amount.is_integer()
        return [Token(Mark.YEAR if is_year else Mark.NUMBER, amount, word, spaced)]
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            meaning = _word_meaning(rest)
            if meaning is not None:
                first, _ = _trie()[prefix][_MEANING]
                return [Token(first, None, prefix, spaced), Token(*meaning, rest, spaced=False)]
    meaning = _word_meaning(word)
    mark, value = meaning or (Mark.WORD, None)
    return [Token(mark, value, word, spaced)]


@lru_cache(maxsize=1 << 12)
def _word_meaning(word: str) -> Meaning | None:
    """What a single word speaks of: as listed, as an operation, or with a letter too many or too few."""
    listed: Meaning | None = _trie().get(word, {}).get(_MEANING)
    if listed is not None:
        return listed if listed[0] is Mark.WORD else None
    if word.endswith(OPERATIONS):
        return Mark.WORD, Sense.SURGERY
    if len(word) < _LONG:
        return None
    close = (name for name in _long_words() if name[:2] == word[:2] and Indel.distance(name, word) == 1)
    return next((_trie()[name][_MEANING] for name in close), None)


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(
        phrase
        for phrase, (mark, _) in meanings().items()
        if mark is Mark.WORD and len(phrase) >= _LONG and " " not in phrase
    )


_LONG = 8
"""Letters from which a word is read where it is misspelt."""
