"""The common core as tables: other engines are given all that trialkg writes of it, and no more."""

from __future__ import annotations

import csv
import re
from itertools import islice
from pathlib import Path

import pytest
import rdflib

from trialkg.registries import RawRecord, raw_records

tables = pytest.importorskip("benchmarks.core.tables", reason="the benchmarks are not part of a wheel")
corpus = pytest.importorskip("benchmarks.corpus", reason="the benchmarks are not part of a wheel")

RML = rdflib.Namespace("http://w3id.org/rml/")
LINKS = {name for name, columns in tables.TABLES.items() if "part" in columns and "value" not in columns}


def records(folder: Path, size: int = 40) -> list[RawRecord]:
    path = folder / "corpus.ndjson"
    path.write_bytes(b"\n".join(islice(corpus.records(), size)))
    return [each for each in raw_records([str(path)]) if isinstance(each, RawRecord)]


def mapping() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(tables.__file__).with_name("core.rml.ttl"))


def references(graph: rdflib.Graph, table: str) -> set[str]:
    """The columns of a table that the mapping reads."""
    found: set[str] = set()
    for source in graph.subjects(RML.source, rdflib.Literal(f"{table}.csv")):
        (triples_map,) = graph.subjects(RML.logicalSource, source)
        for node in graph.transitive_objects(triples_map, None):
            found |= {str(value) for value in graph.objects(node, RML.reference)}
            templates = (str(value) for value in graph.objects(node, RML.template))
            found |= {column for each in templates for column in re.findall(r"\{(\w+)\}", each)}
    return found


def test_cells_are_as_many_as_triples(tmp_path: Path) -> None:
    """Each cell is one; of a study come its class and four addresses more, of a part its class and link."""
    given = records(tmp_path)
    studies, triples = tables.write_tables(given, tmp_path / "tables")
    counted = 0
    for name, columns in tables.TABLES.items():
        with (tmp_path / "tables" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                own = sum(1 for column in columns if row[column] and column not in ("study", "part"))
                more = 5 if name == "studies" else 2 if name in LINKS else 0
                counted += own + more
    assert (studies, triples) == (len(given), counted)
    assert triples == sum(1 for _ in tables.core_triples(given))


def test_each_column_is_read_by_the_rml_mapping() -> None:
    graph = mapping()
    assert {name: references(graph, name) for name in tables.TABLES} == {
        name: set(columns) for name, columns in tables.TABLES.items()
    }


def test_each_column_is_a_parameter_of_an_ottr_template() -> None:
    text = Path(tables.__file__).with_name("core.stottr").read_text(encoding="utf-8")
    for name, columns in tables.TABLES.items():
        head = re.search(rf"^core:{name} \[(.*?)\]", text, re.DOTALL | re.MULTILINE)
        assert head is not None, name
        assert set(columns) <= set(re.findall(r"\?(\w+)", head[1])), name


def test_the_core_leaves_out_what_trialkg_works_out(tmp_path: Path) -> None:
    for triple in tables.core_triples(records(tmp_path, 5)):
        assert "#record" not in str(triple)
        assert "nameKey" not in triple.predicate.value
