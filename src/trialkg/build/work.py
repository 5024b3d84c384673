"""One record's way to triples, for worker processes: read, link, map, validate. Plain values in and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from trialkg.build.descriptors import unknown_descriptors
from trialkg.errors import RecordError
from trialkg.linking import Linker, link_study
from trialkg.mapping import MAPPING_VERSION, map_study, study_iri
from trialkg.registries import Rank, RawRecord, Rejection, rank_of, read_study
from trialkg.store import Fingerprints, fingerprint, fingerprints_of
from trialkg.study import Finding, Study, content_hash
from trialkg.terminology import MeshEdition, load_terminology
from trialkg.validation import CompiledShapes, Report, load_shapes

Found: TypeAlias = RawRecord | Rejection
"""What a source gives: a record to read, or word of one that cannot be."""

Stands: TypeAlias = Callable[[str, str], bool]


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """A record that became triples (N-Triples text), with what could be read or written only in part."""

    registry_id: str
    iri: str
    text: bytes
    rank: Rank
    triples: int = 0
    findings: tuple[Finding, ...] = ()


class Unchanged(msgspec.Struct, frozen=True):
    """A record that stands in the store already, just as it would be built."""

    registry_id: str
    iri: str
    rank: Rank


class Batch(msgspec.Struct, frozen=True):
    """What became of a few records, and what the shapes say of them."""

    records: tuple[Worked | Unchanged | Rejection, ...]
    report: Report = Report()


class Task(msgspec.Struct, frozen=True):
    """How to work records: the base of study IRIs, the profile of shapes to hold them against, if any.

    ``mesh`` is the folder of the MeSH index, which each process opens for itself; None is the shipped slice.
    ``standing`` is the file of fingerprints of the studies that stand, None where there are none; records
    that are among them are not worked.
    """

    base: str
    profile: str | None = None
    mesh: Path | None = None
    standing: Path | None = None
    mesh_source: str = ""

    def __call__(self, found: Sequence[Found]) -> Batch:
        """Work a few records."""
        with fingerprints_of(self.standing) as standing:
            same = partial(_is_standing, standing, self.mesh_source) if self.standing else None
            records = tuple(work_record(each, self.base, self.mesh, same) for each in found)
        texts = [each.text for each in records if isinstance(each, Worked)]
        if self.profile is None or not texts:
            return Batch(records)
        return Batch(records, _shapes(self.profile).validate_studies(texts))


def work_record(
    found: Found, base: str, mesh: Path | None = None, stands: Stands | None = None
) -> Worked | Unchanged | Rejection:
    """The triples of one record; a record that cannot be read is a rejection, never an exception.

    ``stands`` tells of a study's IRI and content whether it stands in the store just so.
    """
    if isinstance(found, Rejection):
        return found
    try:
        study = read_study(found)
        if stands is not None:
            iri, content = study_iri(study.registry_id, base), content_hash(study)
            if stands(iri, content):
                return Unchanged(study.registry_id, iri, rank_of(study, found.format, content))
        return _worked(found, study, base, _linker(mesh))
    except RecordError as error:
        return Rejection.of(found.origin, error)
    except Exception as error:
        # A fault of ours that one odd record brings out must not cost the others their build.
        return _failure(found, error)


def _is_standing(standing: Fingerprints, mesh_source: str, iri: str, content: str) -> bool:
    return fingerprint(iri, content, MAPPING_VERSION, mesh_source) in standing


def _worked(found: RawRecord, study: Study, base: str, linker: Linker) -> Worked:
    mesh = linker.terminology.mesh
    edition = MeshEdition(mesh.year, mesh.source)
    links = link_study(study, linker)
    mapped = map_study(study, links, base, edition)
    return Worked(
        registry_id=study.registry_id,
        iri=mapped.iri,
        text=mapped.text,
        rank=rank_of(study, found.format, mapped.content_hash),
        triples=len(set(mapped.text.splitlines())),
        findings=(
            *study.reading.findings,
            *links.findings,
            *mapped.findings,
            *unknown_descriptors(study, mesh),
        ),
    )


def _failure(raw: RawRecord, error: Exception) -> Rejection:
    return Rejection(
        origin=raw.origin,
        reason=f"trialkg failed on this record ({type(error).__name__}: {error})",
        remedy="Please report it, with the record.",
    )


@cache
def _linker(mesh: Path | None) -> Linker:
    return Linker(load_terminology(mesh))


@cache
def _shapes(profile: str) -> CompiledShapes:
    return CompiledShapes(load_shapes(profile))
