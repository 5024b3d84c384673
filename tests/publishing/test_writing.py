from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from trialkg.errors import UsageError
from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf

Studies = list[tuple[str, bytes]]
FORMATS = list(RdfFormat)
RAPPER = {RdfFormat.TURTLE: "turtle", RdfFormat.NTRIPLES: "ntriples", RdfFormat.RDFXML: "rdfxml"}
RDFLIB = {RdfFormat.JSONLD: "json-ld", RdfFormat.RDFXML: "xml", RdfFormat.NTRIPLES: "nt"}


def written(studies: Studies, rdf_format: RdfFormat, vocabulary: bytes = b"") -> bytes:
    out = io.BytesIO()
    write_rdf(studies, out, rdf_format, vocabulary=vocabulary)
    return out.getvalue()


def dataset(data: bytes, rdf_format: RdfFormat) -> ox.Dataset:
    quads = ox.Dataset(ox.parse(data, ox.RdfFormat.from_media_type(rdf_format.media_type)))
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return quads


def triples(data: bytes, rdf_format: RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in dataset(data, rdf_format)}


def source(studies: Studies, vocabulary: bytes = b"") -> set[ox.Triple]:
    return triples(b"".join(text for _, text in studies) + vocabulary, RdfFormat.NTRIPLES)


def read_by_rdflib(data: bytes, rdf_format: RdfFormat) -> rdflib.Graph:
    dataset = rdflib.Dataset(default_union=True)
    union = rdflib.Graph()
    with warnings.catch_warnings():
        # rdflib's own parsers call what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=data, format=RDFLIB.get(rdf_format, rdf_format.option))
        for statement in dataset.triples((None, None, None)):
            union.add(statement)
    return union


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_every_format_says_what_the_source_said(
    rdf_format: RdfFormat, studies: Studies, vocabulary: bytes
) -> None:
    data = written(studies, rdf_format, vocabulary)
    assert triples(data, rdf_format) == source(studies, vocabulary)


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_rdflib_reads_the_same_graph(rdf_format: RdfFormat, studies: Studies, vocabulary: bytes) -> None:
    expected = rdflib.Graph().parse(data=b"".join(text for _, text in studies) + vocabulary, format="nt")
    read = read_by_rdflib(written(studies, rdf_format, vocabulary), rdf_format)
    assert read.isomorphic(expected)


@pytest.mark.parametrize("rdf_format", RAPPER)
def test_rapper_reads_the_same_graph(
    rdf_format: RdfFormat, studies: Studies, vocabulary: bytes, tmp_path: Path
) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("needs rapper (Debian: raptor2-utils)")
    file = tmp_path / "graph"
    file.write_bytes(written(studies, rdf_format, vocabulary))
    run = subprocess.run(
        [rapper, "--quiet", "--input", RAPPER[rdf_format], "--output", "ntriples", str(file)],
        capture_output=True,
        check=True,
    )
    assert run.stderr == b""
    assert triples(run.stdout, RdfFormat.NTRIPLES) == source(studies, vocabulary)


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_the_order_of_the_statements_does_not_show(
    rdf_format: RdfFormat, studies: Studies, vocabulary: bytes
) -> None:
    shuffled = [(iri, b"\n".join(reversed(text.splitlines())) + b"\n") for iri, text in studies]
    assert written(shuffled, rdf_format, vocabulary) == written(studies, rdf_format, vocabulary)


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_a_statement_given_twice_is_written_once(rdf_format: RdfFormat, studies: Studies) -> None:
    doubled = [(iri, text + text) for iri, text in studies]
    assert written(doubled, rdf_format) == written(studies, rdf_format)


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_names_of_blank_nodes_do_not_show(rdf_format: RdfFormat, studies: Studies, vocabulary: bytes) -> None:
    renamed = vocabulary.replace(b"_:restriction", b"_:a7")
    assert written(studies, rdf_format, renamed) == written(studies, rdf_format, vocabulary)


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from trialkg.publishing import write_rdf; from trialkg.formats import RdfFormat\n"
        "s = 'https://w3id.org/trialkg/study/X'\n"
        "lines = ''.join(f'<{s}> <{p}> <http://example.org/{o}> .\\n'"
        " for p in ('http://example.org/p', 'http://example.org/q') for o in range(9))\n"
        "for f in RdfFormat: write_rdf([(s, lines.encode())], sys.stdout.buffer, f)\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop()


@pytest.mark.parametrize("rdf_format", [RdfFormat.NQUADS, RdfFormat.TRIG])
def test_each_study_has_the_graph_of_its_own_name(
    rdf_format: RdfFormat, studies: Studies, vocabulary: bytes
) -> None:
    graphs = {
        quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        for quad in dataset(written(studies, rdf_format, vocabulary), rdf_format)
    }
    assert graphs == {"", *(iri for iri, _ in studies)}


@pytest.mark.parametrize("rdf_format", [RdfFormat.TURTLE, RdfFormat.NTRIPLES, RdfFormat.JSONLD])
def test_formats_for_one_graph_name_no_graph(rdf_format: RdfFormat, studies: Studies) -> None:
    quads = dataset(written(studies, rdf_format), rdf_format)
    assert all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads)


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_the_number_of_triples_is_returned(
    rdf_format: RdfFormat, studies: Studies, vocabulary: bytes
) -> None:
    count = write_rdf(studies, io.BytesIO(), rdf_format, vocabulary=vocabulary)
    assert count == len(source(studies, vocabulary))


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_an_empty_graph_is_a_valid_file(rdf_format: RdfFormat) -> None:
    assert triples(written([], rdf_format), rdf_format) == set()


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_only_one_study_is_asked_for_at_a_time(rdf_format: RdfFormat, studies: Studies) -> None:
    out = io.BytesIO()
    taken: list[int] = []

    def source_of_many() -> Iterator[tuple[str, bytes]]:
        for number in range(400):
            taken.append(out.tell())
            yield studies[number % 2]

    write_rdf(source_of_many(), out, rdf_format)
    grew_before_the_end = rdf_format in (RdfFormat.TURTLE, RdfFormat.TRIG) or taken[-1] > 0
    assert grew_before_the_end


def test_a_control_character_is_refused_in_xml_with_its_place() -> None:
    iri = "https://w3id.org/trialkg/study/X"
    statement = f'<{iri}> <http://example.org/p> "\\u0001" .\n'.encode()
    with pytest.raises(UsageError, match="study/X"):
        written([(iri, statement)], RdfFormat.RDFXML)


def test_a_property_without_an_xml_name_is_refused_in_xml() -> None:
    iri = "https://w3id.org/trialkg/study/X"
    statement = f'<{iri}> <http://example.org/1> "a" .\n'.encode()
    with pytest.raises(UsageError, match=r"example\.org/1"):
        written([(iri, statement)], RdfFormat.RDFXML)


def test_a_property_of_a_foreign_vocabulary_is_written_in_xml() -> None:
    iri = "https://w3id.org/trialkg/study/X"
    statement = f'<{iri}> <http://example.org/a&b#name> "a" .\n'.encode()
    data = written([(iri, statement)], RdfFormat.RDFXML)
    assert triples(data, RdfFormat.RDFXML) == source([(iri, statement)])
