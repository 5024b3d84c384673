from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph as ox
import pytest
from tests.reasoning.graphs import MAIN, SIDE, number, tkg, triple, typed

from trialkg.reasoning.explanation import Holds, explain
from trialkg.reasoning.findings import Clash
from trialkg.reasoning.ontology import load_ontology
from trialkg.reasoning.statements import Statement, statements

ONTOLOGY = load_ontology()


def parsed(*lines: str) -> list[Statement]:
    return list(statements(ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)))


def unless_all(*lines: str) -> Holds:
    """Consistent unless all of these statements are there: a reasoner that knows one contradiction."""
    forbidden = set(parsed(*lines))

    def holds(found: Sequence[Statement]) -> bool:
        return not forbidden <= set(found)

    return holds


def clash_of(*lines: str, seconds: float = 60) -> Clash:
    filler = [triple(MAIN, "hasSite", f"<{MAIN}#site-{n}>") for n in range(40)]
    studies = {MAIN: parsed(*filler[:20], *lines, *filler[20:]), SIDE: parsed(typed(SIDE, "Study"))}
    return explain(studies, ONTOLOGY, unless_all(*lines), seconds)


def test_one_statement_is_found_among_many() -> None:
    clash = clash_of(triple(MAIN, "substudyOf", f"<{MAIN}>"))
    assert clash.statements == ("NCT99999902 substudyOf NCT99999902",)
    assert "substudyOf never holds between a thing and itself" in clash.reasons


def test_statements_that_clash_across_studies_name_no_single_study() -> None:
    one, other = triple(MAIN, "substudyOf", f"<{SIDE}>"), triple(SIDE, "substudyOf", f"<{MAIN}>")
    clash = explain({MAIN: parsed(one), SIDE: parsed(other)}, ONTOLOGY, unless_all(one, other), 60)
    assert clash.study is None
    assert len(clash.statements) == 2
    assert "substudyOf never holds both ways" in clash.reasons


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            [typed(MAIN, "InterventionalStudy"), typed(MAIN, "ObservationalStudy")],
            "InterventionalStudy and ObservationalStudy exclude each other",
        ),
        (
            [triple(MAIN, "hasArm", f"<{MAIN}#site-x>"), triple(MAIN, "hasSite", f"<{MAIN}#site-x>")],
            "hasArm: each of its values is of the kind Arm",
        ),
        ([triple(MAIN, "phase", tkg("Recruiting"))], "phase: each of its values is of the kind Phase"),
        ([triple(MAIN, "hasResults", number(1))], "hasResults: each of its values is of the kind boolean"),
    ],
)
def test_the_axioms_about_the_terms_that_clash_are_named(lines: list[str], why: str) -> None:
    assert why in clash_of(*lines).reasons


def test_without_time_all_suspects_are_given_and_said_not_to_be_minimal() -> None:
    clash = clash_of(triple(MAIN, "substudyOf", f"<{MAIN}>"), seconds=0)
    assert not clash.minimal
    assert len(clash.statements) == 41


def test_the_reasoner_is_asked_seldom_for_a_clash_among_many() -> None:
    asked = 0
    lines = [triple(MAIN, "status", tkg("Recruiting")), triple(MAIN, "status", tkg("Completed"))]
    filler = [triple(MAIN, "hasSite", f"<{MAIN}#site-{n}>") for n in range(62)]

    def counted(holds: Holds) -> Callable[[Sequence[Statement]], bool]:
        def ask(found: Sequence[Statement]) -> bool:
            nonlocal asked
            asked += 1
            return holds(found)

        return ask

    explain({MAIN: parsed(lines[0], *filler, lines[1])}, ONTOLOGY, counted(unless_all(*lines)), 60)
    assert asked <= 4 * 6
