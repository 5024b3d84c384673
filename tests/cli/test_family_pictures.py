"""A family as a person asks for its picture."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from trialkg.cli import run
from trialkg.resources import examples_folder

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("family") / "store")
    sources = [str(examples_folder() / name) for name in ("NCT03425838.json", "NCT04125277.txt")]
    assert run(["--quiet", "build", *sources, "--store", folder, "--no-validate"]) == 0
    return folder


def asked(store: str, *arguments: str) -> int:
    return run(["query", "run", *arguments, "--store", store])


def test_the_tree_goes_from_the_parent_down(store: str, capsys: Output) -> None:
    assert asked(store, "study-family", "study=nct04125277", "--format", "tree") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "NCT03425838 SONIA"
    assert any(line.endswith("hasSubstudy NCT04125277 The SONImage Study *") for line in lines)


def test_the_picture_goes_into_a_file(store: str, tmp_path: Path) -> None:
    file = tmp_path / "family.svg"
    assert asked(store, "study-family", "study=NCT03425838", "--format", "svg", "-o", str(file)) == 0
    assert ElementTree.parse(file).getroot().tag.endswith("svg")


@pytest.mark.parametrize("picture", ["tree", "svg"])
def test_another_query_refuses_to_be_drawn(store: str, picture: str, capsys: Output) -> None:
    assert asked(store, "sites", "study=NCT03425838", "--format", picture) == 2
    assert "only study-family can be drawn" in capsys.readouterr().err


def test_ones_own_sparql_refuses_to_be_drawn(store: str, capsys: Output) -> None:
    assert run(["sparql", "-e", "ASK {}", "--format", "tree", "--store", store]) == 2
    assert "unknown format 'tree'" in capsys.readouterr().err


def test_a_picture_needs_a_study(store: str, capsys: Output) -> None:
    assert asked(store, "study-family", "--format", "tree") == 2
    assert "study=" in capsys.readouterr().err


def test_a_study_that_is_not_there_is_told(store: str, capsys: Output) -> None:
    assert asked(store, "study-family", "study=NCT00000000", "--format", "svg") == 2
    assert "no such study in the graph: NCT00000000" in capsys.readouterr().err
