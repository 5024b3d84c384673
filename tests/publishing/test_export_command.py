from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from typer.testing import CliRunner, Result

from trialkg.build.families import settle_references
from trialkg.cli.export import export
from trialkg.errors import StoreError, UsageError
from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf
from trialkg.store import updating
from trialkg.vocabulary.namespaces import RDF, TKG

Studies = list[tuple[str, bytes]]
BASE = "https://w3id.org/trialkg/study/"


@pytest.fixture
def store(tmp_path: Path, studies: Studies, vocabulary: bytes) -> Path:
    folder = tmp_path / "store"
    with updating(folder) as update:
        for _, text in studies:
            update.load(io.BytesIO(text))
        update.set_vocabulary(vocabulary)
        update.commit(version="1", mapping_version="1", base=BASE)
    return folder


def run(store: Path, *options: str) -> Result:
    app = typer.Typer()
    app.command()(export)
    return CliRunner().invoke(app, ["--store", str(store), *options])


def expected(studies: Studies, rdf_format: RdfFormat, vocabulary: bytes) -> bytes:
    out = io.BytesIO()
    write_rdf(studies, out, rdf_format, vocabulary=vocabulary)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "rdf_format"),
    [
        ("g.ttl", RdfFormat.TURTLE),
        ("g.nt", RdfFormat.NTRIPLES),
        ("g.nq", RdfFormat.NQUADS),
        ("g.trig", RdfFormat.TRIG),
        ("g.jsonld", RdfFormat.JSONLD),
        ("g.rdf", RdfFormat.RDFXML),
    ],
)
def test_the_name_of_the_file_tells_the_format(
    name: str, rdf_format: RdfFormat, store: Path, studies: Studies, vocabulary: bytes, tmp_path: Path
) -> None:
    assert run(store, "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_bytes() == expected(studies, rdf_format, vocabulary)


def test_a_name_in_gz_is_compressed(store: Path, tmp_path: Path) -> None:
    run(store, "-o", str(tmp_path / "g.nt"))
    run(store, "-o", str(tmp_path / "g.nt.gz"))
    assert gzip.decompress((tmp_path / "g.nt.gz").read_bytes()) == (tmp_path / "g.nt").read_bytes()


def test_studies_only_leaves_the_vocabulary_out(store: Path, studies: Studies, tmp_path: Path) -> None:
    run(store, "-o", str(tmp_path / "g.nt"), "--studies-only")
    assert (tmp_path / "g.nt").read_bytes() == expected(studies, RdfFormat.NTRIPLES, b"")


def test_a_study_asked_for_comes_alone(store: Path, studies: Studies, tmp_path: Path) -> None:
    run(store, "-o", str(tmp_path / "g.nt"), "--study", "nct00000002")
    assert (tmp_path / "g.nt").read_bytes() == expected(studies[1:], RdfFormat.NTRIPLES, b"")


def test_data_goes_to_standard_output_and_words_to_standard_error(store: Path) -> None:
    result = run(store, "-o", "-", "--format", "ntriples", "--study", "NCT00000002")
    assert len(list(ox.parse(result.stdout_bytes, ox.RdfFormat.N_TRIPLES))) == 2
    assert "2 triples" in result.stderr


def test_an_unknown_study_is_named(store: Path, tmp_path: Path) -> None:
    result = run(store, "-o", str(tmp_path / "g.nt"), "--study", "NCT00000009")
    assert isinstance(result.exception, UsageError)
    assert "NCT00000009" in str(result.exception)
    assert not (tmp_path / "g.nt").exists()


def test_a_name_that_tells_no_format_is_refused(store: Path, tmp_path: Path) -> None:
    result = run(store, "-o", str(tmp_path / "g.txt"))
    assert isinstance(result.exception, UsageError)
    assert "--format" in str(result.exception)


def test_a_missing_store_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path / "absent", "-o", str(tmp_path / "g.nt"))
    assert isinstance(result.exception, StoreError)


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A store of two studies, of which one names a parent that is missing."""
    iri = f"{BASE}NCT00000002"
    node = f"<{iri}#relation-NCT00000001>"
    lines = [
        *(f"<{BASE}{number}> <{RDF}type> <{TKG}Study> ." for number in ("NCT00000002", "NCT00000003")),
        f"<{iri}> <{TKG}hasRelation> {node} .",
        f"{node} <{RDF}type> <{TKG}StudyRelation> .",
        f'{node} <{TKG}relatedId> "NCT00000001" .',
        f"{node} <{TKG}relatedStudy> <{BASE}NCT00000001> .",
    ]
    folder = tmp_path / "family"
    with updating(folder) as update:
        update.load(io.BytesIO("\n".join(lines).encode() + b"\n"))
        settle_references(update.references, BASE)
        update.set_vocabulary(b"")
        update.commit(version="1", mapping_version="2", base=BASE)
    return folder


def graphs(file: Path) -> set[str]:
    """The named graphs of N-Quads that have a type in them."""
    quads = ox.parse(file.read_bytes(), ox.RdfFormat.N_QUADS)
    named = {quad.graph_name for quad in quads if quad.predicate.value == f"{RDF}type"}
    return {name.value.removeprefix(BASE) for name in named if isinstance(name, ox.NamedNode)}


@pytest.mark.parametrize(
    ("options", "expected_graphs"),
    [
        ((), {"NCT00000001", "NCT00000002", "NCT00000003"}),
        (("--studies-only",), {"NCT00000001", "NCT00000002", "NCT00000003"}),
        (("--study", "NCT00000002"), {"NCT00000001", "NCT00000002"}),
        (("--study", "NCT00000003"), {"NCT00000003"}),
    ],
)
def test_a_parent_that_is_missing_goes_with_the_studies_that_name_it(
    options: tuple[str, ...], expected_graphs: set[str], family: Path, tmp_path: Path
) -> None:
    file = tmp_path / "family.nq"
    assert run(family, "-o", str(file), *options).exit_code == 0
    assert graphs(file) == expected_graphs
