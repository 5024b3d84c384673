"""Rooms load what is asked of them, and a command no more than it needs, or each would wait for all."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

import trialkg
from trialkg.cli import run

_FOLDER = Path(trialkg.__file__).parent
ROOMS = sorted(
    ".".join(("trialkg", *stub.parent.relative_to(_FOLDER).parts)) for stub in _FOLDER.rglob("__init__.pyi")
)
SLOW = {"httpx", "owlready2", "pyshacl", "rdflib", "trialkg.linking.linker"}
"""What takes tenths of a second to import."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("rooms")
    source = write_ndjson(folder / "in.ndjson", record(1))
    assert run(["build", source, "--store", str(folder / "store"), "--quiet"]) == 0
    return str(folder / "store")


def loaded_by(*arguments: str) -> set[str]:
    """The modules that stand in a process of its own after a command."""
    script = (
        "import json, sys\n"
        "from trialkg.cli import run\n"
        "code = run(json.loads(sys.argv[1]))\n"
        "print(json.dumps([code, *sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(arguments)], capture_output=True, check=True
    )
    code, *modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


def test_rooms_are_told_by_their_stubs() -> None:
    assert {"trialkg.store", "trialkg.linking", "trialkg.validation"} <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_gives_all_that_its_stub_names(room: str) -> None:
    module = import_module(room)
    assert module.__all__
    assert all(getattr(module, name) is not None for name in module.__all__)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_is_said_of_all_commands_loads_none(option: str) -> None:
    modules = loaded_by(option)
    assert not SLOW & modules
    assert not {"pyoxigraph", "trialkg.store"} & modules


def test_a_stored_query_loads_no_library_that_it_does_not_use(store: str) -> None:
    modules = loaded_by("query", "run", "provenance", "--store", store)
    assert "pyoxigraph" in modules
    assert not SLOW & modules


def test_a_validation_loads_no_client_and_no_linker(store: str) -> None:
    modules = loaded_by("validate", "--store", store, "--jobs", "1")
    assert "pyshacl" in modules
    assert not (SLOW - {"pyshacl", "rdflib"}) & modules
