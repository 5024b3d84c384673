from __future__ import annotations

import pyoxigraph as ox
import pytest
from tests.samples import READING

from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study
from trialkg.study import Outcome, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.namespaces import TKG

OUTCOME = ox.NamedNode("https://w3id.org/trialkg/study/NCT99999902#outcome-primary-1")
LINKER = Linker(load_terminology())


def said(time_frame: str | None) -> dict[str, set[str]]:
    """What the graph says of the time frame of an outcome, by local names."""
    outcome = Outcome(level=OutcomeLevel.PRIMARY, measure="Survival", time_frame=time_frame)
    study = Study(registry_id="NCT99999902", reading=READING, outcomes=(outcome,))
    store = ox.Store()
    store.load(map_study(study, link_study(study, LINKER)).text, ox.RdfFormat.N_TRIPLES)
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(OUTCOME, None, None):
        name = quad.predicate.value.removeprefix(TKG)
        if not isinstance(quad.object, ox.Triple):
            found.setdefault(name, set()).add(quad.object.value.removeprefix(TKG))
    return found


def test_a_window_has_both_ends_in_the_unit_of_the_text_and_in_days() -> None:
    graph = said("From randomisation to 24 months")
    assert graph["timeFrameKind"] == {"WindowTimeFrame"}
    assert graph["anchor"] == {"Randomisation"}
    assert (graph["timeFrameStart"], graph["timeFrameStartDays"]) == ({"P0D"}, {"0"})
    assert (graph["timeFrameEnd"], graph["timeFrameEndDays"]) == ({"P24M"}, {"730.5"})
    assert (graph["timeFrameMethod"], graph["timeFrameConfidence"]) == ({"grammar"}, {"0.95"})
    assert graph["timeFrame"] == {"From randomisation to 24 months"}


def test_points_stand_one_by_one_and_in_their_order_with_visits_by_name() -> None:
    graph = said("Screening, week 12 and 6 months")
    assert graph["timePoint"] == {"P12W", "P6M"}
    assert graph["timePointDays"] == {"84", "182.625"}
    assert graph["namedVisit"] == {"screening"}
    assert graph["schedule"] == {"@screening P12W P6M"}


def test_events_intervals_and_an_anchor_without_a_term_are_written() -> None:
    graph = said("Every 6 weeks after stroke until death or discharge")
    assert graph["boundingEvent"] == {"DeathEvent", "DischargeEvent"}
    assert (graph["timeInterval"], graph["timeIntervalDays"]) == ({"P6W"}, {"42"})
    assert (graph["anchor"], graph["anchorName"]) == ({"OtherAnchor"}, {"stroke"})


def test_an_end_that_counts_from_elsewhere_says_from_where() -> None:
    graph = said("Baseline to 90 days after last dose")
    assert (graph["anchor"], graph["endAnchor"]) == ({"Baseline"}, {"EndOfTreatment"})
    assert "endAnchorName" not in graph


def test_a_time_before_its_anchor_has_a_minus_in_both_forms() -> None:
    graph = said("past 2 weeks")
    assert (graph["timeFrameStart"], graph["timeFrameStartDays"]) == ({"-P2W"}, {"-14"})


@pytest.mark.parametrize("time_frame", [None, ""])
def test_an_outcome_without_a_time_frame_gets_no_reading_of_one(time_frame: str | None) -> None:
    assert not {name for name in said(time_frame) if name.startswith(("timeFrame", "anchor"))} - {"timeFrame"}
