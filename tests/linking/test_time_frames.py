"""Time frames as data: a string for every rule, written for these tests."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import shared_data

from trialkg.linking.time_frames import time_frames
from trialkg.linking.timing import MOST_CHARACTERS, Frame, read_frame
from trialkg.linking.timing.tokens import tokens_of
from trialkg.mapping.lexical import duration_days
from trialkg.study import Outcome
from trialkg.vocabulary.codes import BoundingEvent, Method, OutcomeLevel, TimeAnchor


def written(frame: Frame) -> str:
    """A time frame in one line: kind, anchor, start..end, points, intervals, events, anchor of the end."""
    kind = frame.kind.name.lower()
    anchor = frame.anchor.text or frame.anchor.code.name.lower()
    parts = [kind, anchor, f"{frame.start or ''}..{frame.end or ''}"]
    parts += [f"[{' '.join(frame.points)}]"] if frame.points else []
    parts += [f"every {each}" for each in frame.intervals]
    parts += [event.name.lower() for event in frame.events]
    parts += (
        [f"end from {frame.end_anchor.text or frame.end_anchor.code.name.lower()}"]
        if frame.end_anchor
        else []
    )
    return " ".join(parts)


def check(text: str, expected: str) -> None:
    assert written(read_frame(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 months", "point unspecified ..P7M"),
        ("Seven months", "point unspecified ..P7M"),
        ("About 2.5 years", "point unspecified ..P2.5Y"),
        ("half an hour", "point unspecified ..PT0.5H"),
        ("90 min", "point unspecified ..PT90M"),
        ("a week", "point unspecified ..P1W"),
        ("at the 3rd month", "point unspecified ..P3M"),
        ("Week 26", "point unspecified ..P26W"),
        ("D15", "point unspecified ..P15D"),
        ("5 monhs", "point unspecified ..P5M"),
        ("week 6 (± 3 days)", "point unspecified ..P6W"),
        ("11 or 12 days", "point unspecified ..P12D"),
        ("Baseline", "point baseline ..P0D"),
        ("At randomisation", "point randomisation ..P0D"),
        ("End of study", "point study completion ..P0D"),
        ("9 treatment cycles", "point unspecified .."),
        ("2013", "point calendar .."),
    ],
)
def test_one_time_is_a_point(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 years from randomization", "point randomisation ..P4Y"),
        ("8 weeks after registration", "point enrolment ..P8W"),
        ("6 h post-dose", "point first_dose ..PT6H"),
        ("5 months since the start of chemotherapy", "point first_dose ..P5M"),
        ("10 weeks of therapy", "point first_dose ..P10W"),
        ("1 month after completion of radiotherapy", "point end_of_treatment ..P1M"),
        ("30 days after the last infusion", "point end_of_treatment ..P30D"),
        ("2 weeks after EOT", "point end_of_treatment ..P2W"),
        ("postoperative day 5", "point surgery ..P5D"),
        ("3 months after nephrectomy", "point surgery ..P3M"),
        ("6 weeks postpartum", "point birth ..P6W"),
        ("at 2 years of age", "point birth ..P2Y"),
        ("At the age of 6 months", "point birth ..P6M"),
        ("100 days after transplantation", "point transplant ..P100D"),
        ("1 hour after tracer injection", "point tracer injection ..PT1H"),
        ("2 days before surgery", "point surgery ..-P2D"),
    ],
)
def test_a_time_counts_from_what_it_names(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baseline, 5 and 10 weeks", "repeated baseline P0D..P10W [P0D P5W P10W]"),
        ("Weeks 3, 6 & 9", "repeated unspecified P3W..P9W [P3W P6W P9W]"),
        ("1 day 3 days 9 days", "repeated unspecified P1D..P9D [P1D P3D P9D]"),
        ("2-4-8 weeks", "repeated unspecified P2W..P8W [P2W P4W P8W]"),
        ("Day 1, 2 months", "repeated unspecified P1D..P2M [P1D P2M]"),
        ("before and after surgery", "repeated baseline P0D.. [P0D @surgery]"),
        (
            "Prior to treatment and 2 months after treatment",
            "repeated baseline P0D..P2M [P0D P2M] end from end_of_treatment",
        ),
        ("3-4 weeks after surgery, 5 months", "repeated surgery P4W..P5M [P4W P5M]"),
        ("Screening, Week 5", "repeated unspecified ..P5W [@screening P5W]"),
        ("Visit 2 and 4", "repeated unspecified .. [@visit_2 @visit_4]"),
        ("Every 3 weeks", "repeated unspecified .. every P3W"),
        ("quarterly", "repeated unspecified .. every P3M"),
        ("at each visit", "repeated unspecified .."),
        ("every 2 months up to 6 months", "repeated unspecified P2M..P6M [P2M P4M P6M] every P2M"),
        (
            "Every 2 months for 1 year, then every 4 months for 2 years",
            "repeated unspecified ..P3Y every P2M every P4M",
        ),
        (
            "10, 5 minutes pre-dose and 1 hour post-dose",
            "repeated first_dose -PT10M..PT1H [-PT10M -PT5M PT1H]",
        ),
    ],
)
def test_several_times_are_repeated(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to 18 months", "up_to unspecified ..P18M"),
        ("within 6 weeks after surgery", "up_to surgery ..P6W"),
        ("Baseline up to 40 weeks", "up_to baseline P0D..P40W"),
        ("5 years maximum", "up_to unspecified ..P5Y"),
        ("Until 8 weeks", "up_to unspecified ..P8W"),
        ("Up to 9 months (arm A) and up to 4 months (arm B)", "up_to unspecified ..P9M"),
        (
            "From screening until 30 days after the last dose",
            "up_to screening P0D..P30D end from end_of_treatment",
        ),
    ],
)
def test_a_stated_limit_is_up_to(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("baseline to week 7", "window baseline P0D..P7W"),
        ("Change from baseline to 9 weeks", "window baseline P0D..P9W"),
        ("2-5 years", "window unspecified P2Y..P5Y"),
        ("days 2 to 9", "window unspecified P2D..P9D"),
        ("between 2 and 6 months after surgery", "window surgery P2M..P6M"),
        ("over 20 days", "window unspecified ..P20D"),
        ("During the operation", "window surgery .."),
        ("intraoperative", "window surgery .."),
        ("past 3 months", "window unspecified -P3M..P0D"),
        ("the last 4 weeks", "window unspecified -P4W..P0D"),
        ("1998 - 2004", "window calendar .."),
        ("From inclusion to the end of treatment at 10 weeks", "window enrolment P0D..P10W"),
        ("baseline to 60 days after last dose", "window baseline P0D..P60D end from end_of_treatment"),
    ],
)
def test_two_ends_or_a_span_are_a_window(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "From the date of randomisation to progression or death from any cause, whichever comes first, "
            "assessed up to 80 months",
            "event_bounded randomisation P0D..P80M progression death",
        ),
        (
            "Through study completion, an average of 2 years",
            "event_bounded unspecified ..P2Y study_completion",
        ),
        ("Until discharge, up to 21 days", "event_bounded unspecified ..P21D discharge"),
        ("Duration of the study", "event_bounded unspecified .. study_completion"),
        ("every 8 weeks until relapse", "event_bounded unspecified .. every P8W relapse"),
        (
            "From first dose until start of a new anticancer therapy or withdrawal of consent",
            "event_bounded first_dose P0D.. new_anticancer_therapy withdrawal",
        ),
        ("12 months after surgery or death", "event_bounded surgery ..P12M death"),
        ("until treatment discontinuation", "event_bounded unspecified .. treatment_discontinuation"),
        ("from surgery to last follow-up", "event_bounded surgery P0D.. last_follow_up"),
    ],
)
def test_an_end_that_may_be_an_event_is_event_bounded(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 4 years", "open unspecified P4Y.."),
        ("with a minimal follow-up of 3 years in all patients", "open unspecified P3Y.."),
        ("unlimited", "open unspecified .."),
        ("retrospective", "unspecified unspecified .."),
        ("", "unspecified unspecified .."),
    ],
)
def test_no_upper_limit_is_open_and_no_time_unspecified(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Day 1 to day 28 of cycle 1 (each cycle is 21 days)", "window first_dose P0D..P27D"),
        ("Cycle 3 Day 8 (cycle length: 28 days)", "point first_dose ..P63D"),
        ("C2D1 (21-day cycles)", "point first_dose ..P21D"),
        ("C2D1", "point unspecified .."),
        ("Cycle 1 Day 1", "point first_dose ..P0D"),
        ("every 2 cycles (each cycle is 4 weeks)", "repeated unspecified .. every P8W"),
        ("each 21-day cycle", "repeated unspecified .. every P21D"),
    ],
)
def test_days_of_cycles_count_where_the_length_of_a_cycle_is_stated(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up to 2 years (samples 6 and 12 hours post-infusion)", "up_to unspecified ..P2Y"),
        ("End of treatment (9 weeks)", "point unspecified ..P9W"),
        ("12 months (from randomisation)", "point randomisation ..P12M"),
        ("Until death (up to 6 years)", "event_bounded unspecified ..P6Y death"),
        ("baseline (day 0), week 2", "repeated baseline P0D..P2W [P0D P2W]"),
        ("the 1-month follow-up at 9 weeks", "point unspecified ..P9W"),
    ],
)
def test_what_stands_beside_a_time_is_told_from_another_time(text: str, expected: str) -> None:
    check(text, expected)


def test_a_list_gives_its_first_twelve_points() -> None:
    frame = read_frame("at " + ", ".join(map(str, range(1, 20))) + " weeks")
    assert len(frame.points) == 12
    assert (frame.points[-1], frame.end) == ("P12W", "P19W")


def test_a_number_that_is_part_of_a_name_is_no_time() -> None:
    check("24 hours after taking XY171H", "point first_dose ..PT24H")


def outcome(text: str | None) -> Outcome:
    return Outcome(level=OutcomeLevel.PRIMARY, measure="Survival", time_frame=text)


def test_outcomes_without_a_time_frame_are_left_out() -> None:
    found = time_frames((outcome(None), outcome("3 years after birth")))
    assert [(frame.outcome, frame.end, frame.anchor) for frame in found.frames] == [
        (2, "P3Y", TimeAnchor.BIRTH)
    ]
    assert found.frames[0].method is Method.GRAMMAR
    assert found.findings == ()


def test_words_that_no_rule_used_make_a_frame_less_sure() -> None:
    plain, wordy = time_frames(
        (outcome("3 years"), outcome("as the people of the town have told us, 3 years"))
    ).frames
    assert plain.confidence > wordy.confidence
    assert plain.end == wordy.end == "P3Y"


def test_a_text_that_is_too_long_is_read_to_its_limit_and_found() -> None:
    found = time_frames((outcome("6 weeks" + " " * MOST_CHARACTERS + ", until death"),))
    assert found.frames[0].end == "P6W"
    assert found.frames[0].events == ()
    assert [(finding.path, finding.value[:7]) for finding in found.findings] == [
        ("outcomes[1].timeFrame", "6 weeks")
    ]


WORDS = st.sampled_from(
    (
        "1", "2", "12", "2.5", "-3", "a", "two", "third", "day", "week", "weeks", "month", "year", "D",
        "W", "cycle", "C1D1", "visit", "every", "each", "up", "to", "until", "within", "from",
        "baseline", "randomisation", "surgery", "after", "before", "post", "pre-", "treatment", "dose",
        "death", "progression", "or", "and", ",", ";", ".", "/", "-", "(", ")", "[", "±", ">", "≤", "~",
        "average", "maximum", "at", "least", "of", "between", "during", "study", "completion", "last",
        "2019", "July", "monthly", "per",
    )
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text_is_read_without_an_error_and_gives_durations(text: str) -> None:
    frame = read_frame(text)
    points = [point for point in frame.points if not point.startswith("@")]
    stated = [each for each in (frame.start, frame.end, *points, *frame.intervals) if each is not None]
    assert all(duration_days(each) is not None for each in stated)
    assert len(frame.points) <= 12


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_frame_does_not_end_before_it_starts(text: str) -> None:
    frame = read_frame(text)
    if frame.start and frame.end and frame.end_anchor is None:
        assert (duration_days(frame.start) or 0.0) <= (duration_days(frame.end) or 0.0)


@pytest.mark.parametrize(
    "piece", ["1 ", "1-", "1 to ", "every ", "(", "± ", "+ ", "day 1, ", "a", "cycle 1 day 1 ", "9"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * 2000
    read_frame(piece)
    begun = time.perf_counter()
    read_frame(text)
    assert time.perf_counter() - begun < 0.5


def test_every_event_and_anchor_can_be_read() -> None:
    events = {
        "death": BoundingEvent.DEATH,
        "disease progression": BoundingEvent.PROGRESSION,
        "recurrence": BoundingEvent.RELAPSE,
        "second primary cancer": BoundingEvent.SECOND_PRIMARY,
        "end of study": BoundingEvent.STUDY_COMPLETION,
        "withdrawal": BoundingEvent.WITHDRAWAL,
        "last follow-up": BoundingEvent.LAST_FOLLOW_UP,
        "end of treatment": BoundingEvent.END_OF_TREATMENT,
        "discontinuation of treatment": BoundingEvent.TREATMENT_DISCONTINUATION,
        "initiation of a new anticancer therapy": BoundingEvent.NEW_ANTICANCER_THERAPY,
        "hospital discharge": BoundingEvent.DISCHARGE,
    }
    assert set(events.values()) == set(BoundingEvent)
    assert {words: read_frame(f"until {words}").events for words in events} == {
        words: (event,) for words, event in events.items()
    }


FLOORS = {"kind": 0.95, "start, end and points": 0.93, "anchor": 0.95, "event": 0.97, "interval": 0.97}
TOGETHER = 0.9


def test_time_frames_are_as_often_right_as_they_have_been() -> None:
    shared_data("gold", "time_frames.tsv")
    measured = pytest.importorskip(
        "benchmarks.accuracy.time_frames", reason="the benchmarks are not part of a wheel"
    )
    right = {each.name: each.right / each.expected for each in measured.scores()}
    assert {name for name, floor in FLOORS.items() if right[name] < floor} == set()
    assert right["kind, anchor, start, end, points and event together"] >= TOGETHER


_PIECES = st.sampled_from(
    ["week", "Day", "12", "1st", "2.5", "C1D1", '"', "_", "*", "-", "(", "+/-", "CYP2D6"]
)


@given(pieces=st.lists(_PIECES | st.text(alphabet=st.characters(max_codepoint=127), max_size=3)))
def test_a_time_frame_is_cut_alike_with_and_without_a_letter_beyond_ascii(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert tokens_of(f"{text} ; 中")[:-1] == tokens_of(f"{text} ;")
