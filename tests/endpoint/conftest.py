"""A store of a few examples, and servers over it: one as it comes, one with narrow limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.servers import trialkg_server

from trialkg.cli import run
from trialkg.resources import examples_folder

RECORDS = ("NCT03425838.json", "NCT04125277.txt", "NCT01942135.json")
NARROW = (
    "--timeout",
    "2",
    "--rows",
    "40",
    "--memory",
    "200",
    "--quick",
    "2",
    "--long",
    "2",
    "--per-client",
    "6",
)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three example trials."""
    folder = tmp_path_factory.mktemp("served") / "store"
    sources = [str(examples_folder() / name) for name in RECORDS]
    assert run(["--quiet", "build", *sources, "--store", str(folder), "--no-validate"]) == 0
    return folder


@pytest.fixture(scope="session")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the usual limits."""
    with trialkg_server(tmp_path_factory.mktemp("server"), store) as address:
        yield address


@pytest.fixture(scope="session")
def narrow(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that allows little."""
    with trialkg_server(tmp_path_factory.mktemp("narrow"), store, *NARROW) as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """A client of the usual server."""
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client
