"""A corpus of any size: real records, or the examples where there are none, repeated with new numbers."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from trialkg.registries import RawRecord, raw_records
from trialkg.resources import examples_folder

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
REAL = _SHARED / "ctgov_v2" / "records"
REAL_MESH = _SHARED / "mesh" / "mesh2024.nt.gz"


def originals() -> list[bytes]:
    """The records to multiply, each as one line of JSON."""
    source = REAL if REAL.is_dir() else examples_folder()
    found = raw_records([str(path) for path in sorted(source.glob("*.json"))])
    return [b" ".join(each.data.split()) for each in found if isinstance(each, RawRecord)]


def write_changed(corpus: Path, path: Path) -> None:
    """Write a corpus again, each hundredth record with another acronym."""
    with corpus.open("rb") as lines, path.open("wb") as file:
        for number, line in enumerate(lines):
            changed = line.replace(b'"briefTitle":', b'"acronym": "CHANGED", "briefTitle":', 1)
            file.write(line if number % 100 else changed)


def write_corpus(path: Path, size: int) -> int:
    """Write so many records as NDJSON, each with a number of its own; returns the bytes written."""
    written = 0
    with path.open("wb") as file:
        for number, record in enumerate(islice(cycle(originals()), size)):
            place = record.index(b'"NCT')
            old = record[place + 1 : place + 12]
            written += file.write(record.replace(old, b"NCT9%07d" % number) + b"\n")
    return written
