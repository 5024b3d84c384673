from __future__ import annotations

import json

from docs.context import CONTEXT, context

from trialkg.vocabulary.namespaces import TKG
from trialkg.vocabulary.terms import Property


def test_the_context_is_what_the_ontology_says_now() -> None:
    assert CONTEXT.read_text(encoding="utf-8") == context(), "run python docs/context.py"


def test_every_property_has_a_name_in_the_context() -> None:
    terms = json.loads(context())["@context"]
    named = {term["@id"] if isinstance(term, dict) else term for term in terms.values()}
    assert [name for name in Property if f"tkg:{name}" not in named] == []


def test_no_word_of_the_context_means_another_property_of_ours() -> None:
    terms = json.loads(context())["@context"]
    for name in Property:
        term = terms.get(name, f"tkg:{name}")
        iri = term["@id"] if isinstance(term, dict) else term
        assert iri.replace("tkg:", TKG) == TKG + name or name == "concept"
