"""Each stored query answers its cases alike in every engine: data, query, expected rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.queries.conftest import MemoryGraph

from trialkg.queries import ask, stored_queries, stored_query
from trialkg.store import QueryTarget

CASES = sorted((Path(__file__).parent / "cases").glob("*/*.csv"))
NAMES = [query.name for query in stored_queries()]
NUMBERS = {"enrollment", "position", "value", "confidence", "distance", "items", "understood", "constraints"}
NUMBERS |= {"studies", "arms"}
JOINED = {"events", "phase", "concept", "instrument", "points", "event", "relation"}

# The contract: people's scripts rely on these names and their order.
COLUMNS = {
    "studies": "nct title phase status enrollment startDate",
    "study-card": "property value",
    "study-facts": "part property value",
    "studies-by-condition": "nct title mesh condition",
    "studies-by-intervention": "nct title concept role",
    "studies-combining": "nct title",
    "studies-by-concept-and-phase": "concept phase studies",
    "arms-by-concept-pair": "first second arms",
    "sponsors": "sponsor studies",
    "arms": "nct arm armType intervention concept",
    "conditions": "nct term mesh label assertedBy method",
    "interventions": "nct intervention type concept role evidence",
    "outcomes": "nct level position measure concept instrument timeFrame kind anchor start end points event",
    "eligibility": "nct kind position text feature comparator value unit",
    "eligibility-inherited": "nct kind position text feature comparator value unit from through",
    "eligibility-counts": "nct items understood constraints",
    "trials-accepting": "nct title feature kind comparator value unit text",
    "trials-accepting-both": "nct title",
    "trials-excluding": "nct title kind position text",
    "washouts": "nct title exposure kind comparator value unit text",
    "quantities": "nct of feature comparator value unit evidence",
    "study-relations": "nct relation related evidence field confidence",
    "study-family": "nct relation distance",
    "family-relations": "nct name described distance relation related",
    "outcome-studies": "nct title measure end",
    "endpoint-definitions": "nct measure concept events",
    "sites": "nct facility city country",
    "provenance": "nct source retrieved version hash mappingVersion",
}

Row = tuple[str, ...]


def case_of(path: Path) -> tuple[str, dict[str, str], tuple[Row, ...]]:
    """The query a case asks, its parameters (its first line) and the rows it expects, header included."""
    first, _, table = path.read_text(encoding="utf-8").partition("\n")
    values = dict(pair.split("=", 1) for pair in first.removeprefix("#").split())
    return path.parent.name, values, tuple(map(tuple, csv.reader(table.splitlines())))


def answer_of(
    target: QueryTarget, name: str, values: dict[str, str], *, iris: bool = False
) -> tuple[Row, ...]:
    solutions = ask(target, name, values, iris=iris)
    assert isinstance(solutions, ox.QuerySolutions)
    names = tuple(variable.value for variable in solutions.variables)
    rows = (tuple(_text(solution[name]) for name in names) for solution in solutions)
    return (names, *rows)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def alike(table: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with numbers in one form, and joined values in one order: engines differ in both."""
    header, *rows = table
    return (header, *(tuple(map(_alike, header, row)) for row in rows))


def _alike(column: str, cell: str) -> str:
    if column in NUMBERS and cell.replace(".", "", 1).isdigit():
        return f"{float(cell):g}"
    return " ".join(sorted(cell.split())) if column in JOINED else cell


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_engine_answers_the_rows_of_the_case(path: Path, target: QueryTarget) -> None:
    name, values, expected = case_of(path)
    header, *rows = alike(answer_of(target, name, values))
    expected_header, *expected_rows = alike(expected)
    assert header == expected_header
    assert sorted(rows) == sorted(expected_rows)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_embedded_store_answers_in_the_order_of_the_case(path: Path, memory: MemoryGraph) -> None:
    name, values, expected = case_of(path)
    assert alike(answer_of(memory, name, values)) == alike(expected)


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_a_case_with_rows(name: str) -> None:
    assert any(len(case_of(path)[2]) > 1 for path in CASES if path.parent.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_filled_in_some_case(name: str) -> None:
    tables = [case_of(path)[2] for path in CASES if path.parent.name == name]
    filled = {
        column
        for header, *rows in tables
        for row in rows
        for column, cell in zip(header, row, strict=True)
        if cell
    }
    assert filled == set(stored_query(name).columns)


def test_the_queries_and_their_columns_are_those_of_the_contract() -> None:
    assert {query.name: " ".join(query.columns) for query in stored_queries()} == COLUMNS


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_iris_change_the_cells_but_not_the_rows(path: Path, target: QueryTarget) -> None:
    name, values, expected = case_of(path)
    header, *rows = answer_of(target, name, values, iris=True)
    assert header == expected[0]
    assert len(rows) == len(expected) - 1


@pytest.mark.parametrize("name", [query.name for query in stored_queries() if "nct" in query.iris])
def test_columns_that_promise_iris_hold_iris(name: str, memory: MemoryGraph) -> None:
    query = stored_query(name)
    values = next(
        case_of(path)[1] for path in CASES if path.parent.name == name and len(case_of(path)[2]) > 1
    )
    header, *rows = answer_of(memory, name, values, iris=True)
    cells = [
        part
        for row in rows
        for column, cell in zip(header, row, strict=True)
        if column in query.iris.keys() - {"related", "kind", "anchor"}
        for part in cell.split()
    ]
    assert cells
    assert all(
        part.startswith(("https://w3id.org/trialkg/", "http://id.nlm.nih.gov/mesh/")) for part in cells
    )


def test_iris_of_codes_and_relations_are_whole(memory: MemoryGraph) -> None:
    relations = answer_of(memory, "study-relations", {"study": "EX-1"}, iris=True)
    assert relations[1][:3] == (
        "https://w3id.org/trialkg/study/EX-1",
        "https://w3id.org/trialkg/ontology#substudyOf",
        "https://w3id.org/trialkg/study/EX-2",
    )
    outcomes = answer_of(memory, "outcomes", {"study": "EX-1"}, iris=True)
    assert "https://w3id.org/trialkg/ontology#Randomisation" in outcomes[1]


def test_every_fact_of_a_study_can_be_read_back(memory: MemoryGraph) -> None:
    study = "https://w3id.org/trialkg/study/EX-1"
    said = {
        (quad.subject.value, quad.predicate.value, _text(quad.object))
        for quad in memory.graph
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.partition("#")[0] == study
    }
    rows = answer_of(memory, "study-facts", {"study": "EX-1"}, iris=True)[1:]
    assert {(part, predicate, value) for part, predicate, value in rows} == said
