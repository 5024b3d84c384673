"""The page of commands is what the commands say of themselves, and their examples run."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.reference import PAGE, commands, examples, page
from tests.ctgov_server import Registry, serving
from tests.servers import writable_oxigraph
from tests.terminology.mesh_samples import DESCRIPTORS, ntriples
from typer.core import TyperCommand

from trialkg.cli import run
from trialkg.resources import examples_folder

COMMANDS = dict(commands())
SERVER = "http://localhost:7878"
EXAMPLES = [(name, example) for name, command in COMMANDS.items() for example in examples(command)]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that examples speak of."""
    folder = tmp_path_factory.mktemp("workplace")
    sonia, page_text = examples_folder() / "NCT03425838.json", examples_folder() / "NCT04125277.txt"
    (folder / "records").mkdir()
    shutil.copy(sonia, folder / "records")
    shutil.copy(page_text, folder / "records")
    shutil.copy(sonia, folder / "record.json")
    (folder / "records.ndjson").write_bytes(b" ".join(sonia.read_bytes().splitlines()) + b"\n")
    assert run(["--quiet", "build", str(folder / "records"), "--store", str(folder / "trialkg-store")]) == 0
    assert run(["--quiet", "map", str(sonia), "-o", str(folder / "study.ttl")]) == 0
    (folder / "mesh2024.nt").write_text(ntriples(*DESCRIPTORS), encoding="utf-8")
    (folder / "terms.txt").write_text("Breast Cancer\n", encoding="utf-8")
    (folder / "demo-store").symlink_to("trialkg-store")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server in place of the one that examples speak of."""
    with writable_oxigraph(tmp_path_factory.mktemp("server")) as (_, query):
        yield query.removesuffix("/query")


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it again: python docs/reference.py"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_has_help_and_an_example(command: TyperCommand) -> None:
    assert command.help
    assert examples(command)
    assert [param.name for param in command.params if not getattr(param, "help", None)] == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_the_example_of_a_command_runs(
    name: str,
    example: str,
    workplace: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """In this process: that programs start is known from other tests, and each start takes a second."""
    if name == "spark":
        pytest.importorskip("pyspark", reason="needs Apache Spark: pip install 'trialkg[spark]'")
    if SERVER in example:
        server = request.getfixturevalue("server")
        example = example.replace(SERVER, server)
    words = shlex.split(example)
    assert words[: 1 + len(name.split())] == ["trialkg", *name.split()]
    monkeypatch.chdir(workplace)
    monkeypatch.delenv("TRIALKG_STORE", raising=False)
    monkeypatch.setenv("TRIALKG_MESH", str(workplace / "mesh"))
    records = [json.loads((workplace / "record.json").read_bytes())]
    with serving(Registry(records)) as registry, Path(os.devnull).open() as nothing:
        monkeypatch.setenv("TRIALKG_CTGOV_API", registry.address)
        monkeypatch.setattr(sys, "stdin", nothing)
        # Spark's Java machine stays with the process that started it.
        program = [sys.executable, "-m", "trialkg", *words[1:]]
        code = subprocess.call(program) if name == "spark" else run(words[1:])
    said = capfd.readouterr().err
    assert code in (0, 1), said
    assert "Traceback" not in said
