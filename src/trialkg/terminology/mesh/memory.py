"""MeSH held in memory, for small parts of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from trialkg.terminology.entries import Descriptor, Named
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh.spelling import Spellings
from trialkg.terminology.tree import reached


class MemoryMesh:
    """Some descriptors of one year of MeSH, by id in ``descriptors``."""

    complete = False
    source = "slice"

    def __init__(self, descriptors: Iterable[Descriptor], year: str = "") -> None:
        self.descriptors: Mapping[str, Descriptor] = {entry.id: entry for entry in descriptors}
        self.year = year

    @cached_property
    def has_supplementary(self) -> bool:
        """Whether supplementary concepts are in it."""
        return any(entry.supplementary for entry in self.descriptors.values())

    def descriptor(self, id: str) -> Descriptor | None:
        """The descriptor of this id."""
        return self.descriptors.get(id)

    def named(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``exact_key``; labels first, then by id."""
        return self._by_exact_key.get(key, ())

    def alike(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``words_key``; labels first, then by id."""
        return self._by_words_key.get(key, ())

    def words_like(self, word: str) -> tuple[str, ...]:
        """Words of the names that differ by one or two edits, nearest first."""
        return self._spellings.like(word)

    def knows_word(self, word: str) -> bool:
        """Whether this is a word of a name."""
        return word in self._words

    def ancestors(self, id: str) -> frozenset[str]:
        """The ids above a descriptor."""
        return reached(id, lambda each: self._above.get(each, ()))

    def narrower(self, id: str) -> frozenset[str]:
        """The ids below a descriptor."""
        return reached(id, lambda each: self._below.get(each, ()))

    @cached_property
    def _by_exact_key(self) -> Mapping[str, tuple[Named, ...]]:
        return names_by(exact_key, self.descriptors.values())

    @cached_property
    def _by_words_key(self) -> Mapping[str, tuple[Named, ...]]:
        return names_by(words_key, self.descriptors.values())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for key in self._by_words_key for word in key.split())

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings.of(self._words)

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        return {entry.id: entry.broader for entry in self.descriptors.values()}

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for entry in self.descriptors.values():
            for broader in entry.broader:
                below[broader].append(entry.id)
        return dict(below)


def names_by(key_of: Callable[[str], str], entries: Iterable[Descriptor]) -> dict[str, tuple[Named, ...]]:
    """What the names of these entries denote, by a key of the name; an entry stands once under a key.

    Labels go first; names that leave no key are left out.
    """
    found: dict[str, dict[str, Named]] = defaultdict(dict)
    for entry in entries:
        for name in dict.fromkeys((entry.label, *entry.names)):
            if key := key_of(name):
                found[key].setdefault(entry.id, Named(entry.id, name, name == entry.label))
    return {
        key: tuple(sorted(named.values(), key=lambda each: (not each.preferred, each.id)))
        for key, named in found.items()
    }
