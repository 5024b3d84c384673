"""The links of a graph as a table of mappings, in the SSSOM format that mapping tools exchange.

Specification: https://mapping-commons.github.io/sssom/spec/. A registered condition or intervention is mapped
to what its words name. What was linked for the whole study (NLM's derivation, context, prose) has the study
as its subject, and says how it stands to it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from trialkg.publishing.documents import Document, Node, documents
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.vocabulary.codes import Asserter, Method, OutcomeAspect, Role
from trialkg.vocabulary.namespaces import CONCEPT, MESH, RDF, RDFS, SKOS, TKG
from trialkg.vocabulary.terms import Class, Property

Row = dict[str, str]

COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "mapping_provider",
    "mapping_tool",
    "mapping_tool_version",
    "confidence",
    "object_source",
    "object_source_version",
    "match_string",
    "comment",
)
"""The slots of a row, in the order of the specification."""

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_MAPPING_SET = "https://w3id.org/trialkg/links"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_NLM = "https://www.nlm.nih.gov/"

_JUSTIFICATIONS: Mapping[str, str] = {
    Method.REGISTERED: "semapv:UnspecifiedMatching",
    Method.APPROXIMATE: "semapv:LexicalSimilarityThresholdMatching",
}
"""By method; all other methods match words (https://mapping-commons.github.io/semantic-mapping-vocabulary/)."""

_BY_WORDS = "semapv:LexicalMatching"
_RELATED = "skos:relatedMatch"


def _iri(name: str) -> str:
    return f"<{TKG}{name}>"


_TYPE = f"<{RDF}type>"
_LABEL = f"<{RDFS}label>"
_HAS_OUTCOME_LINK = _iri(Property.HAS_OUTCOME_LINK)
_BY_REGISTRY = _iri(Asserter.REGISTRY)
_OF_STUDY = {
    _iri(Class.CONDITION_LINK): (_iri(Property.OF_CONDITION), "tkg:studiesCondition"),
    _iri(Class.INTERVENTION_LINK): (_iri(Property.OF_INTERVENTION), "tkg:usesDescriptor"),
}
"""For each class of link: what leads to the registered term, and how a study stands to the object."""


class _Values:
    """The values of one node, as plain text and as tokens of N-Triples."""

    def __init__(self, node: Node) -> None:
        self._values = dict(node.properties)

    def tokens(self, predicate: str) -> list[str]:
        return self._values.get(predicate, [])

    def token(self, predicate: str) -> str:
        return next(iter(self.tokens(predicate)), "")

    def text(self, predicate: str) -> str:
        """The text of a literal on one line, empty where there is none."""
        token = self.token(predicate)
        return " ".join(unescaped(literal(token).lexical).split()) if token else ""

    def of(self, term: Property) -> str:
        return self.text(_iri(term))


@dataclass(frozen=True)
class LinkTable:
    """Writes links as SSSOM: ``base`` begins study IRIs, ``concepts`` gives labels by notation."""

    base: str
    concepts: Mapping[str, str]
    tool_version: str

    def write(self, studies: Iterable[tuple[str, bytes]], out: BinaryIO) -> int:
        """Write the links of studies, given as IRI and canonical N-Triples; returns the rows written."""
        written = 0
        out.write(self._metadata().encode())
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        table = csv.DictWriter(text, COLUMNS, restval="", delimiter="\t", lineterminator="\n")
        table.writeheader()
        for document in documents(studies, b""):
            for row in self._rows(document):
                table.writerow(row)
                written += 1
        text.detach()
        return written

    def _metadata(self) -> str:
        prefixes = (
            ("concept", CONCEPT),
            ("mesh", MESH),
            ("semapv", _SEMAPV),
            ("skos", SKOS),
            ("study", self.base),
            ("tkg", TKG),
        )
        lines = (
            f"mapping_set_id: {_MAPPING_SET}",
            "mapping_set_title: Links of clinical trials to MeSH and to the trialkg concepts",
            f"license: {_LICENSE}",
            "curie_map:",
            *(f"  {prefix}: {namespace}" for prefix, namespace in prefixes),
        )
        return "".join(f"#{line}\n" for line in lines)

    def _rows(self, document: Document) -> Iterator[Row]:
        nodes = {node.subject: _Values(node) for node in document.nodes}
        study = f"<{document.study}>"
        year = next(
            (each.of(Property.MESH_YEAR) for each in nodes.values() if each.of(Property.MESH_YEAR)), ""
        )
        interventions = [node for node in nodes if nodes[node].token(_iri(Property.HAS_CONCEPT))]
        for node, values in nodes.items():
            yield from self._of_outcome(node, nodes)
            for class_ in values.tokens(_TYPE):
                if class_ in _OF_STUDY:
                    yield from self._of_link(values, class_, study, nodes, year)
                elif class_ == _iri(Class.CONCEPT_USE):
                    using = [
                        each
                        for each in interventions
                        if node in nodes[each].tokens(_iri(Property.HAS_CONCEPT))
                    ]
                    yield from self._of_use(values, using, study, nodes)

    def _of_link(
        self, values: _Values, class_: str, study: str, nodes: Mapping[str, _Values], year: str
    ) -> Iterator[Row]:
        of_term, of_study = _OF_STUDY[class_]
        descriptor = values.token(_iri(Property.DESCRIPTOR))
        if not descriptor:
            return
        term = values.token(of_term)
        row = self._subject(term or study, nodes) | self._evidence(values)
        yield row | {
            "predicate_id": _of_term(values, nodes[term]) if term else of_study,
            "object_id": f"mesh:{_local(descriptor, MESH)}",
            "object_label": values.text(_LABEL),
            "object_source": "mesh:",
            "object_source_version": year,
        }

    def _of_use(
        self, values: _Values, using: list[str], study: str, nodes: Mapping[str, _Values]
    ) -> Iterator[Row]:
        concept = _local(values.token(_iri(Property.CONCEPT)), CONCEPT)
        role = _local(values.token(_iri(Property.ROLE)), TKG)
        of_study = "tkg:studiesConcept" if role == Role.STUDIED else _RELATED
        evidence = self._evidence(values)
        evidence["comment"] += f"; role: {role.lower()}"
        for subject in using or [study]:
            yield (
                self._subject(subject, nodes)
                | evidence
                | self._object(concept)
                | {"predicate_id": _of_term(values, nodes[subject]) if using else of_study}
            )

    def _of_outcome(self, outcome: str, nodes: Mapping[str, _Values]) -> Iterator[Row]:
        """The links of an outcome or an objective, each by the property that leads to its concept."""
        for link in nodes[outcome].tokens(_HAS_OUTCOME_LINK):
            concept = nodes[link].token(_iri(Property.CONCEPT))
            for aspect in OutcomeAspect:
                if concept in nodes[outcome].tokens(_iri(aspect)):
                    yield (
                        self._subject(outcome, nodes)
                        | self._evidence(nodes[link])
                        | self._object(_local(concept, CONCEPT))
                        | {"predicate_id": f"tkg:{aspect}"}
                    )

    def _object(self, concept: str) -> Row:
        return {
            "object_id": f"concept:{concept}",
            "object_label": self.concepts.get(concept, ""),
            "object_source": "concept:",
            "object_source_version": self.tool_version,
        }

    def _subject(self, node: str, nodes: Mapping[str, _Values]) -> Row:
        return {"subject_id": f"study:{_local(node, self.base)}", "subject_label": nodes[node].text(_LABEL)}

    def _evidence(self, values: _Values) -> Row:
        method = values.of(Property.METHOD)
        comment = f"method: {method}"
        if field := values.of(Property.EVIDENCE_FIELD):
            comment += f"; field: {field}"
        ours = values.token(_iri(Property.ASSERTED_BY)) != _BY_REGISTRY
        return {
            "mapping_justification": _JUSTIFICATIONS.get(method, _BY_WORDS),
            "mapping_provider": "" if ours else _NLM,
            "mapping_tool": "trialkg" if ours else "",
            "mapping_tool_version": self.tool_version if ours else "",
            "confidence": values.of(Property.CONFIDENCE),
            "match_string": values.of(Property.EVIDENCE),
            "comment": comment,
        }


def _of_term(values: _Values, term: _Values) -> str:
    """How a registered term stands to what its words name: the same only if it has no other words."""
    if values.of(Property.EVIDENCE).casefold() != term.text(_LABEL).casefold():
        return _RELATED
    return "skos:exactMatch" if values.of(Property.METHOD) == Method.EXACT else "skos:closeMatch"


def _local(iri: str, namespace: str) -> str:
    return iri[1:-1].removeprefix(namespace)
