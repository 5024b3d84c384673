"""What pages are made from: the statements of a study, and the names of terms looked up in the graph."""

from __future__ import annotations

import msgspec
import pyoxigraph as ox
import pytest

from trialkg.endpoint.pages import Context, Wanted
from trialkg.endpoint.pages.document import Statements
from trialkg.endpoint.pages.making import StudyPages
from trialkg.endpoint.pages.names import GraphNames
from trialkg.store.documents import study_quads


def test_the_graph_names_every_term_as_the_vocabulary_does(context: Context) -> None:
    names, vocabulary = GraphNames(context.snapshot.store.graph), context.snapshot.vocabulary
    terms = list(vocabulary.statements.subjects())
    assert len(terms) > 500
    assert [iri for iri in terms if names.label(iri) != vocabulary.label(iri)] == []


def test_what_has_no_name_or_is_no_iri_is_named_by_its_words(context: Context) -> None:
    names = GraphNames(context.snapshot.store.graph)
    assert names.label("https://nowhere.example/ontology#ReadAgain") == "Read again"
    assert names.label("no iri") == "no iri"


def said(statements: Statements) -> dict[str, dict[str, list[str]]]:
    """All that is said, by subject and property."""
    parts = map(statements.part, statements.subjects())
    return {part.iri: {name: sorted(values) for name, values in part.properties} for part in parts}


def test_the_statements_of_a_study_are_those_of_its_document(context: Context) -> None:
    store = context.snapshot.store
    for iri in store.studies():
        walked, plain = (
            Statements.of_study(store.graph, iri),
            Statements.of_quads(study_quads(store.graph, iri)),
        )
        assert said(walked) == said(plain)


def test_what_a_text_says_of_a_study_is_what_the_database_says(context: Context) -> None:
    store, texts = context.snapshot.store, 0
    for batch in store.held_studies():
        for iri, text in zip(batch.studies, store.held_texts(batch) or (), strict=False):
            assert said(Statements.of_text(text)) == said(Statements.of_study(store.graph, iri))
            texts += 1
    assert texts > 20


def test_a_page_is_the_same_bytes_from_text_and_database(context: Context) -> None:
    snapshot = context.snapshot
    pages = StudyPages(snapshot.store, snapshot.vocabulary)
    wanted = [each for each in map(snapshot.wanted, snapshot.store.studies()) if each.held]
    assert len(wanted) > 20
    for each in wanted:
        assert pages.page(each) == pages.page(msgspec.structs.replace(each, held=None))


@pytest.mark.parametrize(
    ("token", "value"),
    [
        (r'"a \"b\" \\ c\nd\te"', 'a "b" \\ c\nd\te'),
        (r'"\u0007\U0001F600"', "\u0007\U0001f600"),
        (r'"n\\n"', r"n\n"),
        ('"ends . \\" ."@en', 'ends . " .'),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "1"),
        ("<http://a.example/b>", "http://a.example/b"),
    ],
)
def test_a_text_is_read_as_oxigraph_reads_it(token: str, value: str) -> None:
    line = f"<u:s> <u:p> {token} .\n".encode()
    statements = Statements.of_text(line + b"<u:s> <u:p> <u:o> .\n" + line)
    assert statements.part("u:s").texts("u:p") == sorted([value, "u:o"])
    assert said(statements) == said(
        Statements.of_quads(ox.parse(line + b"<u:s> <u:p> <u:o> .", ox.RdfFormat.N_TRIPLES))
    )


def test_a_page_is_made_from_the_database_where_the_text_cannot_be_read_or_is_of_another_study(
    context: Context,
) -> None:
    snapshot = context.snapshot
    pages = StudyPages(snapshot.store, snapshot.vocabulary)
    first, second, *_ = (each for each in map(snapshot.wanted, snapshot.store.studies()) if each.held)
    assert first.held
    nowhere = msgspec.structs.replace(first.held, offset=first.held.offset + 1)
    for held in (nowhere, second.held):
        assert pages.page(msgspec.structs.replace(first, held=held)) == pages.page(first)


def test_there_is_no_page_of_a_study_without_a_record(context: Context) -> None:
    pages = StudyPages(context.snapshot.store, context.snapshot.vocabulary)
    assert pages.page(Wanted("https://w3id.org/trialkg/study/NCT00000000")) is None
