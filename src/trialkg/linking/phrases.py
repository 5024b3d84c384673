"""Finding names in text, word by word: the longest name wins, and hyphens, slashes and blanks are alike."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from trialkg.terminology import ConceptKind, Terminology

_LONGEST_NAME = 100
_WALL = "_wall_"
_WALL_BETWEEN = f"\n{_WALL}\n"
_FIRST_TWO = re.compile(r"\W*(\w+)(?:\W+(\w+))?")
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
        concepts = [
            each
            for each in terminology.concepts.values()
            if each.kind is kind and each.notation not in without
        ]
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

    @classmethod
    def of_phrases(cls, phrases: Iterable[tuple[str, str]]) -> Phrases:
        """Phrases with what they denote; of the same words the first counts.

        One word with a capital counts only as it is written, all else in any letter case.
        """
        names: dict[Words, str] = {}
        abbreviations: dict[Words, str] = {}
        for phrase, notation in phrases:
            words = tuple(_WORD.findall(phrase))
            if len(words) == 1 and not words[0].islower():
                abbreviations.setdefault(words, notation)
            else:
                names.setdefault(tuple(map(_singular, map(str.casefold, words))), notation)
        return cls(names=_by_first_word(names.items()), abbreviations=_by_first_word(abbreviations.items()))

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

    def found_at_start(self, text: str) -> Found | None:
        """The name that a text begins with, marks before its first word aside."""
        words = _FIRST_TWO.match(text)
        seconds = self._beginnings.get(words[1].casefold(), frozenset()) if words else frozenset()
        if words is None or (seconds is not None and (words[2] or "").casefold() not in seconds):
            return None
        found = next(iter(self.found_in(text[: words.start(1) + _LONGEST_NAME])), None)
        return found if found and found.start == words.start(1) else None

    def found_in(self, text: str) -> list[Found]:
        """The names in a text from left to right, none overlapping another."""
        words = _words(text)
        found = list(self._found(words))
        if not found:
            return []
        spans = [match.span() for match in _WORD.finditer(text)]
        return [Found(notation, spans[first][0], spans[after - 1][1]) for first, after, notation in found]

    def notations_in_each(self, texts: Iterable[str]) -> dict[int, tuple[str, ...]]:
        """What the names in some texts denote, by the index of the text; those without a name are left out.

        The texts are looked through as one, which is quicker, with a wall between them that no name contains.
        """
        words = _words(_WALL_BETWEEN.join(texts))
        walls = [place for place, word in enumerate(words) if word == _WALL]
        notations: dict[int, dict[str, None]] = defaultdict(dict)
        for first, _, notation in self._found(words):
            notations[bisect_left(walls, first)][notation] = None
        return {index: tuple(found) for index, found in notations.items()}

    def found_in_each(self, texts: Sequence[str]) -> dict[int, list[Found]]:
        """The names in some texts, by the index of the text; those without a name are left out."""
        words = _words(_WALL_BETWEEN.join(texts))
        begins = [0, *(place + 1 for place, word in enumerate(words) if word == _WALL)]
        found: dict[int, list[Found]] = defaultdict(list)
        spans: list[tuple[int, int]] = []
        last = -1
        for first, after, notation in self._found(words):
            index = bisect_right(begins, first) - 1
            if index != last:
                spans, last = [match.span() for match in _WORD.finditer(texts[index])], index
            begin = begins[index]
            found[index].append(Found(notation, spans[first - begin][0], spans[after - 1 - begin][1]))
        return dict(found)

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
