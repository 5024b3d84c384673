"""A package as every description of it sees it: what the publisher says, what the store says, the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trialkg.publishing.portal.counts import Counts
from trialkg.publishing.portal.details import SOURCE_NAME, TRIALKG, Agent, Details
from trialkg.publishing.portal.files import PackageFile, Part
from trialkg.publishing.portal.ontology import Ontology
from trialkg.store import Manifest

CATALOG = "catalog.ttl"
VOID = "void.ttl"
SCHEMA_ORG = "dataset.schema.jsonld"
"""The descriptions that name each other."""

GRAPH = f"{CATALOG}#graph"
VOCABULARY = f"{CATALOG}#vocabulary"
"""The datasets of the package, by what their IRIs end in."""


@dataclass(frozen=True, slots=True)
class Described:
    """All that a description of the package rests on."""

    details: Details
    manifest: Manifest
    studies: Counts
    vocabulary: Counts
    files: Sequence[PackageFile]
    ontology: Ontology

    def address(self, path: str) -> str:
        """A place in the package, in full where it is known where the package will stand."""
        return f"{self.details.base_url}{path}"

    def files_of(self, *parts: Part) -> list[PackageFile]:
        """The files of some parts of the package, in their order."""
        return [file for file in self.files if file.part in parts]

    @property
    def modified(self) -> str:
        """The newest day that the records know of, else the day of issue; a month where no more is known."""
        return self.studies.modified or self.details.issued

    @property
    def version(self) -> str:
        """What tells this package from others: as stated, else the date of what is in it."""
        return self.details.version or self.modified

    @property
    def identifier(self) -> str:
        """A DOI or the like, else where the dataset will stand, else a name with the version."""
        base = self.details.base_url
        return self.details.identifier or (self.address(GRAPH) if base else f"trialkg-{self.version}")

    @property
    def landing_page(self) -> str:
        """The page for people: as stated, else the package's own."""
        return self.details.landing_page or self.address("README.md")

    @property
    def people(self) -> tuple[Agent, ...]:
        """Publisher, creators and the makers of the ontology, each once."""
        return tuple(dict.fromkeys((self.details.publisher, *self.details.creators, TRIALKG)))

    @property
    def description(self) -> str:
        """What the graph is, in a few sentences."""
        if self.details.description:
            return self.details.description
        studies, triples = self.studies.studies, self.studies.triples + self.vocabulary.triples
        sources = ", ".join(sorted(self.studies.sources))
        return (
            f"{studies:,} clinical {'study' if studies == 1 else 'studies'} as a knowledge graph of "
            f"{triples:,} triples: design, conditions and interventions linked to MeSH, arms, outcomes with "
            "their time frames, eligibility criterion by criterion, sites, and relations between studies. "
            "Every inferred link keeps the words it rests on, its method and its confidence. Made with "
            f"trialkg {self.manifest.trialkg} from registry records ({sources})."
        )

    @property
    def citation(self) -> str:
        """How to cite the package."""
        makers = "; ".join(agent.name for agent in self.details.creators)
        year = f" ({(self.details.issued or self.modified)[:4]})"
        return (
            f"{makers}{year}. {self.details.title}, version {self.version}. "
            f"{self.details.publisher.name}. Registry facts: {SOURCE_NAME}."
        )


KEYWORDS = (
    "clinical trials",
    "ClinicalTrials.gov",
    "knowledge graph",
    "RDF",
    "MeSH",
    "eligibility criteria",
    "outcome measures",
)
"""What people search for."""
