"""The words of texts, cut once for all that look for phrases in them: as written, and folded for comparing.

A word is what ``\\w+`` matches. Registered texts are mostly ASCII, whose words are cut as bytes, by a table,
which is several times quicker than by a pattern; words with other letters or marks are cut again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice, zip_longest
from operator import not_

WORD = re.compile(r"\w+")

_MARKS = bytes(code for code in range(128) if not WORD.match(chr(code)))
_MARKS_TO_BLANKS = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_FOLDED = _MARKS_TO_BLANKS.lower()
_WALL = "_wall_"
_BETWEEN = f"\n{_WALL}\n"


def words_of(text: str) -> list[str]:
    """The words of a text, in their order."""
    return _cut(text, _MARKS_TO_BLANKS)


def folded_words_of(text: str) -> list[str]:
    """The words of a text in the form in which letter case makes no difference; as many as ``words_of``."""
    return _cut(text, _FOLDED, str.casefold)


def _cut(text: str, table: bytes, form: Callable[[str], str] = str) -> list[str]:
    cut = text.encode("utf-8", "surrogatepass").translate(table).decode("utf-8", "surrogatepass").split()
    if text.isascii():
        return cut
    words: list[str] = []
    after = 0
    for place in compress(count(), map(not_, map(str.isascii, cut))):
        words += cut[after:place]
        words += map(form, WORD.findall(cut[place]))
        after = place + 1
    return words + cut[after:]


def folded(words: Sequence[str]) -> list[str]:
    """Words in the form in which letter case makes no difference."""
    return "\n".join(words).casefold().split("\n") if words else []


def lowered(text: str) -> str:
    """A text in small letters, each at the place that it had."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(each.lower()[:1] for each in text)


def singular(word: str) -> str:
    """A word without a plural's s; words of three letters keep theirs."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def starts_of(text: str, places: Sequence[int]) -> list[int]:
    """The offsets at which some words of a text begin, given by their places among all, in order."""
    if not text.isascii():
        starts = [*map(re.Match.start, islice(WORD.finditer(text), places[-1] + 1))]
        return [starts[place] for place in places]
    rest = text.encode("ascii").translate(_MARKS_TO_BLANKS)
    found: list[int] = []
    before = 0
    for place in places:
        rest = rest.split(None, place - before)[-1]
        found.append(len(text) - len(rest))
        before = place
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts in one row, which is quicker to look through than each by itself.

    ``folded`` are the same for comparing; ``begins`` is the place of each text's first word. Between texts
    stands a wall, a word that no phrase holds.
    """

    written: list[str]
    folded: list[str]
    begins: list[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """The words of some texts."""
        joined = _BETWEEN.join(texts)
        if joined.count(_WALL) >= len(texts) > 0:
            joined = _BETWEEN.join(text.replace(_WALL, " " * len(_WALL)) for text in texts)
        written = words_of(joined)
        begins = [0]
        for _ in texts[1:]:
            begins.append(written.index(_WALL, begins[-1]) + 1)
        return cls(written, folded_words_of(joined), begins)

    def text_at(self, place: int) -> int:
        """The index of the text in which a word stands."""
        return bisect_right(self.begins, place) - 1

    def each(self) -> Iterator[Sequence[str]]:
        """The words of each text for comparing."""
        ends = (begin - 1 for begin in self.begins[1:])
        for begin, end in zip_longest(self.begins, ends):
            yield self.folded[begin:end]
