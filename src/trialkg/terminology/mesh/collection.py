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
from trialkg.terminology.mesh.tops import TOPS
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
    """The entries taken so far, the first of each id; ``supplementary`` counts those that are so."""

    def __init__(self) -> None:
        self.supplementary = 0
        self._packed: dict[str, bytes] = {}
        self._trees: dict[str, tuple[str, ...]] = {}
        self._names = _Names()

    def take(self, entry: Descriptor) -> None:
        """Take in an entry, whose broader descriptors will follow from the tree numbers of all."""
        if entry.id in self._packed:
            return
        self._names.add(len(self._packed), dict.fromkeys((entry.label, *entry.names)))
        self._packed[entry.id] = encoded(entry)
        self.supplementary += entry.supplementary
        if entry.tree_numbers:
            self._trees[entry.id] = entry.tree_numbers

    @property
    def descriptors(self) -> int:
        """How many entries are no supplementary concepts."""
        return len(self._packed) - self.supplementary

    @property
    def names(self) -> int:
        """How many names the entries have."""
        return len(self._names)

    def rows(self) -> Iterator[Row]:
        """Id: Descriptor."""
        broader = self._broader()
        tops = self._left_out()
        for id_, packed in sorted(self._packed.items()):
            above, top = broader.get(id_), tops.get(id_)
            if above or top:
                entry = _decoded(packed)
                numbers = (top, *entry.tree_numbers) if top else entry.tree_numbers
                packed = encoded(msgspec.structs.replace(entry, broader=above or (), tree_numbers=numbers))
            yield slot(id_), packed

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
        self, key_of: Callable[[str], str], note: Callable[[str, str], object] = lambda *_: None
    ) -> Iterator[Row]:
        """Key of a name: what is named so, each entry once and by its first such name; labels first.

        ``note`` gets each key, and the id of what is named so, before the first row.
        """
        ids = list(self._packed)
        keyed = []
        for number, (owner, name) in enumerate(self._names):
            if key := key_of(name):
                note(key, ids[owner])
                keyed.append(slot(key) + _END + number.to_bytes(_NUMBER_BYTES))
        keyed.sort()
        for written, group in groupby(keyed, _key):
            numbers = (int.from_bytes(each[-_NUMBER_BYTES:]) for each in group)
            yield written, encoded(self._named(numbers, ids))

    def _named(self, numbers: Iterable[int], ids: list[str]) -> list[Named]:
        found: dict[str, Named] = {}
        for number in numbers:
            owner, name = self._names[number]
            found.setdefault(ids[owner], Named(ids[owner], name, self._names.is_label(number)))
        return sorted(found.values(), key=lambda each: (not each.preferred, each.id))

    def _left_out(self) -> Mapping[str, str]:
        """The numbers of the tops of trees that the files give to nobody, by the descriptor at each top."""
        given = {number for numbers in self._trees.values() for number in numbers}
        return {id_: number for number, id_ in TOPS.items() if number not in given and id_ in self._packed}

    def _broader(self) -> Mapping[str, tuple[str, ...]]:
        """The descriptors that stand one step above each in a tree."""
        holder = {number: id_ for id_, numbers in self._trees.items() for number in numbers}
        holder |= {number: id_ for id_, number in self._left_out().items()}
        found = {}
        for id_, numbers in self._trees.items():
            parents = {holder.get(number.rpartition(".")[0]) for number in numbers} - {None, id_}
            if parents:
                found[id_] = tuple(sorted(parent for parent in parents if parent))
        return found


class _Names:
    """Names by number, end to end in one text; those of an entry follow each other, its label first."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("Q", [0])
        self._owners = array("L")

    def __len__(self) -> int:
        return len(self._owners)

    def __getitem__(self, number: int) -> tuple[int, str]:
        name = self._text[self._ends[number] : self._ends[number + 1]]
        return self._owners[number], name.decode()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return (self[number] for number in range(len(self)))

    def add(self, owner: int, names: Iterable[str]) -> None:
        """Add the names of an entry."""
        for name in names:
            self._text += name.encode()
            self._ends.append(len(self._text))
            self._owners.append(owner)

    def is_label(self, number: int) -> bool:
        """Whether it is the first name of its entry."""
        return number == 0 or self._owners[number - 1] != self._owners[number]


def _key(keyed: bytes) -> bytes:
    return keyed[: -_NUMBER_BYTES - len(_END)]
