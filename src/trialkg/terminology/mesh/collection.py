"""All entries of a year as they are read, packed, and the rows of the index that they make.

A year with its supplementary concepts has over a million names, which as objects would take a gigabyte.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from trialkg.terminology.entries import Descriptor, Named
from trialkg.terminology.mesh.layout import slot
from trialkg.terminology.tree import reached

Row = tuple[bytes, bytes]
"""A key of a table and its value."""

encoded = msgspec.msgpack.Encoder().encode
"""A value as it stands in a table."""

_decoded = msgspec.msgpack.Decoder(Descriptor).decode

_END = b"\0"
"""Ends a key before the number of its name: lower than all letters, so that order stays that of the keys."""

_NUMBER_BYTES = 4


class Entries:
    """The entries taken so far, the first of each id.

    ``names`` is how many names they have, ``supplementary`` how many of them are supplementary concepts.
    """

    def __init__(self) -> None:
        self.names = 0
        self.supplementary = 0
        self._packed: dict[str, bytes] = {}
        self._trees: dict[str, tuple[str, ...]] = {}

    def take(self, entry: Descriptor) -> None:
        """Take in an entry, whose broader descriptors will follow from the tree numbers of all."""
        if entry.id in self._packed:
            return
        self._packed[entry.id] = encoded(entry)
        self.names += len(entry.names)
        self.supplementary += entry.supplementary
        if entry.tree_numbers:
            self._trees[entry.id] = entry.tree_numbers

    @property
    def descriptors(self) -> int:
        """How many entries are no supplementary concepts."""
        return len(self._packed) - self.supplementary

    def rows(self) -> Iterator[Row]:
        """Id: Descriptor."""
        broader = self._broader()
        for entry in self._entries():
            above = broader.get(entry.id, ())
            yield slot(entry.id), encoded(msgspec.structs.replace(entry, broader=above))

    def rows_above(self) -> Iterator[Row]:
        """Id: the ids of all ancestors."""
        broader = self._broader()
        for id_ in sorted(broader):
            yield slot(id_), encoded(sorted(reached(id_, lambda each: broader.get(each, ()))))

    def rows_below(self) -> Iterator[Row]:
        """Id: the ids one step down."""
        below: dict[str, list[str]] = defaultdict(list)
        for id_, above in sorted(self._broader().items()):
            for broader in above:
                below[broader].append(id_)
        return ((slot(id_), encoded(children)) for id_, children in sorted(below.items()))

    def rows_named(
        self, key_of: Callable[[str], str], note: Callable[[str, bool], object] = lambda *_: None
    ) -> Iterator[Row]:
        """Key of a name: what is named so, each entry once and by its first such name; labels first.

        ``note`` gets each key, and whether the name is a supplementary concept's, before the first row.
        """
        owners, places, keyed = array("L"), array("L"), []
        ids = sorted(self._packed)
        for number, entry in enumerate(self._entries()):
            for place, name in enumerate(entry.names):
                if key := key_of(name):
                    note(key, entry.supplementary)
                    keyed.append(slot(key) + _END + len(owners).to_bytes(_NUMBER_BYTES))
                    owners.append(number)
                    places.append(place)
        keyed.sort()
        for written, group in groupby(keyed, _key):
            numbers = (int.from_bytes(each[-_NUMBER_BYTES:]) for each in group)
            yield written, encoded(self._named((ids[owners[each]], places[each]) for each in numbers))

    def _entries(self) -> Iterator[Descriptor]:
        return (_decoded(self._packed[id_]) for id_ in sorted(self._packed))

    def _named(self, group: Iterable[tuple[str, int]]) -> list[Named]:
        found: dict[str, Named] = {}
        for id_, place in group:
            entry = _decoded(self._packed[id_])
            name = entry.names[place]
            found.setdefault(id_, Named(id_, name, name == entry.label))
        return sorted(found.values(), key=lambda each: (not each.preferred, each.id))

    def _broader(self) -> Mapping[str, tuple[str, ...]]:
        """The descriptors that stand one step above each in a tree."""
        holder = {number: id_ for id_, numbers in self._trees.items() for number in numbers}
        found = {}
        for id_, numbers in self._trees.items():
            parents = {holder.get(number.rpartition(".")[0]) for number in numbers} - {None, id_}
            if parents:
                found[id_] = tuple(sorted(parent for parent in parents if parent))
        return found


def _key(keyed: bytes) -> bytes:
    return keyed[: -_NUMBER_BYTES - len(_END)]
