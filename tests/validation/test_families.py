"""Shapes that look from study to study: in files and stores of any size, and at the end of a build."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, build_store
from trialkg.cli import run
from trialkg.validation import (
    Severity,
    ShapesChoice,
    files,
    load_shapes,
    read_rdf,
    validate_families,
    validate_file,
)
from trialkg.vocabulary.namespaces import RDF, STUDY, TKG


def graph(tmp_path: Path, *said: str) -> Path:
    """A file of studies, from triples of number, relation and number."""
    triples = [each.split() for each in said]
    lines = [f"<{STUDY}{one}> <{TKG}{name}> <{STUDY}{other}> ." for one, name, other in triples]
    lines += [f"<{STUDY}{one}> <{RDF}type> <{TKG}Study> ." for one, _, _ in triples]
    file = tmp_path / "family.nt"
    file.write_text("\n".join(lines) + "\n")
    return file


def messages(file: Path, rule: str) -> dict[str, str]:
    report = validate_families(read_rdf(file).graph, load_shapes())
    return {result.study: result.message for result in report.results if result.rule == rule}


def test_a_way_round_is_named_from_each_study_on_it(tmp_path: Path) -> None:
    file = graph(tmp_path, "A substudyOf B", "C hasExtension B", "C followUpOf A", "D substudyOf A")
    assert messages(file, "CORE-330") == {
        "A": "Remove or correct one relation of the way that leads the study back to itself: "
        "A substudyOf B, B extensionOf C, C followUpOf A.",
        "B": "Remove or correct one relation of the way that leads the study back to itself: "
        "B extensionOf C, C followUpOf A, A substudyOf B.",
        "C": "Remove or correct one relation of the way that leads the study back to itself: "
        "C followUpOf A, A substudyOf B, B extensionOf C.",
    }


def test_the_shortest_of_two_ways_round_is_named(tmp_path: Path) -> None:
    file = graph(tmp_path, "A substudyOf B", "B substudyOf C", "C substudyOf A", "B followUpOf A")
    assert messages(file, "CORE-330")["A"].endswith(": A substudyOf B, B followUpOf A.")


def test_a_child_with_two_parents_of_one_parent_goes_in_no_circle(tmp_path: Path) -> None:
    file = graph(tmp_path, "A substudyOf B", "A followUpOf C", "B substudyOf D", "C substudyOf D")
    assert messages(file, "CORE-330") == {}


def test_a_parent_and_a_child_that_say_the_same_agree(tmp_path: Path) -> None:
    file = graph(tmp_path, "A substudyOf B", "B hasSubstudy A", "A seriesOf B", "B seriesOf A")
    assert validate_families(read_rdf(file).graph, load_shapes()).results == ()


def test_a_relation_both_ways_names_the_relation_and_the_other_study(tmp_path: Path) -> None:
    found = messages(graph(tmp_path, "A usesCohortOf B", "B usesCohortOf A"), "CORE-331")
    assert found["A"].startswith("Remove tkg:usesCohortOf in one of its two directions: this study and B")


def test_shapes_of_ones_own_alone_do_not_bring_them(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tkg: <https://w3id.org/trialkg/ontology#> .\n"
        "<http://a.test/shape> a sh:NodeShape ; sh:targetClass tkg:Study ; sh:nodeKind sh:IRI .\n"
    )
    file = graph(tmp_path, "A substudyOf B", "B substudyOf A")
    assert validate_file(read_rdf(file), ShapesChoice(None, (own,))).results == ()


def test_a_file_checked_in_batches_is_asked_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = read_rdf(graph(tmp_path, "A substudyOf B", "B substudyOf A"))
    whole = validate_file(file, ShapesChoice())
    monkeypatch.setattr(files, "_LARGE", 0)
    assert validate_file(file, ShapesChoice()) == whole
    assert {result.rule for result in whole.results} >= {"CORE-330", "CORE-331"}


def child(number: int, parent: int) -> dict[str, object]:
    summary = f"This imaging side study runs within the MAIN trial (NCT9999{parent:04d})."
    return record(number, descriptionModule={"briefSummary": summary})


def test_a_build_and_a_check_of_the_store_find_the_circle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    first = write_ndjson(tmp_path / "a.ndjson", child(1, 2))
    assert not build_store([first], store, BuildOptions()).checks.reaches(Severity.VIOLATION)
    summary = build_store([write_ndjson(tmp_path / "b.ndjson", child(2, 1))], store, BuildOptions())
    assert summary.checks.rules["CORE-330"] == 2
    assert run(["validate", "--store", str(store), "--jobs", "1"]) == 1
    assert "NCT99990001 substudyOf NCT99990002, NCT99990002 substudyOf NCT99990001" in capsys.readouterr().out
