"""Finding names in text, word by word: the longest name wins, and hyphens, slashes and blanks are alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trialkg.terminology import ConceptKind, Terminology

_WORD = re.compile(r"\w+")
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
    def of_concepts(cls, terminology: Terminology, kind: ConceptKind) -> Phrases:
        """The names of all concepts of one kind."""
        concepts = [each for each in terminology.concepts.values() if each.kind is kind]
        return cls(
            names=_by_first_word(
                (tuple(map(_folded, _WORD.findall(name))), each.notation)
                for each in concepts
                for name in each.names
            ),
            abbreviations=_by_first_word(
                (tuple(_WORD.findall(name)), each.notation)
                for each in concepts
                for name in each.abbreviations
            ),
        )

    def found_in(self, text: str) -> list[Found]:
        """The names in a text from left to right, none overlapping another."""
        spans = [match.span() for match in _WORD.finditer(text)]
        exact = tuple(text[start:end] for start, end in spans)
        folded = tuple(map(_folded, exact))
        found = []
        place = 0
        while place < len(spans):
            length, notation = max(
                _longest(self.names, folded, place), _longest(self.abbreviations, exact, place)
            )
            if length:
                found.append(Found(notation, spans[place][0], spans[place + length - 1][1]))
            place += length or 1
        return found


def _folded(word: str) -> str:
    """A word without regard to case or a plural's s: words of three letters keep theirs."""
    folded = word.casefold()
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def _by_first_word(phrases: Iterable[tuple[Words, str]]) -> dict[str, tuple[tuple[Words, str], ...]]:
    by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for words, notation in phrases:
        by_first[words[0]].append((words, notation))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()
    }


def _longest(
    phrases: Mapping[str, tuple[tuple[Words, str], ...]], words: Words, place: int
) -> tuple[int, str]:
    for phrase, notation in phrases.get(words[place], ()):
        if words[place : place + len(phrase)] == phrase:
            return len(phrase), notation
    return 0, ""
