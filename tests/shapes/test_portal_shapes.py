"""Each shape of the portal profile fires where one line of a clean description is wrong, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SH, URIRef

from trialkg.errors import UsageError
from trialkg.validation import Profile, Report, ShapesChoice, read_rdf, rules_of, validate_file
from trialkg.vocabulary.namespaces import SHAPES

CLEAN = Path(__file__).parent / "portal" / "clean.ttl"
PORTAL = ShapesChoice(Profile.PORTAL)
EX = "https://data.example.org/catalog.ttl#"

WRONG = {
    "PORT-001": ("catalog", "ex:catalog dcterms:title", ""),
    "PORT-002": ("catalog", "ex:catalog dcterms:description", "ex:catalog dcterms:description ex:graph ."),
    "PORT-003": ("catalog", "ex:catalog dcterms:publisher", 'ex:catalog dcterms:publisher "Somebody" .'),
    "PORT-004": ("catalog", "ex:catalog dcat:dataset", "ex:catalog dcat:dataset ex:other ."),
    "PORT-101": ("graph", "ex:graph dcterms:title", ""),
    "PORT-102": ("graph", "ex:graph dcterms:description", 'ex:graph dcterms:description "A graph." .'),
    "PORT-103": ("graph", "ex:graph dcterms:publisher", ""),
    "PORT-104": ("graph", "ex:graph dcterms:creator", ""),
    "PORT-105": ("graph", "ex:graph dcterms:identifier", "ex:graph dcterms:identifier ex:graph ."),
    "PORT-106": ("graph", "ex:graph dcat:distribution", ""),
    "PORT-107": ("graph", "ex:graph dcterms:(issued|modified)", ""),
    "PORT-108": ("graph", "ex:graph dcterms:issued", ""),
    "PORT-109": ("graph", "ex:graph dcat:version", 'ex:graph dcat:version "1", "2" .'),
    "PORT-110": ("graph", "ex:graph dcat:keyword", ""),
    "PORT-111": ("graph", "ex:graph dcat:theme", 'ex:graph dcat:theme "health" .'),
    "PORT-112": ("graph", "ex:graph dcat:contactPoint", ""),
    "PORT-113": ("graph", "ex:graph dcterms:accessRights", 'ex:graph dcterms:accessRights "public" .'),
    "PORT-201": ("file", "ex:file dcat:accessURL", ""),
    "PORT-202": ("file", "ex:file dcat:downloadURL", ""),
    "PORT-203": ("file", "ex:file dcat:downloadURL", "ex:file dcat:downloadURL <graph.ttl> ."),
    "PORT-204": (
        "file",
        "ex:file dcat:mediaType",
        "ex:file dcat:mediaType <https://example.org/text/turtle> .",
    ),
    "PORT-205": ("file", "ex:file dcterms:format", 'ex:file dcterms:format "Turtle" .'),
    "PORT-206": ("file", "ex:file dcat:byteSize", 'ex:file dcat:byteSize "12"^^xsd:decimal .'),
    "PORT-207": ("file", "ex:file spdx:checksum", ""),
    "PORT-208": ("file", "ex:file dcterms:license", 'ex:file dcterms:license "free" .'),
    "PORT-210": ("sum", "ex:sum spdx:algorithm", 'ex:sum spdx:algorithm "SHA-256" .'),
    "PORT-211": ("sum", "ex:sum spdx:checksumValue", 'ex:sum spdx:checksumValue "e3b0"^^xsd:hexBinary .'),
    "PORT-301": ("institute", "ex:institute foaf:name", ""),
    "PORT-302": ("desk", "ex:desk vcard:hasEmail", ""),
    "PORT-303": ("graph", "ex:graph dcterms:modified", 'ex:graph dcterms:modified "January" .'),
}
"""For each rule the node it is found at, the line that is wrong, and what stands there instead."""

SAID_WITH = {"PORT-107": {"PORT-108"}}
"""Rules that cannot but be found together: without any date there is no day of issue."""


def checked(folder: Path, text: str) -> Report:
    path = folder / "catalog.ttl"
    path.write_text(text, encoding="utf-8")
    return validate_file(read_rdf(path), PORTAL)


def test_a_clean_description_gives_no_result() -> None:
    report = validate_file(read_rdf(CLEAN), PORTAL)
    assert [(result.rule, result.focus) for result in report.results] == []
    assert report.focus_nodes == 6


@pytest.mark.parametrize("rule", WRONG)
def test_a_shape_fires_where_its_line_is_wrong_and_no_other_does(rule: str, tmp_path: Path) -> None:
    node, line, instead = WRONG[rule]
    text, count = re.subn(rf"^{line} .*$", instead, CLEAN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count
    found = checked(tmp_path, text).results
    assert {result.rule for result in found} == {rule, *SAID_WITH.get(rule, ())}
    assert {result.focus.removeprefix(EX) for result in found} == {node}


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in rules_of(PORTAL.load())} == set(WRONG)


def test_every_shape_has_a_rule_a_name_a_severity_and_a_message_that_names_a_place() -> None:
    graph = PORTAL.load().graph
    shapes = set(graph.subjects(RDF.type, SH.PropertyShape))
    assert len(shapes) == len(WRONG)
    for shape in shapes:
        assert isinstance(shape, URIRef)
        assert shape.startswith(SHAPES)
        assert re.fullmatch(r"PORT-\d{3}", str(graph.value(shape, DCTERMS.identifier)))
        assert graph.value(shape, SH.name)
        assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)
        assert re.search(r"\b(dcterms|dcat|foaf|spdx|vcard):\w+.*\.$", str(graph.value(shape, SH.message)))


def test_the_profile_has_none_of_the_rules_for_studies() -> None:
    shapes = PORTAL.load()
    assert not [rule.id for rule in rules_of(shapes) if not rule.id.startswith("PORT-")]
    assert len(shapes.families) == 0


def test_a_profile_of_studies_has_none_of_the_rules_for_portals() -> None:
    assert not [rule.id for rule in rules_of(ShapesChoice(Profile.REGISTRATION).load()) if "PORT" in rule.id]


def test_the_profiles_are_named_to_those_who_mistype_one() -> None:
    with pytest.raises(UsageError, match="core, registration, portal"):
        Profile.from_option("portals")
