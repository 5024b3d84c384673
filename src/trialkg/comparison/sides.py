"""The two things that are compared: a store, or the records of a source."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, Protocol

import msgspec

from trialkg.comparison.snapshots import Snapshot, snapshot_of
from trialkg.errors import InputError, RecordError
from trialkg.linking import Links, criteria_of
from trialkg.mapping import map_study, study_iri
from trialkg.registries import RawRecord, Rejection, rank_of, raw_records, read_study
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.study import Study, content_hash

_STANDARD_INPUT = "-"


class Side(Protocol):
    """Studies by registry id, in one of the two states that are compared."""

    rejections: list[Rejection]
    """The records that could not be read, and are therefore missing."""

    def hashes(self) -> dict[str, bytes]:
        """The hash of what the record of each study says."""

    def require(self, studies: Iterable[str]) -> None:
        """Make ready the snapshots of these studies."""

    def snapshot(self, study: str) -> Snapshot:
        """One of the studies that are required."""


@contextmanager
def opened_side(name: str) -> Iterator[Side]:
    """The store in a folder, or the records of a source, ``-`` being standard input."""
    if name == _STANDARD_INPUT:
        with NamedTemporaryFile() as file, TemporaryFile() as spool:
            copyfileobj(sys.stdin.buffer, file)
            file.flush()
            yield _Records(file.name, spool, called="standard input")
    elif Path(name).is_dir() and read_manifest(Path(name)) is not None:
        yield _Stored(EmbeddedStore.open(Path(name)))
    else:
        with TemporaryFile() as spool:
            yield _Records(name, spool, called=name)


class _Stored:
    """The studies of a store."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._base = store.manifest.base
        self.rejections: list[Rejection] = []

    def hashes(self) -> dict[str, bytes]:
        return {
            iri.removeprefix(self._base): bytes.fromhex(content)
            for iri, content in self._store.content_hashes()
        }

    def require(self, studies: Iterable[str]) -> None:
        """Nothing: a store finds each when it is asked."""

    def snapshot(self, study: str) -> Snapshot:
        iri = self._base + study
        return snapshot_of(iri, self._store.study_ntriples(iri))


class _Records:
    """The best record of each study of a source, read for the hashes and once more for what differs."""

    def __init__(self, source: str, spool: IO[bytes], *, called: str) -> None:
        self._source = source
        self._called = called
        self._spool = spool
        self._chosen: dict[str, int] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self.rejections: list[Rejection] = []

    def hashes(self) -> dict[str, bytes]:
        ranks: dict[str, bytes] = {}
        found: dict[str, bytes] = {}
        for number, raw, study in self._studies():
            content = content_hash(study)
            rank, key = rank_of(study, raw.format, content).packed, _key(study)
            if key not in ranks or rank > ranks[key]:
                ranks[key], self._chosen[key] = rank, number
                found[key] = bytes.fromhex(content)
        if not found:
            remedy = "Name the folder of a store, or records that trialkg build reads."
            raise InputError(f"has no study to compare{self._why()}", where=self._called, remedy=remedy)
        return found

    def _why(self) -> str:
        return f": {self.rejections[0].reason}" if self.rejections else ""

    def require(self, studies: Iterable[str]) -> None:
        wanted = {self._chosen[study] for study in studies}
        if not wanted:
            return
        for _, _, study in self._studies(wanted):
            text = map_study(study, Links(criteria=criteria_of(study.eligibility.criteria))).text
            self._places[_key(study)] = (self._spool.seek(0, 2), len(text))
            self._spool.write(text)

    def snapshot(self, study: str) -> Snapshot:
        offset, length = self._places[study]
        self._spool.seek(offset)
        return snapshot_of(study_iri(study), self._spool.read(length))

    def _studies(self, wanted: set[int] | None = None) -> Iterator[tuple[int, RawRecord, Study]]:
        """The records by their number in the source, all or some; those that cannot be read are noted."""
        for number, found in enumerate(raw_records((self._source,))):
            if isinstance(found, Rejection):
                if wanted is None:
                    self._reject(found)
            elif wanted is None or number in wanted:
                try:
                    yield number, found, read_study(found)
                except RecordError as error:
                    self._reject(Rejection.of(found.origin, error))

    def _reject(self, rejection: Rejection) -> None:
        if self._called != self._source:  # standard input, which was kept in a file to be read twice
            origin = msgspec.structs.replace(rejection.origin, file=self._called)
            rejection = msgspec.structs.replace(rejection, origin=origin)
        self.rejections.append(rejection)


def _key(study: Study) -> str:
    """The study as its IRI ends, which is how a store knows it."""
    return study_iri(study.registry_id, "")
