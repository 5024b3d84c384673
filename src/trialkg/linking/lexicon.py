"""Finding many phrases in many short texts: word by word, the longest phrase wins, none overlaps another.

Hyphens, slashes and blanks are alike, and so are singular and plural. One word with a capital counts only as
it is written, all else in any letter case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, count
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from trialkg.linking.words import WORD, Words, folded, singular, starts_of

M = TypeVar("M")

_END = ""

_Tree: TypeAlias = dict[str, Any]
"""Words, plurals too, to the trees of what may follow; under the empty word, what a phrase stands for."""

_ALONE: _Tree = {"\n": {}}
"""What follows a word that begins no phrase of several, and no word is."""


class Hit(msgspec.Struct, Generic[M], frozen=True, gc=False):
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
            words = WORD.findall(phrase)
            if len(words) == 1 and not words[0].islower():
                as_written.setdefault(words[0], meaning)
            elif words:
                node = tree
                for word in folded(words):
                    node = _next(node, singular(word))
                node.setdefault(_END, meaning)
        return cls(tree, as_written)

    def hits_in_each(self, texts: Sequence[str]) -> dict[int, list[Hit[M]]]:
        """The phrases of each text from left to right, by its index; texts without any are left out."""
        words = Words.of(texts)
        by_text: dict[int, list[tuple[int, int, M]]] = {}
        for hit in self._found(words):
            by_text.setdefault(words.text_at(hit[0]), []).append(hit)
        return {index: _placed(texts[index], words, index, hits) for index, hits in by_text.items()}

    @cached_property
    def _first(self) -> Mapping[str, _Tree]:
        """What may follow first words of phrases, in small letters; nothing after those with a capital."""
        return {**dict.fromkeys(self._short, _ALONE), **self.tree}

    @cached_property
    def _short(self) -> frozenset[str]:
        """The words with a capital, in small letters."""
        return frozenset(word.casefold() for word in self.as_written)

    def _found(self, words: Words) -> list[tuple[int, int, M]]:
        """The phrases among words: the first word's place, the place after the last, and the meaning."""
        short, as_written, forms = self._short, self.as_written, words.folded
        nodes = [*map(self._first.get, forms)]
        last = len(forms) - 1
        found: list[tuple[int, int, M]] = []
        free = 0
        for place in compress(count(), nodes):
            if place < free:
                continue
            here, node, after, meaning = place, nodes[place], place, None
            while node is not None:
                here += 1
                if (ended := node.get(_END)) is not None:
                    after, meaning = here, ended
                node = node.get(forms[here]) if here <= last else None
            if meaning is None and forms[place] in short:
                after, meaning = place + 1, as_written.get(words.written[place])
            if meaning is not None:
                free = after
                found.append((place, after, meaning))
        return found


def _placed(text: str, words: Words, index: int, hits: Sequence[tuple[int, int, M]]) -> list[Hit[M]]:
    """Hits in a text by the offsets of their words."""
    begin = words.begins[index]
    starts = starts_of(text, [place - begin for first, after, _ in hits for place in (first, after - 1)])
    return [
        Hit(meaning, start, last + len(words.written[after - 1]))
        for (_, after, meaning), start, last in zip(hits, starts[::2], starts[1::2], strict=True)
    ]


def _next(node: _Tree, form: str) -> _Tree:
    """What follows a word in the singular; it stands under its plural too, so that texts stay as they are."""
    following: _Tree = node.setdefault(form, {})
    plural = f"{form}s"
    if singular(plural) == form:
        node[plural] = following
    return following
