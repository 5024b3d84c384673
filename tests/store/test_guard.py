"""What a query may not do, however it is spelled."""

from __future__ import annotations

import pytest

from trialkg.errors import QueryError
from trialkg.store import refuse_federation, refuse_reaching_out, refuse_update

ELSEWHERE = "SERVICE <http://elsewhere.example/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE <http://example.org/a>",
        'SELECT * { ?s ?p "a SERVICE in words" } # and SERVICE <http://x/> {} in a comment',
        r'SELECT * { ?s ?p "\u0041" }',
    ],
)
def test_a_query_of_the_graph_at_hand_passes(query: str) -> None:
    refuse_reaching_out(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {ELSEWHERE} }}",
        f"SELECT * {{ OPTIONAL {{ {ELSEWHERE.replace('SERVICE', 'service silent')} }} }}",
        f"ASK {{ FILTER NOT EXISTS {{ {ELSEWHERE} }} }}",
        f"SELECT (EXISTS {{ {ELSEWHERE} }} AS ?x) {{}}",
        f"SELECT * {{ {{ SELECT * {{ {ELSEWHERE} }} }} }}",
        "SELECT * { " + ELSEWHERE.replace("S", r"\u0053", 1) + " }",
        r"SELECT * { # \u000A " + ELSEWHERE + " }",
        r'SELECT * { ?s ?p "a\u0022 . #" . ' + ELSEWHERE + " }",
        r"SELECT * { ?s ?p 'a\U00000027 . #' . " + ELSEWHERE + " }",
    ],
)
def test_federation_is_refused_however_it_is_spelled(query: str) -> None:
    whole = query + "\n}" if query.count("{") > query.count("}") else query
    for refuse in (refuse_reaching_out, refuse_federation):
        with pytest.raises(QueryError, match=r"SERVICE|parsed"):
            refuse(whole)


@pytest.mark.parametrize("clause", ["FROM <http://a.example/>", "FROM NAMED <file:///data.ttl>"])
def test_a_graph_to_fetch_is_refused(clause: str) -> None:
    with pytest.raises(QueryError, match="FROM"):
        refuse_reaching_out(f"SELECT * {clause} WHERE {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "update",
    ["DELETE WHERE { ?s ?p ?o }", "LOAD <http://a.example/>", "INSERT DATA { <a:a> <a:b> 1 }", "DROP ALL"],
)
def test_an_update_is_refused_as_such(update: str) -> None:
    with pytest.raises(QueryError, match="change the graph"):
        refuse_reaching_out(update)


def test_a_query_with_a_mistake_is_told_where_it_is() -> None:
    with pytest.raises(QueryError, match="line 2"):
        refuse_reaching_out("SELECT * {\n ?s ?p }")


def test_where_federation_alone_is_refused_a_choice_of_graphs_passes() -> None:
    refuse_federation("SELECT * FROM <http://a.example/> WHERE { ?s ?p ?o }")
    refuse_federation('SELECT * FROM <http://a.example/> WHERE { ?s ?p "a service" }')


def test_only_an_update_is_refused_as_one() -> None:
    refuse_update("SELECT * { ?s ?p }")
    refuse_update("INSERT DATE")
    with pytest.raises(QueryError, match="change the graph"):
        refuse_update("INSERT DATA { <a:a> <a:b> 1 }")
