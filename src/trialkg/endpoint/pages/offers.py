"""What the editor of the query page offers while a query is written: prefixes, terms and concepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from trialkg.endpoint.pages.addresses import ONTOLOGY
from trialkg.endpoint.pages.definitions import definitions, ontology_sections
from trialkg.endpoint.pages.snapshot import Snapshot
from trialkg.queries import stored_queries
from trialkg.vocabulary.namespaces import CONCEPT, PREFIXES, SKOS

PATH: Final = "/query/terms.json"
STUDY_PREFIX: Final = "study"
_CLOSED: Final = ("tkg", "concept")
"""The prefixes of which every term is among those that are offered."""

_NAME: Final = re.compile(r"(?<![\w:?])([a-z]+):([A-Za-z]\w*)", re.ASCII)


def offers(snapshot: Snapshot) -> bytes:
    """Prefixes with their namespaces, and names with label and definition, as JSON."""
    terms = [*_ontology_terms(), *_concepts(snapshot), *((name, "", "") for name in _used_elsewhere())]
    prefixes = {**PREFIXES, STUDY_PREFIX: snapshot.site.base}
    return msgspec.json.encode({"prefixes": prefixes, "closed": _CLOSED, "terms": terms})


def _ontology_terms() -> Iterator[tuple[str, str, str]]:
    for section in ontology_sections(definitions()[ONTOLOGY].statements):
        for term in section.terms:
            yield f"tkg:{term.name}", term.label, term.definition


def _concepts(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    vocabulary = snapshot.vocabulary
    for iri in vocabulary.statements.subjects():
        if iri.startswith(CONCEPT):
            definition = vocabulary.part(iri).text(f"{SKOS}definition")
            yield f"concept:{iri.removeprefix(CONCEPT)}", vocabulary.label(iri), definition


def _used_elsewhere() -> list[str]:
    """The terms of other vocabularies that the stored queries use, which are those one needs."""
    found = {match.groups() for query in stored_queries() for match in _NAME.finditer(query.text)}
    return sorted(
        f"{prefix}:{name}" for prefix, name in found if prefix in PREFIXES and prefix not in _CLOSED
    )
