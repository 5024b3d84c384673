"""Findings that were accepted before: they are counted, and only new ones fail a check.

A baseline is JSON: ``{"version": 1, "accepted": [{"rule", "focus", "path", "value"}, …]}``. It names no
lines, so that it survives a file being written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from trialkg.errors import SourceError
from trialkg.validation.report import Report, Result

_VERSION: Final = 1


class Accepted(msgspec.Struct, frozen=True, order=True):
    """One accepted finding, by what it says and of which node."""

    rule: str
    focus: str
    path: str = ""
    value: str = ""


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All findings accepted; one that stands twice is accepted twice."""

    version: int = _VERSION
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A report without what was accepted, how much that was, and the entries that met nothing."""

    report: Report
    accepted: int = 0
    stale: tuple[Accepted, ...] = ()


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file; raises SourceError if it is none."""
    try:
        baseline = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise SourceError(
            f"the baseline cannot be read: {error.strerror}",
            where=str(path),
            remedy="Write one with --update-baseline.",
        ) from error
    except msgspec.DecodeError as error:
        raise SourceError(
            f"this is no baseline: {error}", where=str(path), remedy="Write it anew with --update-baseline."
        ) from error
    if baseline.version != _VERSION:
        raise SourceError(
            f"the baseline is of version {baseline.version}",
            where=str(path),
            remedy=f"This version reads version {_VERSION}: write it anew with --update-baseline.",
        )
    return baseline


def write_baseline(path: Path, results: Iterable[Result]) -> None:
    """Accept the results given, and nothing else, from now on."""
    baseline = Baseline(accepted=tuple(sorted(_entry(result) for result in results)))
    text = msgspec.json.format(msgspec.json.encode(baseline), indent=2)
    try:
        path.write_bytes(text + b"\n")
    except OSError as error:
        raise SourceError(
            f"the baseline cannot be written: {error.strerror}",
            where=str(path),
            remedy="Choose another file.",
        ) from error


def compare(report: Report, baseline: Baseline) -> Compared:
    """Take the accepted findings out of a report."""
    left = Counter(baseline.accepted)
    new: list[Result] = []
    for result in report.results:
        entry = _entry(result)
        if left[entry] > 0:
            left[entry] -= 1
        else:
            new.append(result)
    stale = tuple(sorted(left.elements()))
    return Compared(
        report=replace(report, results=tuple(new)),
        accepted=len(report.results) - len(new),
        stale=stale,
    )


def _entry(result: Result) -> Accepted:
    return Accepted(rule=result.rule, focus=result.focus, path=result.path, value=result.value)
