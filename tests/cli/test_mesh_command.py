"""``mesh``, and the options of ``build`` and ``map`` that name it, as a person meets them."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson
from tests.terminology.mesh_samples import BALM, DESCRIPTORS, HAND, ntriples, write, xml
from tests.terminology.test_mesh_download import CHECKED, served

from trialkg.cli import run
from trialkg.terminology.mesh import MeshIndex

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the index is to be installed in."""
    monkeypatch.setenv("TRIALKG_MESH", str(tmp_path / "index"))
    return tmp_path / "index"


@pytest.fixture
def source(tmp_path: Path) -> str:
    return str(write(tmp_path / "mesh2024.nt", ntriples(*DESCRIPTORS)))


def test_installing_says_what_was_installed_and_where(folder: Path, source: str, capsys: Output) -> None:
    assert run(["mesh", "install", source]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Installed MeSH 2024: 4 descriptors with 10 names" in said.err
    assert MeshIndex(folder).year == "2024"


def test_supplementary_concepts_are_an_option(folder: Path, source: str, tmp_path: Path) -> None:
    supplementary = write(tmp_path / "supp2024.xml", xml(BALM, dtd="supp2024.dtd"))
    assert run(["mesh", "install", source, "--supplementary", str(supplementary)]) == 0
    assert MeshIndex(folder).has_supplementary


def test_a_year_that_no_file_tells_is_missed_until_it_is_given(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    source = str(write(tmp_path / "some.nt", ntriples(*DESCRIPTORS)))
    assert run(["mesh", "install", source]) == 0
    assert "install again with --year" in capsys.readouterr().err
    assert run(["mesh", "install", source, "--year", "2023"]) == 0
    assert MeshIndex(folder).year == "2023"


def test_without_a_file_the_year_is_fetched(folder: Path, capsys: Output) -> None:
    with served(CHECKED) as address:
        assert run(["mesh", "install", "--year", "2024", "--from", address]) == 0
    assert "its SHA-1 is the published one" in capsys.readouterr().err
    assert MeshIndex(folder).year == "2024"


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--year", "24"], "'24' is no year"), (["no-such-file"], "no-such-file: cannot be read")],
)
def test_what_cannot_be_installed_is_exit_code_2(
    folder: Path, options: list[str], said: str, capsys: Output
) -> None:
    assert run(["mesh", "install", *options]) == 2
    assert said in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("text", ["D900002", " d900002 ", "cheiralgia", "HAND pang", "pang, hand"])
def test_a_descriptor_is_looked_up_by_id_and_by_any_name(
    folder: Path, source: str, text: str, capsys: Output
) -> None:
    run(["--quiet", "mesh", "install", source])
    assert run(["mesh", "lookup", text]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert row == {
        "mesh": "D900002",
        "label": "Hand Pangs",
        "treeNumbers": "C90.100",
        "entryTerms": "Pang, Hand; Cheiralgia",
        "broader": "D900001",
        "narrower": "1",
        "mappedTo": "",
    }


def test_a_lookup_is_json_if_asked(folder: Path, source: str, capsys: Output) -> None:
    run(["--quiet", "mesh", "install", source])
    assert run(["mesh", "lookup", "hand pangs", "--format", "json"]) == 0
    (card,) = json.loads(capsys.readouterr().out)
    assert (card["mesh"], card["treeNumbers"], card["narrower"]) == ("D900002", ["C90.100"], 1)


def test_a_table_names_what_is_broader(folder: Path, source: str, capsys: Output) -> None:
    run(["--quiet", "mesh", "install", source])
    assert run(["mesh", "lookup", "hand pangs", "--format", "table"]) == 0
    assert "D900001 Body Ills" in capsys.readouterr().out


def test_nothing_found_is_exit_code_1_with_what_is_near(folder: Path, source: str, capsys: Output) -> None:
    run(["--quiet", "mesh", "install", source])
    assert run(["mesh", "lookup", "hnad pangs"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing is called 'hnad pangs' in MeSH 2024" in said.err
    assert "Near it: Hand Pangs (D900002)" in said.err


def test_without_an_index_the_slice_is_asked_and_said_so(capsys: Output) -> None:
    assert run(["mesh", "lookup", "breast cancer"]) == 0
    assert "D001943" in capsys.readouterr().out
    assert run(["mesh", "lookup", "Cheiralgia"]) == 1
    assert "the slice of MeSH 2024" in capsys.readouterr().err


def test_linking_writes_a_line_for_each_link_and_one_where_it_abstains(
    tmp_path: Path, capsys: Output
) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_bytes(b"Breast Cancer\r\nno such\tmalady\n\nTrastuzumab")
    assert run(["mesh", "link", str(terms)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[:4] for row in rows] == [
        ["Breast Cancer", "D001943", "Breast Neoplasms", "exact"],
        ["no such malady", "", "", ""],
        ["", "", "", ""],
        ["Trastuzumab", "D000068878", "Trastuzumab", "exact"],
    ]
    assert [len(row) for row in rows] == [5] * 4
    assert 0.9 < float(rows[0][4]) <= 1


def test_terms_may_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"breast cancer\n")))
    assert run(["mesh", "link"]) == 0
    assert capsys.readouterr().out.startswith("breast cancer\tD001943\t")


def test_a_file_of_terms_that_is_not_there_is_exit_code_2(capsys: Output) -> None:
    assert run(["mesh", "link", "no-such-file"]) == 2
    assert "no-such-file: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build", "--store", "{}"], ["map", "--vocabulary", "-o", "{}.nt"]])
