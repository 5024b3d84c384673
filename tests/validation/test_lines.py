"""The line of each subject, in texts that try to hide it."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.formats import RdfFormat
from trialkg.validation.lines import subject_lines

TURTLE = '''@base <http://a.test/> .
@prefix p: <http://p.test/> .
PREFIX : <http://empty.test/>
# a comment with a full stop . and <http://a.test/comment> a subject
<one> p:says "a . text", """a long
text . <http://a.test/inside> p:says p:more .
""" ; p:number 1.5, .5, 1e3 ;
  p:list ( <two> [ p:deep "x" ] ) .

p:three.four p:says 'it''s' .
:five-6 a p:Thing . :seven p:is true .
_:blank p:says "no IRI" .
[] p:says "no name" .
[ p:says "neither" ] p:more "at all" .
p:one\\,two p:says "escaped"@en-GB .
@prefix p: <http://other.test/> .
p:three.four p:says """ends with a quote\\"""" .
<#part> p:says "relative" .
<one> p:again 1 .
'''


def test_a_turtle_subject_is_on_the_line_where_its_first_statement_starts() -> None:
    text = TURTLE.replace("'it''s'", "'its'")
    assert subject_lines(text, RdfFormat.TURTLE, "http://base.test/") == {
        "http://a.test/one": 5,
        "http://p.test/three.four": 10,
        "http://empty.test/five-6": 11,
        "http://empty.test/seven": 11,
        "http://p.test/one,two": 15,
        "http://other.test/three.four": 17,
        "http://a.test/#part": 18,
    }


def test_the_turtle_of_this_test_is_turtle_and_has_no_other_top_level_subject() -> None:
    text = TURTLE.replace("'it''s'", "'its'")
    parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri="http://base.test/")
    subjects = {quad.subject.value for quad in parsed if isinstance(quad.subject, pyoxigraph.NamedNode)}
    assert subjects == set(subject_lines(text, RdfFormat.TURTLE, "http://base.test/"))


@pytest.mark.parametrize("rdf_format", [RdfFormat.NTRIPLES, RdfFormat.NQUADS])
def test_a_subject_of_a_line_based_format_is_on_the_line_where_it_first_stands(rdf_format: RdfFormat) -> None:
    text = (
        '# <http://a.test/no> \n<http://a.test/1> <http://p.test/> "x" .\r\n\n _:b <http://p.test/> "y" .\n'
    )
    text += "<http://a.test/\\u0032> <http://p.test/> <http://a.test/1> .\n"
    text += '<http://a.test/1> <http://p.test/> "z" .'
    assert subject_lines(text, rdf_format) == {"http://a.test/1": 2, "http://a.test/2": 5}


def test_a_format_whose_statements_have_no_lines_gives_none() -> None:
    assert subject_lines("<a> {}", RdfFormat.TRIG) == {}


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_texts_in_literals_never_move_the_lines(texts: list[str]) -> None:
    triples = [
        pyoxigraph.Triple(
            pyoxigraph.NamedNode(f"http://a.test/{number}"),
            pyoxigraph.NamedNode("http://p.test/says"),
            pyoxigraph.Literal(text),
        )
        for number, text in enumerate(texts)
    ]
    turtle = (pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE) or b"").decode()
    lines = subject_lines(turtle, RdfFormat.TURTLE)
    assert list(lines) == [f"http://a.test/{number}" for number in range(len(texts))]
    for subject, line in lines.items():
        assert turtle.split("\n")[line - 1].startswith(f"<{subject}>")
