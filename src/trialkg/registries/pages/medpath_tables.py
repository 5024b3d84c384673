"""The tables of a MedPath page. Copied as text, their cells stand in tabs or bars, or run together.

Where cells run together they are told apart only where that is certain: a known intervention's name glued
between label and description, a time expression glued to a measure. Any other row stays whole, as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from trialkg.registries.pages.sections import Page
from trialkg.registries.pages.values import site_at
from trialkg.study import Arm, Intervention, Outcome, Site
from trialkg.vocabulary.codes import OutcomeLevel

_HEADER = re.compile(r"[\s|]*(?:Group[\s|]*Intervention[\s|]*Description|Name[\s|]*Time[\s|]*Method)[\s|]*")
_RULE = re.compile(r"[\s|:-]+")
_UNIT = r"(?:second|minute|hour|hr|day|week|month|year|cycle)s?"
_COUNT = r"\d+(?:[.,]\d+)?"
_TIME_BY_NUMBER = re.compile(
    rf"(?<=[^\s\d(\[/.,<>=≤≥±+~:–-])(?={_COUNT}(?:\s*(?:-|–|to|and|or|,)\s*{_COUNT})*[\s-]*{_UNIT}\b)"
)
_TIME_BY_WORD = re.compile(
    r"(?<=[^\s(\[/–-])(?=(?:Up to|Baseline|Through|Throughout|From|At|Days?|Weeks?|Months?|Years?|Within"
    r"|During|Until|Before|After|Every|Screening|End of|Time from|Immediately|Daily|Weekly|Monthly|Yearly"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Approximately|About|(?:An a|A)verage|Over"
    r"|Assessed|Cycle|Visit"
    r"|(?:Pre|Post|Peri|Intra)-?operative(?:ly)?|Date of|Once)\b)"
)
_AMBIGUOUS = re.compile(rf"[A-Z]\d{{2,}}[\s-]*{_UNIT}\b")
_ENDS_IN_TIME = re.compile(rf"{_UNIT}\Z")
_FLAG = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}")
_COUNT_OF_SITES = re.compile(r"Locations?\s*\((\d+)\)")


def read_arms(page: Page, key: str, interventions: Sequence[Intervention]) -> tuple[Arm, ...]:
    """The arms of a table that has a row for each arm and intervention; rows with one label are one arm."""
    positions = {known.name: position for position, known in reversed(list(enumerate(interventions, 1)))}
    arms: dict[str, Arm] = {}
    for cells in _arm_rows(page, key, tuple(positions)):
        label, name, description = cells
        used = (positions[name],) if name in positions else ()
        if name and not used:
            page.note(f"{page.name(key)}: {label}", name, "is not among the page's interventions")
        arm = arms.get(label, Arm(label=label, description=description))
        if description and arm.description and arm.description != description:
            page.note(
                f"{page.name(key)}: {label}", description, "differs from the arm's description, which is kept"
            )
        used = tuple(dict.fromkeys((*arm.interventions, *used)))
        arms[label] = msgspec.structs.replace(
            arm, interventions=used, description=arm.description or description
        )
    return tuple(arms.values())


def read_outcomes(page: Page, key: str, level: OutcomeLevel) -> tuple[Outcome, ...]:
    """The outcomes of a table; the method stands in its cell, or in the lines below the row."""
    outcomes: list[Outcome] = []
    for line in _rows(page, key):
        row = _cells(line) or _glued_outcome(line)
        if row is None and outcomes and not _AMBIGUOUS.search(line):
            outcomes[-1] = _continued(outcomes[-1], line)
            if _ENDS_IN_TIME.search(line):
                page.note(page.name(key), line, "may be an outcome of its own; it is kept as a description")
            continue
        if row is None:
            page.note(page.name(key), line, "cannot be split into measure and time frame; it is kept whole")
        measure, time_frame, method = row or (line, None, None)
        outcomes.append(Outcome(level=level, measure=measure, time_frame=time_frame, description=method))
    return tuple(outcomes)


def read_sites(page: Page, key: str) -> tuple[Site, ...]:
    """The sites: a facility, the country's flag, and the place; a list the page cuts short is a finding."""
    lines = [line for line in page.block(key) if line]
    counted = [match for line in lines if (match := _COUNT_OF_SITES.fullmatch(line))]
    lines = [line for line in lines if not _COUNT_OF_SITES.fullmatch(line)]
    flagged = any(_FLAG.fullmatch(line) for line in lines)
    sites = tuple(_flagged_sites(lines) if flagged else _paired_sites(lines))
    if counted and int(counted[0][1]) != len(sites):
        page.note(page.name(key), counted[0].group(), f"the page shows {len(sites)} of them")
    return sites


