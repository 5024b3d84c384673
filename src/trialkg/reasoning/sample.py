"""The studies that a reasoner is given, and of each the statements that it can use."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from trialkg.errors import SourceError
from trialkg.formats import RdfFormat
from trialkg.reasoning.ontology import Ontology
from trialkg.reasoning.statements import Statement, statements
from trialkg.vocabulary.codes import RelationType, StudyType
from trialkg.vocabulary.namespaces import RDF, TKG, XSD
from trialkg.vocabulary.terms import Class, Property

DEFAULT_SAMPLE = 10
"""How many studies are looked at unless more are asked for: HermiT's time grows faster than their number."""

_TYPE = f"{RDF}type"
_STUDY_CLASSES = frozenset(TKG + name for name in (Class.STUDY, *StudyType))
_TO_ANOTHER = re.compile(
    f"<{re.escape(TKG)}{Property.RELATION_TYPE}> <{re.escape(TKG)}(?!{RelationType.DUPLICATE_OF}>)".encode()
)
"""A relation to another study: most studies are registered elsewhere too, which tells a reasoner nothing."""
_USABLE_DATATYPES = frozenset(XSD + name for name in ("boolean", "decimal", "integer", "anyURI"))
"""Datatypes of the ontology's ranges that HermiT knows; it stops at xsd:date and xsd:gYearMonth."""


def read_studies(path: Path) -> dict[str, bytes]:
    """The studies of an RDF file in any syntax, each as N-Triples, by IRI.

    Raises SourceError for a file that cannot be read and for one without a study.
    """
    documents: dict[str, list[str]] = defaultdict(list)
    studies = set()
    for each in _parsed(path):
        document = each.subject.partition("#")[0]
        documents[document].append(each.line)
        if each.predicate == _TYPE and each.object in _STUDY_CLASSES:
            studies.add(document)
    if not studies:
        remedy = "Give a graph that trialkg wrote: trialkg map SOURCE -o FILE."
        raise SourceError("no study stands in it", where=str(path), remedy=remedy)
    return {iri: "".join(documents[iri]).encode() for iri in sorted(studies)}


def sampled(studies: Mapping[str, bytes], size: int) -> dict[str, bytes]:
    """So many studies, those that relate to other studies first, then in the order of their IRIs."""
    ranked = sorted(studies, key=lambda iri: (_TO_ANOTHER.search(studies[iri]) is None, iri))
    return {iri: studies[iri] for iri in sorted(ranked[:size])}


def usable(text: bytes, ontology: Ontology) -> list[Statement]:
    """What of a study a reasoner can use: types, relations, numbers and flags; no prose, no dates."""
    parsed = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    return [each for each in statements(parsed) if _is_usable(each, ontology)]


def _is_usable(each: Statement, ontology: Ontology) -> bool:
    if each.datatype is not None:
        return each.predicate in ontology.data_properties and each.datatype in _USABLE_DATATYPES
    if each.predicate == _TYPE:
        return each.object.startswith(TKG)
    return each.predicate in ontology.object_properties


def _parsed(path: Path) -> list[Statement]:
    syntax = RdfFormat.from_path(path)
    if syntax is None:
        names = " ".join(extension for member in RdfFormat for extension in member.extensions)
        remedy = f"Name it with one of: {names}."
        raise SourceError("its name tells no RDF syntax", where=str(path), remedy=remedy)
    try:
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return list(statements(ox.parse(text, format=ox.RdfFormat.from_media_type(syntax.media_type))))
    except FileNotFoundError as error:
        raise SourceError("does not exist", where=str(path), remedy="Check the path.") from error
    except (OSError, EOFError, SyntaxError) as error:
        raise SourceError(str(error), where=str(path), remedy="Mend the file, or give another.") from error
