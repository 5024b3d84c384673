"""What pages are made from: the statements of a study, and the names of terms looked up in the graph."""

from __future__ import annotations

from trialkg.endpoint.pages import Context
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


def test_the_statements_of_a_study_are_those_of_its_document(context: Context) -> None:
    store = context.snapshot.store
    for iri in store.studies():
        walked, plain = Statements.of_study(store.graph, iri), Statements(study_quads(store.graph, iri))
        assert set(walked.subjects()) == set(plain.subjects())
        for subject in plain.subjects():
            said = {name: sorted(values) for name, values in walked.part(subject).properties}
            assert said == {name: sorted(values) for name, values in plain.part(subject).properties}


def test_there_is_no_page_of_a_study_without_a_record(context: Context) -> None:
    pages = StudyPages(context.snapshot.store, context.snapshot.vocabulary)
    assert pages.page("https://w3id.org/trialkg/study/NCT00000000", False) is None
