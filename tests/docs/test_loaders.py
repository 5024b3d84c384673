"""The loader scripts in docs/loaders, as far as the stores they are for can be had here."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.servers import empty_virtuoso

from trialkg.cli import run
from trialkg.resources import examples_folder
from trialkg.store import RemoteStore

LOADERS = Path(__file__).parents[2] / "docs" / "loaders"


def answer(sparql: str, query: str) -> list[str]:
    rows = RemoteStore(sparql).query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return [
        cell.value for row in rows for cell in row if cell is not None and not isinstance(cell, ox.Triple)
    ]


def load(folder: Path, sql: str) -> subprocess.CompletedProcess[str]:
    command = [str(LOADERS / "virtuoso.sh"), str(folder), "1"]
    environment = {**os.environ, "VIRTUOSO": sql}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", sorted(LOADERS.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_good_bash_and_may_be_run(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert os.access(script, os.X_OK)


def test_virtuoso_loads_what_was_mapped_and_says_what_it_could_not(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    data = tmp_path / "server" / "data"
    data.mkdir()
    record = str(examples_folder() / "NCT03425838.json")
    assert run(["--quiet", "map", record, "--vocabulary", "-o", str(data / "part-1.nq.gz")]) == 0
    lines = gzip.decompress((data / "part-1.nq.gz").read_bytes()).splitlines()
    with empty_virtuoso(tmp_path / "server") as (sparql, sql):
        done = load(data, sql)
        assert (done.returncode, done.stdout.strip()) == (0, "1 files loaded"), done.stderr
        study = "https://w3id.org/trialkg/study/NCT03425838"
        in_graph = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{study}> {{ ?s ?p ?o }} }}"
        assert answer(sparql, in_graph) == [
            str(sum(line.endswith(f"<{study}> .".encode()) for line in lines))
        ]
        (data / "part-2.nq").write_text("<http://example.org/s> <http://example.org/p> .\n")
        done = load(data, sql)
        assert done.returncode == 1
        assert "part-2.nq" in done.stderr
