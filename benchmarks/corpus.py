"""A corpus of any size: new studies put together from the parts of real ones, or of the examples.

Each study takes its conditions, arms, outcomes, criteria, sites, sponsors, design and dates from records
drawn at random, of one kind of study, so that the combinations are new while each part is as registries
write it. Parts that name each other stay together: arms with their interventions, descriptors with the terms
they come from, the dates of a record. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks import synthesis
from benchmarks.parts import Donors
from trialkg.registries import RawRecord, raw_records
from trialkg.resources import examples_folder

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
REAL = _SHARED / "ctgov_v2" / "records"
REAL_MESH = _SHARED / "mesh" / "mesh2024.nt.gz"
SEED = 20240601


def originals() -> list[bytes]:
    """The records to draw from, each as one line of JSON."""
    source = REAL if REAL.is_dir() else examples_folder()
    found = raw_records([str(path) for path in sorted(source.glob("*.json"))])
    return [b" ".join(each.data.split()) for each in found if isinstance(each, RawRecord)]


def write_changed(corpus: Path, path: Path) -> None:
    """Write a corpus again, each hundredth record with another acronym."""
    with corpus.open("rb") as lines, path.open("wb") as file:
        for number, line in enumerate(lines):
            changed = line.replace(b'"briefTitle":', b'"acronym": "CHANGED", "briefTitle":', 1)
            file.write(line if number % 100 else changed)


def records(seed: int = SEED) -> Iterator[bytes]:
    """Records without end, each a line of JSON with a number of its own: NCT90000000, NCT90000001, …"""
    donors = Donors(originals())
    chance = random.Random(seed)
    number = 0
    while True:
        yield synthesis.study_of(donors, number, chance)
        number += 1


def write_corpus(path: Path, size: int, seed: int = SEED) -> int:
    """Write so many records as NDJSON; returns the bytes written."""
    written = 0
    with path.open("wb") as file:
        for record in islice(records(seed), size):
            written += file.write(record + b"\n")
    return written
