"""The time frames of a study's outcomes as data: kind, anchor, start, end, points, events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trialkg.linking.links import TimeFrame
from trialkg.linking.timing import MOST_CHARACTERS, Frame, read_frame
from trialkg.study import Finding, Outcome
from trialkg.vocabulary.codes import Method

_SURE, _LESS_SURE, _UNSURE = 0.95, 0.85, 0.6
_FEW_WORDS = 4


@dataclass(frozen=True)
class TimeFrames:
    """The time frames of a study, and a finding for each text that was too long to be read whole."""

    frames: tuple[TimeFrame, ...]
    findings: tuple[Finding, ...] = ()


def time_frames(outcomes: tuple[Outcome, ...]) -> TimeFrames:
    """What the time frame of each outcome says; outcomes without one are left out."""
    stated = [(place, each.time_frame) for place, each in enumerate(outcomes, 1) if each.time_frame]
    frames = tuple(_time_frame(place, read_frame(text)) for place, text in stated)
    return TimeFrames(frames, tuple(_too_long(stated)))


def _time_frame(place: int, frame: Frame) -> TimeFrame:
    end_anchor = frame.end_anchor
    return TimeFrame(
        outcome=place,
        kind=frame.kind,
        anchor=frame.anchor.code,
        anchor_name=frame.anchor.text,
        start=frame.start,
        end=frame.end,
        points=frame.points,
        intervals=frame.intervals,
        events=frame.events,
        end_anchor=end_anchor.code if end_anchor else None,
        end_anchor_name=end_anchor.text if end_anchor else None,
        method=Method.GRAMMAR,
        confidence=_confidence(frame),
    )


def _confidence(frame: Frame) -> float:
    """How sure a frame is, by the words of its text that no rule made use of."""
    if not frame.unread:
        return _SURE
    return _LESS_SURE if frame.unread <= _FEW_WORDS else _UNSURE


def _too_long(stated: list[tuple[int, str]]) -> Iterator[Finding]:
    for place, text in stated:
        if len(text) > MOST_CHARACTERS:
            reason = f"is longer than {MOST_CHARACTERS} characters, of which the time frame was read"
            yield Finding(path=f"outcomes[{place}].timeFrame", value=text[:80], reason=reason)
