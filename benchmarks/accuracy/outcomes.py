"""How often concepts of outcomes are right, over hand-judged outcome measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.accuracy.scores import Score, gold_table, scored, unescaped
from trialkg.linking import Linker, link_study
from trialkg.study import Outcome, Reading, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel

ABOUT = """Outcome measures with their descriptions, each judged by hand to be of one concept. Only a measure
that begins with the name of a concept is linked."""

_GOLD = Reading(source="gold")
_LINKER = Linker(load_terminology())


def scores() -> Iterator[Score]:
    """Outcome concepts and response criteria, from measure and description alone."""
    rows = gold_table("outcome_concepts.tsv")
    concepts: set[tuple[str, str]] = set()
    criteria: set[tuple[str, str]] = set()
    for row in rows:
        for linked in link_study(_outcome_study(row), _LINKER).outcomes:
            concepts |= {(row["item_id"], linked.concept)} if linked.concept else set()
            criteria |= {(row["item_id"], name) for name in linked.instruments if name.startswith(_CRITERIA)}
    expected = {
        (row["item_id"], row["concept"].replace("_", "-")) for row in rows if row["concept"] != "other"
    }
    named = {(row["item_id"], name) for row in rows for name in _named_criteria(row["criteria"])}
    yield scored("outcome concepts, of measures that begin with a name", concepts, expected)
    yield scored("response and toxicity criteria", criteria, named)
    common = {(row["item_id"], "toxicity-AE") for row in rows}
    yield scored("naive: every outcome is the commonest concept", common, expected)


_CRITERIA = ("RECIST", "CTCAE", "PERCIST", "RANO", "iRECIST", "irRECIST", "Lugano", "mRECIST")


def _named_criteria(cell: str) -> list[str]:
    """The gold set's names as our notations: ``CTCAE v4.0`` is ``CTCAE-4``."""
    names = (name.strip() for name in cell.split("|") if name.strip() not in ("", "none"))
    return [re.sub(r"[ -]v?(?:ersion )?(\d(?:\.[1-9])?)(?:\.0\d?)?$", r"-\1", name) for name in names]


def _outcome_study(row: dict[str, str]) -> Study:
    measure, description = (unescaped(row[name]) for name in ("measure", "description"))
    outcome = Outcome(level=OutcomeLevel.PRIMARY, measure=measure, description=description or None)
    return Study(registry_id=row["nct_id"], reading=_GOLD, outcomes=(outcome,))
