"""grlc (https://grlc.io) serves the stored queries from their files, and gives the answers that we give."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from tests.servers import free_port

from trialkg.queries import StoredQuery, stored_queries
from trialkg.resources import queries_folder

_SETTINGS: Final = """\
[auth]
[defaults]
sparql_endpoint = {endpoint}
user = none
password = none
[local]
local_sparql_dir = {queries}
"""
_PATIENCE: Final = 60
_NOT_THERE: Final = {("trials-accepting", "unit")}
"""grlc writes a value in the place of the variable, which may not stand in BOUND; Virtuoso needs it there."""


@pytest.fixture(scope="module")
def grlc(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a grlc that asks our endpoint."""
    program = shutil.which("grlc-server") or pytest.skip("needs grlc-server on the PATH: pip install grlc")
    folder, port = tmp_path_factory.mktemp("grlc"), free_port()
    settings = _SETTINGS.format(endpoint=f"{server}/sparql", queries=queries_folder())
    (folder / "config.ini").write_text(settings, encoding="utf-8")
    with (folder / "log").open("wb") as log:
        # The program itself starts as many processes as a busy site needs.
        command = [str(Path(program).with_name("gunicorn")), f"--bind=127.0.0.1:{port}", "grlc.server:app"]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            _wait(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last and process.poll() is None:
        try:
            client.get("/api-local/swagger").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("grlc did not start")


@pytest.fixture(scope="module")
def described(grlc: httpx.Client) -> dict[str, Any]:
    """What grlc says of each of its calls."""
    paths = grlc.get("/api-local/swagger").json()["paths"]
    return {path.removeprefix("/"): each["get"] for path, each in paths.items()}


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_grlc_reads_summary_tags_and_parameters(query: StoredQuery, described: dict[str, Any]) -> None:
    call = described[query.name]
    assert (call["summary"], tuple(call["tags"])) == (query.summary, query.tags)
    found = {(each["name"], each["required"]) for each in call["parameters"] if each["name"] != "endpoint"}
    assert found == {(each.name, each.required) for each in query.parameters}


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_grlc_answers_as_we_do(query: StoredQuery, grlc: httpx.Client, server: str) -> None:
    given = {each.name: each for each in query.parameters if (query.name, each.name) not in _NOT_THERE}
    terms = {name: each.type.term(each.example).value for name, each in given.items()}
    theirs = grlc.get(f"/api-local/{query.name}", params=terms, headers={"Accept": "text/csv"})
    examples = {name: each.example for name, each in given.items()}
    ours = httpx.get(f"{server}/api/queries/{query.name}", params={**examples, "format": "csv"}, timeout=60)
    assert theirs.status_code == ours.status_code == 200
    assert theirs.text == ours.text
