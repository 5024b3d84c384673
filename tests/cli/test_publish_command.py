from __future__ import annotations

import json
from pathlib import Path

import pytest

from trialkg.cli import run
from trialkg.resources import examples_folder

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("publish") / "store"
    sources = [str(examples_folder() / name) for name in ("NCT01942135.json", "NCT03425838.json")]
    assert run(["--quiet", "build", *sources, "--store", str(folder), "--no-validate"]) == 0
    return str(folder)


def test_a_package_is_written_and_its_description_is_clean(
    store: str, tmp_path: Path, capsys: Output
) -> None:
    package = tmp_path / "package"
    said = ["--base-url", "https://data.example.org/p/", "--publisher", "Example Institute"]
    said += ["--contact", "data@example.org", "--issued", "2025-01-31"]
    assert run(["publish", "--store", store, "-o", str(package), *said]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "studies: 2" in told.err
    catalog = str(package / "catalog.ttl")
    assert run(["validate", catalog, "--profile", "portal", "--fail-on", "info"]) == 0


def test_what_was_taken_for_granted_is_told(store: str, tmp_path: Path, capsys: Output) -> None:
    assert run(["publish", "--store", store, "-o", str(tmp_path / "p")]) == 0
    told = capsys.readouterr().err
    assert "--publisher" in told
    assert "--licence" in told
    assert "--base-url" in told


def test_every_option_reaches_the_description(store: str, tmp_path: Path) -> None:
    said = {
        "--title": "Two trials",
        "--description": "Two trials of a drug, as a graph that is small enough to read.",
        "--publisher": "P <https://example.org/p>",
        "--creator": "C <https://example.org/c>",
        "--contact": "K <https://example.org/k>",
        "--licence": "https://creativecommons.org/licenses/by/4.0/",
        "--base-url": "https://example.org/b/",
        "--landing-page": "https://example.org/landing",
        "--identifier": "https://doi.org/10.5072/x",
        "--version": "3.2.1",
        "--previous": "https://example.org/a/catalog.ttl#graph",
        "--issued": "2025-01-31",
    }
    options = [word for pair in said.items() for word in pair]
    assert run(["--quiet", "publish", "--store", store, "-o", str(tmp_path / "p"), *options]) == 0
    text = (tmp_path / "p" / "catalog.ttl").read_text(encoding="utf-8")
    for value in said.values():
        for piece in value.removesuffix(">").split(" <"):
            assert piece in text
    dataset = json.loads((tmp_path / "p" / "dataset.schema.jsonld").read_text(encoding="utf-8"))
    assert dataset["name"] == "Two trials"
    assert dataset["version"] == "3.2.1"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--part-size", "many"], "--part-size"),
        (["--part-size", "1kB"], "at least 100kB"),
        (["--base-url", "example.org"], "no web address"),
        (["--issued", "tomorrow"], "YYYY-MM-DD"),
        (["--contact", "<>"], "names nobody"),
    ],
)
def test_an_option_that_cannot_be_is_exit_code_2_with_a_remedy(
    options: list[str], told: str, store: str, tmp_path: Path, capsys: Output
) -> None:
    assert run(["publish", "--store", store, "-o", str(tmp_path / "p"), *options]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_replaced_only_when_asked(store: str, tmp_path: Path, capsys: Output) -> None:
    again = ["publish", "--store", store, "-o", str(tmp_path / "p")]
    assert run(again) == 0
    assert run(again) == 2
    assert "--replace" in capsys.readouterr().err
    assert run([*again, "--replace"]) == 0


def test_a_store_that_is_not_there_is_exit_code_2(tmp_path: Path, capsys: Output) -> None:
    assert run(["publish", "--store", str(tmp_path / "no"), "-o", str(tmp_path / "p")]) == 2
    assert "trialkg build" in capsys.readouterr().err


def test_the_portal_profile_is_for_files(store: str, capsys: Output) -> None:
    assert run(["validate", "--store", store, "--profile", "portal"]) == 2
    assert "trialkg publish" in capsys.readouterr().err
