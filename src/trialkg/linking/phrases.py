"""Finding names in text, word by word: the longest name wins, and hyphens, slashes and blanks are alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from trialkg.terminology import Concept, ConceptKind, Terminology

_WORD = re.compile(r"\w+")
_MARKS_TO_BLANKS = {code: " " for code in range(128) if not _WORD.match(chr(code))}
Words = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A name found in a text: what it denotes, and the offsets of its words."""

    notation: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrases:
    """Names by their first word. Abbreviations count only as they are written."""

    names: Mapping[str, tuple[tuple[Words, str], ...]]
    abbreviations: Mapping[str, tuple[tuple[Words, str], ...]]

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
                (tuple(map(_singular, _WORD.findall(name.casefold()))), each.notation)
                for each in concepts
                for name in each.names
            ),
            abbreviations=_by_first_word(
                (tuple(_WORD.findall(name)), each.notation)
                for each in concepts
                for name in each.abbreviations
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

    def found_in(self, text: str) -> list[Found]:
        """The names in a text from left to right, none overlapping another."""
        words = _words(text)
        found = list(self._found(words))
        if not found:
            return []
        spans = [match.span() for match in _WORD.finditer(text)]
        return [Found(notation, spans[first][0], spans[after - 1][1]) for first, after, notation in found]

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The names among words: the first word's place, the place after the last, and the notation."""
        folded = "\n".join(words).casefold().split("\n")
        after = 0
        for place in self._places(folded):
            if place < after:
                continue
            named = _longest(self.names, _singular(folded[place]), folded, place, _singular)
            short = _longest(self.abbreviations, words[place], words, place, str)
            length, notation = max(named, short)
            if length:
                after = place + length
                yield place, after, notation

    def _places(self, folded: Sequence[str]) -> list[int]:
        """Where a name may begin, by the first two words."""
        beginnings = self._beginnings
        places = [place for place, word in enumerate(folded) if word in beginnings]
        last = len(folded) - 1
        return [
            place
            for place in places
            if (seconds := beginnings[folded[place]]) is None
            or (place < last and folded[place + 1] in seconds)
        ]


def _words(text: str) -> list[str]:
    """The words of a text; those of plain ASCII, which most registered texts are, by a quicker way."""
    return text.translate(_MARKS_TO_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _singular(word: str) -> str:
    """A word without a plural's s; words of three letters keep theirs."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _by_first_word(phrases: Iterable[tuple[Words, str]]) -> dict[str, tuple[tuple[Words, str], ...]]:
    by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for words, notation in phrases:
        by_first[words[0]].append((words, notation))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()
    }


def _longest(
    phrases: Mapping[str, tuple[tuple[Words, str], ...]],
    first: str,
    words: Sequence[str],
    place: int,
    form: Callable[[str], str],
) -> tuple[int, str]:
    """The length and notation of the longest phrase that stands at a place."""
    candidates = phrases.get(first)
    if candidates:
        window = tuple(map(form, words[place : place + len(candidates[0][0])]))
        for phrase, notation in candidates:
            if window[: len(phrase)] == phrase:
                return len(phrase), notation
    return 0, ""
