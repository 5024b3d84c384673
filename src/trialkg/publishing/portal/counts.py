"""What a graph holds, counted as its studies pass by: for VoID, for dates and for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from trialkg.publishing.documents import Node
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.vocabulary.namespaces import (
    BIO2RDF_CLINICALTRIALS,
    BIOREGISTRY_CLINICALTRIALS,
    CONCEPT,
    MESH,
    RDF,
    TKG,
)
from trialkg.vocabulary.terms import Class, Property

_TYPE: Final = f"<{RDF}type>"
_STUDY: Final = f"<{TKG}{Class.STUDY}>"

LINKED: Final = (MESH, CONCEPT, BIOREGISTRY_CLINICALTRIALS, BIO2RDF_CLINICALTRIALS)
"""The namespaces that a study's links are counted into."""

_TARGETS: Final = {f"<{namespace}"[:20]: namespace for namespace in LINKED}

_KNOWN_ON: Final = tuple(
    f"<{TKG}{name}>"
    for name in (
        Property.RETRIEVED,
        Property.LAST_UPDATE_POSTED_DATE,
        Property.LAST_UPDATE_SUBMITTED_DATE,
        Property.FIRST_POSTED_DATE,
        Property.FIRST_SUBMITTED_DATE,
        Property.RESULTS_FIRST_POSTED_DATE,
        Property.VERIFICATION_DATE,
    )
)
"""When something of a record was written, checked or fetched: none of these days is in the future."""

_BEGINS: Final = f"<{TKG}{Property.START_DATE}>"
_ENDS: Final = f"<{TKG}{Property.COMPLETION_DATE}>"
_TEXTS: Final = {
    f"<{TKG}{Property.SOURCE}>": "sources",
    f"<{TKG}{Property.COUNTRY}>": "countries",
    f"<{TKG}{Property.MESH_YEAR}>": "mesh_years",
    f"<{TKG}{Property.MAPPING_VERSION}>": "mapping_versions",
}


class Counts:
    """Numbers of a graph that grow with each document; classes and properties by their IRIs in brackets."""

    def __init__(self) -> None:
        self.triples = 0
        self.subjects = 0
        self.studies = 0
        self.first_study = ""
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.links: Counter[tuple[str, str]] = Counter()
        self.sources: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.mesh_years: Counter[str] = Counter()
        self.mapping_versions: Counter[str] = Counter()
        self.modified = ""
        self.begins = ""
        self.ends = ""

    def add(self, nodes: Iterable[Node]) -> None:
        """Count the nodes of one document, each subject of which stands in no other."""
        for node in nodes:
            self.subjects += 1
            for predicate, tokens in node.properties:
                self.triples += len(tokens)
                self.properties[predicate] += len(tokens)
                if predicate == _TYPE:
                    self._add_types(node.subject, tokens)
                elif tokens[0][0] == '"':
                    self._add_values(predicate, tokens)
                else:
                    self._add_links(predicate, tokens)

    def _add_types(self, subject: str, tokens: list[str]) -> None:
        self.classes.update(tokens)
        if _STUDY in tokens:
            self.studies += 1
            self.first_study = self.first_study or subject

    def _add_links(self, predicate: str, tokens: list[str]) -> None:
        for token in tokens:
            namespace = _TARGETS.get(token[:20])
            if namespace is not None and token.startswith(namespace, 1):
                self.links[predicate, namespace] += 1

    def _add_values(self, predicate: str, tokens: list[str]) -> None:
        if predicate in _KNOWN_ON:
            self.modified = max(self.modified, *(_day(token) for token in tokens))
        elif predicate == _BEGINS:
            self.begins = min(filter(None, (self.begins, _day(tokens[0]))))
        elif predicate == _ENDS:
            self.ends = max(self.ends, _day(tokens[0]))
        elif predicate in _TEXTS:
            counter: Counter[str] = getattr(self, _TEXTS[predicate])
            counter.update(unescaped(literal(token).lexical) for token in tokens)


def _day(token: str) -> str:
    """A date or a month as it stands, a moment as its day: such texts sort by time."""
    return literal(token).lexical[:10]
