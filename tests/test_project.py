"""The papers of the project are complete, agree with each other and with the code."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from docs.reference import commands
from tests.conftest import PROJECT

from trialkg import __version__, resources

PAPERS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "docs/README.md")
MACHINE_PATH = re.compile(r"(?<![\w.:/}])/(?:home|Users|work|root|tmp)/[\w.-]+/")
PLACEHOLDER = re.compile(r"[A-Z]{4,}|[*…]")


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def texts() -> list[Path]:
    """The files that git tracks; of a copy without git, all of the project but what Python compiled."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    files = [PROJECT / name for name in listed if name] or [
        path
        for path in PROJECT.rglob("*")
        if not any(part.startswith((".", "__pycache__")) for part in path.relative_to(PROJECT).parts)
    ]
    return [path for path in files if path.is_file()]


def markdown() -> list[Path]:
    return [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]


def needs_sources() -> None:
    if not (PROJECT / "src").is_dir():
        pytest.skip("needs a checkout: this is a copy without the sources")


@pytest.mark.parametrize("name", PAPERS)
def test_the_project_has_its_papers(name: str) -> None:
    assert len(read(name)) > 100


@pytest.mark.parametrize(
    "name", [*PAPERS, *(f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md"))]
)
def test_no_paper_has_the_marks_of_an_unfinished_merge(name: str) -> None:
    assert not re.search(r"^(<<<<<<<|>>>>>>>) ", read(name), re.MULTILINE)


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_the_readme_names_every_command(name: str) -> None:
    assert f"| `trialkg {name}` |" in read("README.md")


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    named = re.findall(r"^\| `trialkg ([a-z ]+)` \|", read("README.md"), re.MULTILINE)
    assert sorted(named) == sorted(name for name, _ in commands())


@pytest.mark.parametrize("page", ["README.md", "docs/queries.md"])
def test_every_stored_query_is_described(page: str) -> None:
    text = read(page)
    names = [path.stem for path in resources.queries_folder().glob("*.rq")]
    assert [name for name in names if not re.search(rf"`{name}`|^## {name}$", text, re.MULTILINE)] == []


def test_the_version_is_the_same_everywhere() -> None:
    newest = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    cited = re.search(r"^version: (\S+)", read("CITATION.cff"), re.MULTILINE)
    assert newest is not None
    assert cited is not None
    assert newest[1] == cited[1] == __version__ == metadata.version("trialkg")
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == __version__


def test_the_licence_is_the_same_everywhere() -> None:
    assert read("LICENSE").startswith("MIT License")
    assert read("LICENSE-CC0").startswith("Creative Commons Legal Code\n\nCC0 1.0 Universal")
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["license"] == "MIT AND CC0-1.0"
    assert project["license-files"] == ["LICENSE", "LICENSE-CC0"]
    assert "\nlicense: MIT\n" in read("CITATION.cff")


@pytest.mark.parametrize(
    ("folder", "licence"),
    [
        (resources.ontology_folder(), "https://creativecommons.org/publicdomain/zero/1.0/"),
        (resources.shapes_folder(), "https://spdx.org/licenses/MIT"),
    ],
    ids=["ontology", "shapes"],
)
def test_ontology_and_shapes_say_the_licence_that_the_readme_gives_them(folder: Path, licence: str) -> None:
    files = [path for path in sorted(folder.glob("*.ttl")) if path.stem != "mesh-slice"]
    assert files
    for path in files:
        assert set(re.findall("dcterms:license <([^>]+)>", path.read_text(encoding="utf-8"))) == {licence}


@pytest.mark.parametrize("page", markdown(), ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_the_papers_lead_somewhere(page: Path) -> None:
    needs_sources()
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_recipes_name_files_that_exist() -> None:
    needs_sources()
    named = re.findall(r"`((?:src|tests|docs|shapes|queries|ontology)/[^`\s]+)`", read("CONTRIBUTING.md"))
    files = [name for name in named if not PLACEHOLDER.search(name)]
    assert len(files) > 20
    assert [name for name in files if not (PROJECT / name).exists()] == []


def test_no_file_names_a_place_on_the_machine_it_was_written_on() -> None:
    found = [
        f"{path.relative_to(PROJECT)}: {match[0]}"
        for path in texts()
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
