"""``trialkg validate`` as a person meets it: exit codes, places, messages."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyoxigraph
import pytest

from trialkg.cli import run
from trialkg.store import updating

HEAD = """@prefix tkg: <https://w3id.org/trialkg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/trialkg/study/> .
"""
POOR = (
    HEAD
    + """
<NCT00000000> a tkg:Study ;
    rdfs:label "A poor study" ; dcterms:identifier "NCT00000000" ;
    tkg:hasCondition <NCT00000000#condition-a> .

<NCT00000000#condition-a> a tkg:Condition ; rdfs:label "A condition" ; tkg:position 1 .
"""
)
BROKEN = POOR.replace("tkg:position 1", "tkg:position 0")


@pytest.fixture
def poor(tmp_path: Path) -> str:
    return written(tmp_path / "poor.ttl", POOR)


@pytest.fixture
def broken(tmp_path: Path) -> str:
    return written(tmp_path / "broken.ttl", BROKEN)


OWN_SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://s.test/> a sh:NodeShape ; sh:targetClass tkg:{kind} ; sh:nodeKind sh:IRI .
"""


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_study_without_violations_passes_with_its_warnings(
    poor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", poor]) == 0
    out = capsys.readouterr().out
    assert "poor.ttl:6: warning CORE-007 NCT00000000: " in out
    assert "Checked 2 focus nodes of 1 study: 0 violations" in out


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_threshold_decides_the_exit_code(poor: str, fail_on: str, code: int) -> None:
    assert run(["validate", poor, "--fail-on", fail_on]) == code


def test_a_violation_fails_with_the_file_and_line_of_its_node(
    broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", broken]) == 1
    assert "broken.ttl:10: violation CORE-270 NCT00000000 #condition-a: " in capsys.readouterr().out


def test_the_registration_profile_asks_for_more(poor: str) -> None:
    assert run(["validate", poor, "--profile", "registration"]) == 1


@pytest.mark.parametrize("name", ["study.nt", "study.nq", "study.nt.gz"])
def test_line_based_formats_give_the_line_too(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    study = "https://w3id.org/trialkg/study/NCT00000000"
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    data = f"\n<{study}> <{rdf_type}> <https://w3id.org/trialkg/ontology#Study> .\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert run(["validate", str(tmp_path / name)]) == 1
    assert f"{name}:2: violation CORE-002 {study}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.ttl"], "absent.ttl"),
        (["{bad}"], "bad.ttl:2"),
        (["{empty}"], "nothing was checked"),
        (["{poor}", "--profile", "portals"], "core, registration"),
        (["{poor}", "--format", "yaml"], "text, json"),
        (["{poor}", "--fail-on", "fatal"], "violation, warning, info"),
        (["{poor}", "--no-such-option"], "--no-such-option"),
        (["{poor}", "--shapes", "absent.ttl"], "absent.ttl"),
        (["{poor}", "--shapes", "{typo}"], "tkg:Studdy"),
        (["{poor}", "--baseline", "absent.json"], "--update-baseline"),
        (["{poor}", "--update-baseline"], "--baseline FILE"),
        (["{unknown}"], "study.txt"),
        (["--store", "no-store"], "no-store"),
    ],
)
def test_what_cannot_be_checked_is_exit_2_with_the_reason(
    tmp_path: Path, poor: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "poor": poor,
        "bad": written(tmp_path / "bad.ttl", "<http://a.test/> <http://b.test/>\n  oops ."),
        "empty": written(tmp_path / "empty.ttl", HEAD),
        "typo": written(tmp_path / "typo.ttl", HEAD + OWN_SHAPE.format(kind="Studdy")),
        "unknown": written(tmp_path / "study.txt", POOR),
    }
    assert run(["validate", *(argument.format(**files) for argument in arguments)]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_shapes_of_ones_own_stand_alone_unless_a_profile_is_asked_for(tmp_path: Path, broken: str) -> None:
    own = written(tmp_path / "own.ttl", HEAD + OWN_SHAPE.format(kind="Study"))
    assert run(["validate", broken, "--shapes", own]) == 0
    assert run(["validate", broken, "--shapes", own, "--profile", "core"]) == 1


def test_a_file_with_nothing_to_check_beside_one_that_has_is_told(
    tmp_path: Path, poor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", poor, written(tmp_path / "empty.ttl", HEAD)]) == 0
    assert "empty.ttl: nothing to check" in capsys.readouterr().err


def test_a_baseline_accepts_what_is_known_and_fails_on_what_is_new(
    tmp_path: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = str(tmp_path / "accepted.json")
    assert run(["validate", broken, "--baseline", accepted, "--update-baseline"]) == 0
    assert run(["validate", broken, "--baseline", accepted, "--fail-on", "info"]) == 0
    assert "accepted by the baseline" in capsys.readouterr().out
    written(Path(broken), BROKEN.replace('"A condition"', '" "'))
    assert run(["validate", broken, "--baseline", accepted]) == 1
    written(Path(broken), POOR)
    assert run(["validate", broken, "--baseline", accepted]) == 0
    assert "stale in the baseline: CORE-270" in capsys.readouterr().out


def test_data_goes_to_standard_output_and_the_rest_to_standard_error(
    poor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", poor, "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["focusNodes"] == 2
    assert "Checked 2 focus nodes" in captured.err


@pytest.fixture
def store(tmp_path: Path) -> str:
    clean = Path(__file__).parents[1].joinpath("shapes", "clean.ttl").read_bytes()
    parsed = pyoxigraph.parse(clean, format=pyoxigraph.RdfFormat.TURTLE)
    triples = (
        pyoxigraph.serialize((quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    )
    broken = triples.replace(b"NCT00000000", b"NCT99999999").replace(b'"12"^^', b'"0"^^')
    with updating(tmp_path / "store") as update:
        update.load(io.BytesIO(triples + broken))
        update.commit(version="0", mapping_version="1", base="https://w3id.org/trialkg/study/")
    return str(tmp_path / "store")


def test_a_store_is_checked_study_by_study_and_named_in_the_results(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", "--store", store, "--jobs", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{store}: violation CORE-013 NCT99999999: ")
    assert lines[1].startswith("Checked 42 focus nodes of 2 studies: 1 violation,")


def test_the_store_of_the_environment_is_the_one_checked(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALKG_STORE", store)
    assert run(["validate", "--profile", "registration"]) == 1


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "marked.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + BROKEN.encode())
    assert run(["validate", str(path)]) == 1
    assert f"{path}:10: violation" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ttl.gz", gzip.compress(b"<a> <b> <c> .")[:12] + b"\xff" * 20, "cannot be read"),
        ("a.ttl.gz", gzip.compress(POOR.encode())[:40], "cannot be read"),
        ("a.ttl.gz", POOR.encode(), "cannot be read"),
        ("a.ttl", POOR.encode("utf-16"), "this is not turtle"),
        ("a.rdf", "<a/>".encode("utf-16"), "this is not rdfxml"),
    ],
)
def test_a_damaged_file_is_exit_2_with_its_name(
    tmp_path: Path, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["validate", str(tmp_path / name)]) == 2
    assert name in (told := capsys.readouterr().err)
    assert said in told


@pytest.mark.parametrize(("name", "said"), [("absent", "no such file"), (".", "is a folder")])
def test_what_is_no_file_is_told_before_its_format(
    tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
