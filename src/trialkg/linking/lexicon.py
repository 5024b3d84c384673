"""Finding many phrases in many short texts: word by word, the longest phrase wins, none overlaps another.

Hyphens, slashes and blanks are alike, and so are singular and plural. One word with a capital counts only as
it is written, all else in any letter case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

M = TypeVar("M")

_WORD = re.compile(r"\w+")
_MARKS_TO_BLANKS = {code: " " for code in range(128) if not _WORD.match(chr(code))}
_WALL = "_wall_"
_END = ""

_Tree: TypeAlias = dict[str, Any]
"""Words to the trees of what may follow them; under the empty word, what the phrase so far stands for."""


class Hit(NamedTuple, Generic[M]):
    """A phrase found in a text: what it stands for, and the offsets of its words."""

    meaning: M
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon(Generic[M]):
    """Phrases by their words, each with what it stands for; ``as_written`` are the words with a capital."""

    tree: Mapping[str, _Tree]
    as_written: Mapping[str, M]

    @classmethod
    def of(cls, entries: Iterable[tuple[str, M]]) -> Lexicon[M]:
        """A lexicon of phrases with what they stand for; of phrases of the same words the first counts."""
        tree: _Tree = {}
        as_written: dict[str, M] = {}
        for phrase, meaning in entries:
            words = _WORD.findall(phrase)
            if len(words) == 1 and not words[0].islower():
                as_written.setdefault(words[0], meaning)
            elif words:
                node = tree
                for form in _forms(words):
                    node = node.setdefault(form, {})
                node.setdefault(_END, meaning)
        return cls(tree, as_written)

    def hits_in_each(self, texts: Sequence[str]) -> dict[int, list[Hit[M]]]:
        """The phrases in some texts from left to right, by the index of the text; those without are left out.

        The texts are looked through as one, which is quicker, with a wall between them that no phrase holds.
        """
        words = _words(f"\n{_WALL}\n".join(texts))
        begins = [0, *(place + 1 for place, word in enumerate(words) if word == _WALL)]
        by_text: dict[int, list[tuple[int, int, M]]] = {}
        for hit in self._found(words):
            by_text.setdefault(bisect_right(begins, hit[0]) - 1, []).append(hit)
        return {index: _placed(texts[index], begins[index], hits) for index, hits in by_text.items()}

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, M]]:
        """The phrases among words: the first word's place, the place after the last, and the meaning."""
        forms = _forms(words)
        tree, as_written = self.tree, self.as_written
        places = [place for place, form in enumerate(forms) if form in tree or words[place] in as_written]
        free = 0
        for place in places:
            if place < free:
                continue
            after, meaning = _longest(tree, forms, place)
            if after == place and words[place] in as_written:
                after, meaning = place + 1, as_written[words[place]]
            if after > place:
                free = after
                yield place, after, meaning


def _placed(text: str, begin: int, hits: Sequence[tuple[int, int, M]]) -> list[Hit[M]]:
    """Hits by the offsets of their words in a text, whose first word is at a place."""
    last = hits[-1][1] - begin
    spans = [match.span() for match in islice(_WORD.finditer(text), last)]
    return [
        Hit(meaning, spans[first - begin][0], spans[after - begin - 1][1]) for first, after, meaning in hits
    ]


def _longest(tree: Mapping[str, _Tree], forms: Sequence[str], place: int) -> tuple[int, Any]:
    """The place after the longest phrase that begins at a place, which is the place where none does."""
    node = tree.get(forms[place])
    here, after, meaning = place, place, None
    last = len(forms)
    while node is not None:
        here += 1
        if _END in node:
            after, meaning = here, node[_END]
        node = node.get(forms[here]) if here < last else None
    return after, meaning


def _words(text: str) -> list[str]:
    """The words of a text; those of plain ASCII, which most registered texts are, by a quicker way."""
    return text.translate(_MARKS_TO_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _forms(words: Sequence[str]) -> list[str]:
    """The words in small letters and in the singular; words of three letters keep their *s*."""
    small = "\n".join(words).casefold().split("\n") if words else ()
    return [word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word for word in small]
