"""Checking graphs: what is found, what is counted, and what is done a second time."""

from __future__ import annotations

import pyoxigraph
import pytest
from rdflib import Graph

from trialkg.errors import ShapesError, SourceError
from trialkg.validation import Report, Severity, load_shapes, validate_graph, validate_ntriples

TKG = "https://w3id.org/trialkg/ontology#"
STUDY = "https://w3id.org/trialkg/study/NCT00000000"
PREFIXES = f"@prefix tkg: <{TKG}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"


def ntriples(turtle: str) -> bytes:
    parsed = pyoxigraph.parse(PREFIXES + turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return (
        pyoxigraph.serialize((quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    )


def test_a_result_carries_all_that_a_person_needs_to_find_and_mend_it() -> None:
    text = ntriples(f'<{STUDY}> a tkg:Study ; tkg:startDate "2015-13"^^xsd:gYearMonth .')
    found = [result for result in validate_ntriples(text, load_shapes()).results if result.rule == "CORE-100"]
    assert len(found) == 1
    assert found[0].focus == STUDY
    assert found[0].path == "tkg:startDate"
    assert found[0].value == '"2015-13"^^xsd:gYearMonth'
    assert found[0].severity is Severity.VIOLATION
    assert found[0].shape == "https://w3id.org/trialkg/shapes#StudyStartDate"
    assert found[0].component == "PatternConstraintComponent"
    assert "tkg:startDate" in found[0].message


def test_the_message_of_a_query_names_the_values_it_found() -> None:
    text = ntriples(
        f'<{STUDY}> a tkg:Study ; tkg:startDate "2014-05-13"^^xsd:date ; '
        'tkg:completionDate "2014-04"^^xsd:gYearMonth .'
    )
    found = [result for result in validate_ntriples(text, load_shapes()).results if result.rule == "CORE-130"]
    assert [result.path for result in found] == ["tkg:startDate"]
    assert [result.message for result in found] == [
        "Correct the dates: 2014-05-13 is after 2014-04, the date in tkg:completionDate."
    ]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ('"2014-05"^^xsd:gYearMonth', '"2014-05-01"^^xsd:date', False),
        ('"2014-05-31"^^xsd:date', '"2014-05"^^xsd:gYearMonth', False),
        ('"2014-05-31"^^xsd:date', '"2014-05-30"^^xsd:date', True),
        ('"2014-05-30"^^xsd:date', '"2014-05-30"^^xsd:date', False),
        ('"2014-06"^^xsd:gYearMonth', '"2014-05-31"^^xsd:date', True),
        ('"2014-06"^^xsd:gYearMonth', '"2014-05"^^xsd:gYearMonth', True),
        ('"2013-12"^^xsd:gYearMonth', '"2014-01"^^xsd:gYearMonth', False),
    ],
)
def test_dates_are_ordered_at_the_precision_both_have(start: str, end: str, wrong: bool) -> None:
    text = ntriples(f"<{STUDY}> a tkg:Study ; tkg:startDate {start} ; tkg:completionDate {end} .")
    found = {result.rule for result in validate_ntriples(text, load_shapes()).results}
    assert ("CORE-130" in found) is wrong


def test_the_same_shapes_give_the_same_report_again() -> None:
    shapes = load_shapes()
    text = ntriples(f"<{STUDY}> a tkg:InterventionalStudy ; tkg:hasArm <{STUDY}#arm-a> .")
    before = len(shapes.graph)
    first = validate_ntriples(text, shapes)
    after_first = len(shapes.graph)
    assert validate_ntriples(text, shapes) == first
    assert len(shapes.graph) == after_first >= before


def test_focus_nodes_and_studies_are_counted_once_whatever_shapes_select_them() -> None:
    text = ntriples(
        f"<{STUDY}> a tkg:Study, tkg:ObservationalStudy ; tkg:hasSite <{STUDY}#site-a> . "
        f"<{STUDY}#site-a> a tkg:Site . <http://elsewhere.test/> a tkg:Unknown ."
    )
    report = validate_ntriples(text, load_shapes())
    assert (report.focus_nodes, report.studies) == (2, 1)


def test_a_graph_without_targets_checks_nothing() -> None:
    assert validate_ntriples(ntriples("<http://a.test/> a tkg:Unknown ."), load_shapes()) == Report()
    assert validate_ntriples(b"", load_shapes()) == Report()


def test_a_graph_of_rdflib_gives_the_results_that_its_ntriples_give() -> None:
    text = ntriples(f"<{STUDY}> a tkg:Study ; tkg:enrollment 0 ; tkg:status tkg:Completed .")
    graph = Graph().parse(data=text, format="nt")
    assert validate_graph(graph, load_shapes()) == validate_ntriples(text, load_shapes())


def test_triples_that_are_none_are_an_error_of_the_source() -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        validate_ntriples(b"<a> <b> .", load_shapes())


def test_merging_adds_counts_and_keeps_one_order() -> None:
    texts = [ntriples(f"<{STUDY}{number}> a tkg:Study ; tkg:enrollment -1 .") for number in (2, 1)]
    merged = Report.merged(validate_ntriples(text, load_shapes()) for text in texts)
    together = validate_ntriples(b"".join(texts), load_shapes())
    assert merged == together
    assert merged.counts[Severity.VIOLATION] > 0
    assert merged.reaches(Severity.INFO)
    assert not Report().reaches(Severity.INFO)


def test_a_query_that_is_not_sparql_is_an_error_of_the_shapes() -> None:
    shapes = load_shapes()
    shapes.graph.parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <http://s.test/> a sh:NodeShape ; sh:targetNode <http://a.test/> ;
            sh:sparql [ sh:select "SELECT $this WHERE { $this ?p" ] .""",
        format="turtle",
    )
    with pytest.raises(ShapesError, match="not SPARQL"):
        validate_ntriples(ntriples("<http://a.test/> a tkg:Study ."), shapes)
