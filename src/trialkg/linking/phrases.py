"""Finding names in text, word by word: the longest name wins, and hyphens, slashes and blanks are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, count

import msgspec

from trialkg.linking.words import WORD, folded_words_of, singular, starts_of, words_of
from trialkg.terminology import Concept, ConceptKind, Terminology

_Name = tuple[str, ...]
"""The words of a name."""


class Found(msgspec.Struct, frozen=True, gc=False):
    """A name found in a text: what it denotes, and the offsets of its words."""

    notation: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrases:
    """Names by their first word. Abbreviations count only as they are written."""

    names: Mapping[str, tuple[tuple[_Name, str], ...]]
    abbreviations: Mapping[str, tuple[tuple[_Name, str], ...]]

    @classmethod
    def of_concepts(
        cls, terminology: Terminology, kind: ConceptKind, without: Collection[str] = ()
    ) -> Phrases:
        """The names of all concepts of one kind but some, given by notation."""
        return cls.naming(
            [
                each
                for each in terminology.concepts.values()
                if each.kind is kind and each.notation not in without
            ]
        )

    @classmethod
    def naming(cls, concepts: Sequence[Concept]) -> Phrases:
        """The names of some concepts."""
        return cls(
            names=_by_first_word(
                (tuple(map(singular, WORD.findall(name.casefold()))), each.notation)
                for each in concepts
                for name in each.names
            ),
            abbreviations=_by_first_word(
                (tuple(WORD.findall(name)), each.notation) for each in concepts for name in each.abbreviations
            ),
        )

    def telling_words(self, common: Collection[str]) -> frozenset[str]:
        """A word of each name without which the name is not in a text: its longest but the common ones.

        In lower case, plurals too.
        """
        phrases = (phrase for phrase, _ in chain(*self.names.values(), *self.abbreviations.values()))
        words = (
            max(phrase, key=lambda word: (word not in common, len(word))).casefold() for phrase in phrases
        )
        return frozenset(form for word in words for form in (word, f"{word}s"))

    @cached_property
    def _beginnings(self) -> Mapping[str, frozenset[str] | None]:
        """The second words of names by their first, plurals too; None where one word is a whole name."""
        seconds: dict[str, set[str] | None] = {}
        for phrase, _ in chain(*self.names.values(), *self.abbreviations.values()):
            first, *rest = (word.casefold() for word in phrase)
            for form in (first, f"{first}s"):
                known = seconds.setdefault(form, set())
                if not rest:
                    seconds[form] = None
                elif known is not None:
                    known |= {rest[0], f"{rest[0]}s"}
        return {first: None if rest is None else frozenset(rest) for first, rest in seconds.items()}

    def found_in(self, text: str, forms: Sequence[str] | None = None) -> list[Found]:
        """The names in a text from left to right, none overlapping another.

        ``forms`` are the text's folded words, where they are at hand.
        """
        forms = folded_words_of(text) if forms is None else forms
        places = self._places(forms)
        if not places:
            return []
        written = words_of(text)
        found = self._found(written, forms, places)
        return _placed(text, written, found) if found else []

    def _found(
        self, written: Sequence[str], forms: Sequence[str], places: Iterable[int]
    ) -> list[tuple[int, int, str]]:
        """The names among words: the first word's place, the place after the last, and the notation."""
        found: list[tuple[int, int, str]] = []
        names, short = self.names, self.abbreviations
        after = 0
        for place in places:
            if place < after:
                continue
            length, notation = _longest(names.get(singular(forms[place]), ()), forms, place, singular)
            if written[place] in short:
                found_short = _longest(short[written[place]], written, place, str)
                length, notation = max((length, notation), found_short)
            if length:
                after = place + length
                found.append((place, after, notation))
        return found

    def _places(self, forms: Sequence[str]) -> list[int]:
        """Where a name may begin, by the first two words."""
        beginnings = self._beginnings
        places = compress(count(), map(beginnings.__contains__, forms))
        last = len(forms) - 1
        return [
            place
            for place in places
            if (seconds := beginnings[forms[place]]) is None or (place < last and forms[place + 1] in seconds)
        ]


def _placed(text: str, written: Sequence[str], hits: Sequence[tuple[int, int, str]]) -> list[Found]:
    """Names in a text by the offsets of their words."""
    starts = starts_of(text, [place for first, after, _ in hits for place in (first, after - 1)])
    return [
        Found(notation, start, last + len(written[after - 1]))
        for (_, after, notation), start, last in zip(hits, starts[::2], starts[1::2], strict=True)
    ]


def _by_first_word(phrases: Iterable[tuple[_Name, str]]) -> dict[str, tuple[tuple[_Name, str], ...]]:
    by_first: dict[str, list[tuple[_Name, str]]] = defaultdict(list)
    for words, notation in phrases:
        by_first[words[0]].append((words, notation))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()
    }


def _longest(
    candidates: Sequence[tuple[_Name, str]], words: Sequence[str], place: int, form: Callable[[str], str]
) -> tuple[int, str]:
    """The length and notation of the longest of some phrases that stands at a place, longer ones first."""
    if candidates:
        window = tuple(map(form, words[place : place + len(candidates[0][0])]))
        for phrase, notation in candidates:
            if window[: len(phrase)] == phrase:
                return len(phrase), notation
    return 0, ""
