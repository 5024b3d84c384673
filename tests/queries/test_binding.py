from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from trialkg.errors import QueryError, UsageError
from trialkg.queries import StoredQuery, ask, bind, stored_queries, stored_query, usage
from trialkg.queries.stored import read_query
from trialkg.store import QueryTarget

HOSTILE = ['"} DROP ALL #', "x' ; y", "a\nb", "?_study", "<http://example.org/x> <y>", "\\u0022"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_cannot_become_part_of_the_query(value: str, memory: QueryTarget) -> None:
    for name, parameter in (("study-card", "study"), ("studies-by-intervention", "concept")):
        try:
            answer = ask(memory, name, {parameter: value})
        except UsageError:
            continue
        assert isinstance(answer, ox.QuerySolutions)
        assert list(answer) == []


def test_an_unknown_parameter_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="It has: concept"):
        bind(stored_query("studies-by-intervention"), {"concept": "FES-PET", "drug": "x"})


def test_a_missing_parameter_is_told_with_an_example() -> None:
    with pytest.raises(UsageError, match="concept=FES-PET"):
        bind(stored_query("studies-by-intervention"), {})


def test_a_value_of_another_form_is_told_with_the_form() -> None:
    with pytest.raises(UsageError, match="MeSH id"):
        bind(stored_query("studies-by-condition"), {"mesh": "breast cancer"})


def test_an_unknown_query_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean studies"):
        stored_query("studys")


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_a_query_says_what_it_answers_and_how_it_is_run(query: StoredQuery) -> None:
    assert query.summary
    assert query.description
    assert query.tags
    assert usage(query).startswith(f"trialkg query run {query.name}")
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_the_file_itself_is_plain_sparql(query: StoredQuery) -> None:
    ox.Store().query(query.source)


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_only_the_prefixes_used_are_declared(query: StoredQuery) -> None:
    declared = [line.split()[1] for line in query.text.splitlines() if line.startswith("PREFIX")]
    body = query.text.partition("SELECT")[2]
    assert [prefix for prefix in declared if prefix not in body] == []


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_the_examples_of_parameters_are_taken(query: StoredQuery) -> None:
    text = bind(query, {parameter.name: parameter.example for parameter in query.parameters})
    ox.Store().query(text)


def test_a_concept_may_be_typed_in_any_letter_case() -> None:
    assert "concept/FES-PET>" in bind(stored_query("studies-by-intervention"), {"concept": "fes-pet"})


def test_an_unknown_concept_is_told_with_those_near_it() -> None:
    with pytest.raises(UsageError, match="no concept") as raised:
        bind(stored_query("studies-by-intervention"), {"concept": "FESPET"})
    assert "FES-PET" in (raised.value.remedy or "")


def test_a_concept_of_somebody_else_may_be_given_by_its_iri() -> None:
    iri = "https://example.org/concept/FESPET"
    assert f"<{iri}>" in bind(stored_query("studies-by-intervention"), {"concept": iri})


def test_an_nct_number_may_be_typed_in_lower_case() -> None:
    assert '"NCT04125277"' in bind(stored_query("study-card"), {"study": "nct04125277"})


@pytest.mark.parametrize(
    ("header", "reason"),
    [("#+ summary: [", "header"), ("#+ summary: x\n#+ colour: blue", "header"), ("", "header")],
)
def test_a_file_with_a_broken_header_is_told_by_name(tmp_path: Path, header: str, reason: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(f"{header}\n\nSELECT\n  ?a\nWHERE {{ ?a ?b ?c }}\n")
    with pytest.raises(QueryError, match=r"broken\.rq") as raised:
        read_query(path)
    assert reason in str(raised.value)
