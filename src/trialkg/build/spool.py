"""Mapped studies at rest in a temporary file, to be written out once all are known, once and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from trialkg.build.summary import Log, Summary
from trialkg.build.work import Batch, Unchanged
from trialkg.registries import Rank, Rejection
from trialkg.store import vocabulary_ntriples
from trialkg.terminology import load_terminology
from trialkg.vocabulary.namespaces import MESH, TKG
from trialkg.vocabulary.terms import Property

_TERMS = "|".join((Property.STUDIES_CONDITION.value, Property.USES_DESCRIPTOR.value))
_LINK = re.compile(rf"<{re.escape(TKG)}(?:{_TERMS})> <{re.escape(MESH)}(\w+)>".encode())
"""A study's link to MeSH, as mapping writes it."""


class Spool:
    """The best record of each study. Make one with ``spooling``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, tuple[Rank, int, int]] = {}

    def take(self, batch: Batch, summary: Summary, log: Log) -> None:
        """Take in a batch, and account for each of its records."""
        summary.checks.add(batch.report)
        for record in batch.records:
            if isinstance(record, Rejection):
                log.reject(record)
                continue
            assert not isinstance(record, Unchanged), "a mapping is held against no store"
            log.note(record)
            standing = self._places.get(record.iri)
            if standing is None:
                summary.built += 1
            else:
                summary.superseded += 1
            if standing is None or record.rank > standing[0]:
                self._places[record.iri] = (record.rank, self._file.seek(0, 2), len(record.text))
                self._file.write(record.text)

    def studies(self) -> Iterator[tuple[str, bytes]]:
        """Each study's IRI and N-Triples text, in order of the IRIs."""
        for iri, (_, offset, length) in sorted(self._places.items()):
            self._file.seek(offset)
            yield iri, self._file.read(length)

    def vocabulary(self, index: Path | None) -> bytes:
        """What a store would hold beside these studies, with the MeSH of this index (None: the slice)."""
        linked = {found for _, text in self.studies() for found in _LINK.findall(text)}
        return vocabulary_ntriples(load_terminology(index).mesh, (id_.decode() for id_ in linked))


@contextmanager
def spooling() -> Iterator[Spool]:
    """A spool whose file is gone at the end of the block."""
    with TemporaryFile() as file:
        yield Spool(file)
