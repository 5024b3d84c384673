"""Conditions, interventions, arms and outcomes of a ClinicalTrials.gov page of 2017."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from trialkg.registries.pages.layout import typed_interventions
from trialkg.registries.pages.sections import Page, without_bullet
from trialkg.registries.pages.values import ARM_TYPES, code_of, phases_of
from trialkg.study import Arm, Intervention, Outcome
from trialkg.vocabulary.codes import OutcomeLevel, Phase

_PHASES = re.compile(
    r"(?:^|\s)((?:Early Phase 1|Phase [0-4](?:\s*/?\s*Phase [0-4])?|N/A|Not Applicable))\s*$"
)
_ARM = re.compile(
    r"(Experimental|Active Comparator|Placebo Comparator|Sham Comparator|No Intervention|Other)\s*:\s*(\S.*)"
)
_OTHER_NAMES = re.compile(r"Other Names?:\s*(.*)")
_TIME_FRAME = re.compile(r"\[\s*Time Frame:\s*(.*?)\s*\]\s*$")
_SAFETY = re.compile(r"\s*\[\s*Designated as safety issue:[^\]]*\]\s*$")
_BULLET = re.compile(r"\s*[•·●*–-]\s+\S")


def read_table(page: Page, key: str) -> tuple[tuple[str, ...], tuple[Intervention, ...], tuple[Phase, ...]]:
    """Conditions, interventions and phases of the table under the purpose.

    Conditions are told apart by their lines only: a copy that runs them together gives one.
    """
    lines = [line for line in page.block(key) if line]
    phases = _cut_phases(lines) if "Phase" in page.name(key) else ()
    conditions: list[str] = []
    interventions: list[Intervention] = []
    for cell in (cell.strip() for line in lines for cell in line.split("\t")):
        before, typed = typed_interventions(cell)
        if before and not interventions:
            conditions.append(before)
        elif before:
            page.note(page.name(key), before, "stands between interventions without a type")
        interventions.extend(typed)
    return tuple(dict.fromkeys(conditions)), tuple(dict.fromkeys(interventions)), phases


def _cut_phases(lines: list[str]) -> tuple[Phase, ...]:
    """The phases that end the last line of a table, or stand on last lines of their own, taken off it."""
    phases: tuple[Phase, ...] = ()
    while lines and (printed := _PHASES.search(lines[-1])):
        phases = (*(phases_of(printed[1]) or ()), *phases)
        lines[-1] = lines[-1][: printed.start()].strip()
        if lines[-1]:
            break
        lines.pop()
    return phases


def read_arms(
    page: Page, key: str, listed: Sequence[Intervention]
) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    """The arms, and the listed interventions with the descriptions and other names the table gives them."""
    table = _ArmTable(page, page.name(key), {known.name: known for known in listed})
    for line in page.block(key):
        table.take(line)
    return table.arms(), tuple(table.interventions.values())


class _ArmTable:
    """The arms table read line by line: a label, its description, its interventions and theirs.

    Where no arm has a type, as among cohorts, a blank line or the line after interventions begins the next.
    """

    def __init__(self, page: Page, path: str, interventions: Mapping[str, Intervention]) -> None:
        self.interventions = dict(interventions)
        self._page = page
        self._path = path
        self._arms: list[Arm] = []
        self._typed = False
        self._current: str | None = None
        self._fresh = True
        self._names = False

    def arms(self) -> tuple[Arm, ...]:
        """The arms in their order."""
        return tuple(self._arms)

    def take(self, line: str) -> None:
        """Read one line of the table."""
        before, typed = typed_interventions(line)
        known = tuple(found for found in typed if found.name in self.interventions)
        arm = _ARM.fullmatch(line)
        names = _OTHER_NAMES.fullmatch(line)
        if not line:
            self._fresh = True
        elif known and not before and len(known) == len(typed):
            self._use(known)
        elif arm:
            self._open(arm[2], arm[1])
        elif names and self._current:
            self._names = True
            self._name(names[1])
        elif typed and not before:
            self._add(typed)
        else:
            self._continue(line)

    def _open(self, label: str, kind: str | None) -> None:
        self._arms.append(Arm(label=label.strip(), type=code_of(ARM_TYPES, kind) if kind else None))
        self._typed = self._typed or kind is not None
        self._current, self._fresh, self._names = None, False, False

    def _use(self, used: Sequence[Intervention]) -> None:
        if self._arms:
            order = list(self.interventions)
            positions = [order.index(found.name) + 1 for found in used]
            merged = tuple(dict.fromkeys((*self._arms[-1].interventions, *positions)))
            self._arms[-1] = msgspec.structs.replace(self._arms[-1], interventions=merged)
        self._current, self._fresh, self._names = used[-1].name, False, False

    def _add(self, typed: Sequence[Intervention]) -> None:
        for found in typed:
            if found.name not in self.interventions:
                self._page.note(
                    self._path, found.name, "is not among the interventions further up; it is added"
                )
                self.interventions[found.name] = found
        self._use(typed)

    def _name(self, name: str) -> None:
        if name and self._current:
            known = self.interventions[self._current]
            other_names = tuple(dict.fromkeys((*known.other_names, without_bullet(name))))
            self.interventions[known.name] = msgspec.structs.replace(known, other_names=other_names)

    def _continue(self, line: str) -> None:
        if self._names and self._current and not self._fresh:
            self._name(line)
        elif not self._arms or (not self._typed and (self._fresh or self._current)):
            self._untyped(line)
        elif self._current:
            self._describe(line)
        else:
            last = self._arms[-1]
            self._arms[-1] = msgspec.structs.replace(last, description=_joined(last.description, line))
        self._fresh = False

    def _untyped(self, line: str) -> None:
        if self._arms and not self._fresh:
            self._page.note(self._path, line, "is read as the next group; it may describe an intervention")
        self._open(line, None)

    def _describe(self, line: str) -> None:
        known = self.interventions[self._current or ""]
        if known.description is None or line not in known.description:
            described = msgspec.structs.replace(known, description=_joined(known.description, line))
            self.interventions[known.name] = described


def read_outcomes(page: Page, key: str, level: OutcomeLevel) -> tuple[Outcome, ...]:
    """The outcomes of a list: a bullet with the time frame in brackets, the description on lines below."""
    outcomes: list[Outcome] = []
    for line, opens in _outcome_lines((page.text(key) or "").split("\n")):
        if opens or not outcomes:
            plain = _SAFETY.sub("", line)
            frame = _TIME_FRAME.search(plain)
            measure = plain[: frame.start()].strip() if frame else plain
            outcomes.append(
                Outcome(level=level, measure=measure, time_frame=frame[1] or None if frame else None)
            )
        else:
            described = _joined(outcomes[-1].description, line)
            outcomes[-1] = msgspec.structs.replace(outcomes[-1], description=described)
    return tuple(outcomes)


def _outcome_lines(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each line that says something, and whether it opens an outcome: by its time frame or its bullet."""
    bullets = [line for line in lines if _BULLET.match(line)]
    margins = [_margin(line) for line in lines if _opens_outcome(line)] or [
        _margin(line) for line in bullets[:1]
    ]
    for line in lines:
        if line.strip():
            opens = _opens_outcome(line) or bool(_BULLET.match(line) and _margin(line) in margins)
            yield (without_bullet(line) if opens else line.strip()), opens


def _opens_outcome(line: str) -> bool:
    plain = _SAFETY.sub("", line)
    return plain != line or bool(_TIME_FRAME.search(plain))


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(text: str | None, line: str) -> str:
    return f"{text}\n{line}" if text else line
