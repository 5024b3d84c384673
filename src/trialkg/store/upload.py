"""A store copied into a graph of a remote one, a slice at a time: it goes on where it was broken off.

What a slice holds depends on the generation of the store alone, which never changes: the journal need only
say how many were sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from trialkg.errors import StoreError
from trialkg.store.embedded import EmbeddedStore
from trialkg.store.graph_store import GraphStore

SLICE: Final = 10_000
"""Triples that are sent at once, about 2 MB."""

_FOLDER = "uploads"


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """What is being sent where (to a graph that was cleared first or not), and how many slices arrived."""

    address: str
    graph: str | None
    cleared: bool
    generation: str
    triples: int
    arrived: int = 0


class Upload:
    """One store on its way to one graph, which is cleared first where it is replaced.

    ``journal`` is the file that remembers how far it came.
    """

    def __init__(
        self, store: EmbeddedStore, target: GraphStore, *, replace: bool = False, journal: Path | None = None
    ) -> None:
        self._store = store
        self._target = target
        self._path = journal or _place(store.folder, target)
        self._fresh = Journal(
            address=target.address,
            graph=target.graph,
            cleared=replace,
            generation=store.manifest.generation,
            triples=store.manifest.triples,
        )
        standing = _read(self._path)
        same = standing is not None and msgspec.structs.replace(standing, arrived=0) == self._fresh
        self.journal = standing if same and standing is not None else self._fresh

    @property
    def triples(self) -> int:
        """How many triples there are to send in all."""
        return self.journal.triples

    @property
    def arrived(self) -> int:
        """How many of them have arrived already."""
        return min(self.journal.arrived * SLICE, self.triples)

    def run(self, advance: Callable[[int], object] = lambda _: None) -> None:
        """Send what has not arrived; ``advance`` is told of the triples of each slice.

        Raises EndpointError where the target takes no more; run again, it goes on there.
        """
        self._note(self.journal)
        if self.journal.cleared and not self.journal.arrived:
            self._target.clear()
        lines = islice(self._store.ntriples(), self.journal.arrived * SLICE, None)
        while part := list(islice(lines, SLICE)):
            self._target.add(b"".join(part))
            self._note(msgspec.structs.replace(self.journal, arrived=self.journal.arrived + 1))
            advance(len(part))
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _note(self, journal: Journal) -> None:
        self.journal = journal
        temporary = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(msgspec.json.encode(journal))
            temporary.replace(self._path)
        except OSError as error:
            remedy = "Name a file that can be written, with --journal FILE."
            reason = error.strerror or str(error)
            raise StoreError(
                f"the journal cannot be written ({reason})", where=str(self._path), remedy=remedy
            ) from error


def _place(folder: Path, target: GraphStore) -> Path:
    """The usual file of the journal: in the store's folder, one for each graph that is written to."""
    name = hashlib.sha256(f"{target.address} {target.graph}".encode()).hexdigest()[:16]
    return folder / _FOLDER / f"{name}.json"


def _read(path: Path) -> Journal | None:
    """The journal as it stands; None where there is none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Journal)
    except (OSError, msgspec.DecodeError):
        return None