def _flagged_sites(lines: Sequence[str]) -> Iterator[Site]:
    """A flag stands above each place; a line before it that is not the last place is the facility."""
    place_before = -1
    for index, line in enumerate(lines):
        if _FLAG.fullmatch(line) and index + 1 < len(lines):
            facility = lines[index - 1] if index - 1 > place_before else None
            yield site_at(lines[index + 1], facility)
            place_before = index + 1


def _paired_sites(lines: Sequence[str]) -> Iterator[Site]:
    for facility, place in zip(lines[::2], lines[1::2], strict=False):
        yield site_at(place, facility)


def _rows(page: Page, key: str) -> Iterator[str]:
    """The lines of a table below its head; among cells with tabs a line without one goes on with the last."""
    row = ""
    for line in page.block(key):
        if not line or _HEADER.fullmatch(line) or _RULE.fullmatch(line):
            continue
        if "\t" in row and "\t" not in line:
            row = f"{row} {line}"
            continue
        if row:
            yield row
        row = line
    if row:
        yield row


def _arm_rows(page: Page, key: str, names: Sequence[str]) -> Iterator[tuple[str, str | None, str | None]]:
    for line in _rows(page, key):
        row = _cells(line) or _glued_arm(line, names)
        if row is None:
            page.note(
                page.name(key), line, "cannot be split into arm, intervention and description; kept whole"
            )
        label, name, description = row or (line, None, None)
        yield label or line, _without_type(name), description


def _without_type(name: str | None) -> str | None:
    """The name of an intervention in a cell that repeats its type: ``Drug: Letrozole``."""
    return re.sub(r"^[A-Z][A-Za-z ]+: (?=\S)", "", name) if name else None


def _cells(line: str) -> tuple[str, str | None, str | None] | None:
    """The cells of a row whose table kept its tabs or bars; None for a row that has neither."""
    mark = "\t" if "\t" in line else "|"
    if mark not in line:
        return None
    first, *rest = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split(mark)]
    second, third = (*rest, "", "")[:2]
    return first, second or None, third or None


def _glued_arm(line: str, names: Sequence[str]) -> tuple[str, str | None, str | None] | None:
    spans = [
        (match.start(), match.end())
        for name in names
        for match in re.finditer(rf"(?<=\S){re.escape(name)}(?!\s)", line)
    ]
    widest = [span for span in spans if not any(_contains(other, span) for other in spans)]
    if len(widest) != 1:
        return None
    start, end = widest[0]
    return line[:start].strip(), line[start:end], line[end:].strip() or None


def _contains(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _glued_outcome(line: str) -> tuple[str, str | None, str | None] | None:
    """Measure and time frame at the first place where a time expression is glued to the word before it.

    A number of two digits behind a capital could be split in two ways (``FEV112 weeks``), so it is not.
    """
    places = [
        match.start() for pattern in (_TIME_BY_NUMBER, _TIME_BY_WORD) for match in pattern.finditer(line)
    ]
    if not places:
        return None
    start = min(places)
    if _AMBIGUOUS.match(line, start - 1):
        return None
    return line[:start].strip(), line[start:].strip(), None


def _continued(outcome: Outcome, line: str) -> Outcome:
    text = f"{outcome.description}\n{line}" if outcome.description else line
    return msgspec.structs.replace(outcome, description=text)
