"""The Spark job on two executors of their own processes, one of which is killed on the way."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from trialkg.build import BuildOptions, build_store
from trialkg.errors import SourceError
from trialkg.resources import examples_folder
from trialkg.spark import SparkOptions, SparkSummary, map_with_spark
from trialkg.store import EmbeddedStore

pytest.importorskip("pyspark", reason="needs Apache Spark: pip install 'trialkg[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("needs a Java runtime", allow_module_level=True)
if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
PARTITIONS = 8


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session with two executors, each with a core and a Java machine of its own."""
    from pyspark.sql import SparkSession

    # The workers must be this Python, with what is installed here.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "640m",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.adaptive.enabled": "false",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    builder = SparkSession.builder.master("local-cluster[2,1,640]").appName("trialkg-tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def record(name: str, **changes: str) -> str:
    study = json.loads((examples_folder() / name).read_bytes())
    if "updated" in changes:
        status = study["protocolSection"]["statusModule"]
        status["lastUpdatePostDateStruct"] = {"date": changes["updated"]}
        status["lastUpdateSubmitDate"] = changes["updated"]
        study["protocolSection"]["identificationModule"]["briefTitle"] = f"As of {changes['updated']}"
        study["protocolSection"]["descriptionModule"] = {"briefSummary": 'One \\ line.\n\nA "second" one.'}
    return json.dumps(study)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Examples in two files: a family, two versions of a study, a record without a number, a damaged line."""
    folder = tmp_path_factory.mktemp("records")
    names = sorted(path.name for path in examples_folder().glob("*.json"))
    lines = [record(name) for name in names]
    lines.append(record("NCT03425838.json", updated="2031-01-01"))
    lines.append(record("NCT03425838.json", updated="2001-01-01"))
    half = len(lines) // 2
    (folder / "a.ndjson").write_text("\n".join(lines[:half]) + '\n\n{"no": "number"}\n', encoding="utf-8")
    (folder / "b.ndjson.gz").write_bytes(gzip.compress("\n".join([*lines[half:], '{"cut": ']).encode()))
    return folder


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The same records, built on this machine."""
    folder = tmp_path_factory.mktemp("store")
    build_store([str(source)], folder, BuildOptions(profile=None))
    return EmbeddedStore.open(folder)


@pytest.fixture(scope="module")
def mapped(
    spark: SparkSession, source: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, SparkSummary]:
    """What the job made of the records, one executor killed while it mapped them."""
    output = tmp_path_factory.mktemp("spark") / "graph"
    first = set(executors())
    assert len(first) == 2
    killer = threading.Thread(target=kill_one_at_work, args=(output / "_mapped", sorted(first)))
    killer.start()
    summary = map_with_spark(spark, str(source), str(output), SparkOptions(partitions=PARTITIONS))
    killer.join()
    assert not first <= set(executors()), "no executor was killed"
    return output, summary


def executors() -> list[int]:
    """The processes of the executors, as the system lists them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command and b"java" in command.split(b"\0")[0]:
            found.append(int(process.name))
    return found


def kill_one_at_work(staging: Path, known: list[int]) -> None:
    """Kill an executor as soon as the first part of the mapping is under way."""
    last = time.monotonic() + 60
    while time.monotonic() < last and not list(staging.rglob("part-*")):
        time.sleep(0.01)
    os.kill(known[0], signal.SIGKILL)


def test_the_triples_are_those_of_a_build(mapped: tuple[Path, SparkSummary], built: EmbeddedStore) -> None:
    output, summary = mapped
    lines = read_lines(output / "nquads")
    quads = list(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS))
    assert len(quads) == len(set(quads)) == summary.triples
    found = {f"{quad.triple} .\n" for quad in quads}
    assert found == {line.decode() for line in built.ntriples()}


def test_a_statement_stands_in_the_graph_of_its_study(mapped: tuple[Path, SparkSummary]) -> None:
    quads = ox.parse("\n".join(read_lines(mapped[0] / "nquads")), ox.RdfFormat.N_QUADS)
    for quad in quads:
        if "/study/" in str(quad.subject):
            assert quad.graph_name == ox.NamedNode(str(quad.subject).strip("<>").partition("#")[0])


def test_every_record_is_accounted_for(mapped: tuple[Path, SparkSummary], built: EmbeddedStore) -> None:
    output, summary = mapped
    studies = len(built.studies())
    assert summary == SparkSummary(studies + 4, studies, 2, 2, built.manifest.triples)
    rejected = [json.loads(line) for line in read_lines(output / "rejected")]
    assert sorted(each["origin"]["file"].rpartition("/")[2] for each in rejected) == [
        "a.ndjson",
        "b.ndjson.gz",
    ]
    assert not (output / "_mapped").exists()


def test_the_columns_say_what_the_lines_say(
    spark: SparkSession, mapped: tuple[Path, SparkSummary], built: EmbeddedStore
) -> None:
    rows = spark.read.parquet(str(mapped[0] / "parquet")).collect()
    found = {ox.Triple(ox.NamedNode(row.subject), ox.NamedNode(row.predicate), term(row)) for row in rows}
    assert found == {quad.triple for quad in ox.parse(b"".join(built.ntriples()), ox.RdfFormat.N_TRIPLES)}
    assert any("\n" in row.object for row in rows), "no literal with a line break was there to be read"


def term(row: object) -> ox.NamedNode | ox.Literal:
    value, datatype, language = (getattr(row, name) for name in ("object", "datatype", "language"))
    if language is not None:
        return ox.Literal(value, language=language)
    if datatype is not None:
        return ox.Literal(value, datatype=ox.NamedNode(datatype))
    return ox.NamedNode(value)


def read_lines(folder: Path) -> list[str]:
    parts = ((path, path.read_bytes()) for path in sorted(folder.glob("part-*")))
    texts = (gzip.decompress(data) if path.suffix == ".gz" else data for path, data in parts)
    return [line for text in texts for line in text.decode().split("\n") if line]


def test_a_folder_that_stands_is_left_alone(
    spark: SparkSession, source: Path, mapped: tuple[Path, SparkSummary]
) -> None:
    with pytest.raises(SourceError, match="exists already"):
        map_with_spark(spark, str(source), str(mapped[0]))


def test_a_source_that_is_not_there_is_told(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        map_with_spark(spark, str(tmp_path / "none.ndjson"), str(tmp_path / "out"))