def test_a_build_takes_the_mesh_it_is_given_before_the_installed_one(
    folder: Path, source: str, tmp_path: Path, command: list[str], capsys: Output
) -> None:
    run(["--quiet", "mesh", "install", source])
    records = write_ndjson(tmp_path / "in.ndjson", _about_hands())
    options = [part.format(tmp_path / "out") for part in command]
    assert run([*options, records]) == 0
    assert "Linked with MeSH 2024." in capsys.readouterr().err
    other = str(write(tmp_path / "mesh2021.nt", ntriples(HAND)))
    assert run([*options, records, "--mesh", other]) == 0
    assert "Linked with MeSH 2021." in capsys.readouterr().err


def test_a_build_without_an_index_says_that_it_knows_but_a_slice(tmp_path: Path, capsys: Output) -> None:
    records = write_ndjson(tmp_path / "in.ndjson", record(1))
    assert run(["build", records, "--store", str(tmp_path / "store")]) == 0
    assert "small slice of MeSH 2024" in capsys.readouterr().err


def test_an_index_that_is_not_there_is_exit_code_2(tmp_path: Path, capsys: Output) -> None:
    records = write_ndjson(tmp_path / "in.ndjson", record(1))
    assert run(["build", records, "--store", str(tmp_path / "store"), "--mesh", str(tmp_path)]) == 2
    assert "trialkg mesh install" in capsys.readouterr().err


def test_mapped_vocabulary_holds_what_the_studies_are_linked_to_and_all_above(
    folder: Path, source: str, tmp_path: Path
) -> None:
    run(["--quiet", "mesh", "install", source])
    records = write_ndjson(tmp_path / "in.ndjson", _about_hands())
    assert run(["--quiet", "map", "--vocabulary", records, "-o", str(tmp_path / "out.nt")]) == 0
    text = (tmp_path / "out.nt").read_text(encoding="utf-8")
    assert '/D900002> <http://www.w3.org/2000/01/rdf-schema#label> "Hand Pangs"@en' in text
    assert '/D900001> <http://www.w3.org/2000/01/rdf-schema#label> "Body Ills"@en' in text
    assert "Foot Pangs" not in text


def test_doctor_says_which_index_is_there_and_how_to_get_one(
    folder: Path, source: str, capsys: Output
) -> None:
    run(["doctor"])
    assert "trialkg mesh install" in " ".join(capsys.readouterr().out.split())
    run(["--quiet", "mesh", "install", source])
    run(["doctor"])
    assert "2024: 4 descriptors" in capsys.readouterr().out


def _about_hands() -> dict[str, object]:
    return record(1, conditionsModule={"conditions": ["Cheiralgia"]})


def test_terms_that_are_no_utf8_are_told_and_a_byte_order_mark_is_no_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_bytes(b"\xef\xbb\xbfbreast cancer\nT\xfcmor\n")
    assert run(["mesh", "link", str(terms)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("breast cancer\tD001943\t")
    assert "1 line not in UTF-8, first line 2" in said.err
