"""What stages have to reach: rates, memory, and how they stand to each other and to peers in the same run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["records", "triples"]


@dataclass(frozen=True)
class Ratio:
    """The rate of a stage, over that of another, is to be so much at least."""

    stage: str
    over: str
    least: float
    said: str
    unit: Unit = "records"


@dataclass(frozen=True)
class Rate:
    """A stage is to do so many of its units a second."""

    stage: str
    least: float
    unit: str = "records"


@dataclass(frozen=True)
class Memory:
    """The largest process of a stage is to stay under so many MB."""

    stage: str
    most: float


RATES = (
    Rate("map-core", 5000),
    Rate("map-all", 2500),
    # 0.8 ms a record for terms, concepts and roles, 1.2 ms for outcomes, time frames and criteria.
    Rate("link", 500),
    Rate("validate-store", 1000, "studies"),
    Rate("mesh-install", 30_764 / 60, "descriptors"),
    Rate("mesh-open", 20, "openings"),
)

RATIOS = (
    Ratio("map-core", "parse", 1 / 6, "the common core mapped, to the typed parse of the same bytes"),
    Ratio("map-all", "parse", 1 / 15, "all mapped, to the typed parse of the same bytes"),
    Ratio("map-core", "peer-morph-kgc", 25, "the common core, to Morph-KGC"),
    Ratio("map-core", "peer-maplib", 6, "the common core, to maplib"),
    Ratio("map-core-2", "map-core-1", 1.6, "the common core in two processes, to one"),
    Ratio("stream-2", "stream-1", 1.6, "reading, linking and mapping in two processes, to one"),
    Ratio("load", "bulk", 0.9, "a store's load, to pyoxigraph's bulk loader", "triples"),
    Ratio("build-2", "bulk", 0.6, "source to store in two processes, to the bulk loader", "triples"),
    Ratio("validate-compiled", "peer-pyshacl", 10, "compiled shapes without SPARQL, to pySHACL"),
    Ratio("validate-compiled-sparql", "peer-pyshacl-sparql", 30, "all compiled shapes, to pySHACL"),
)

MEMORY = (Memory("map-core-1", 100), Memory("map-core-2", 100), Memory("stream", 100))

STUDIES = 560_000
"""As many as ClinicalTrials.gov has."""
MOST_MINUTES = 40.0
"""For a build of all of them."""
MOST_MEMORY = 4096.0
"""MB, for a build of 50,000, all processes together."""


def verdict(holds: bool) -> str:
    """Whether a limit holds, as a word for a table."""
    return "holds" if holds else "**missed**"
