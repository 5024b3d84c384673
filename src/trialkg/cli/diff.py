"""``trialkg diff``: what changed between two stores or files, study by study."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from trialkg.cli.console import streams
from trialkg.cli.reporting import warn_rejected
from trialkg.cli.tables import plain_table
from trialkg.comparison import Change, ChangeKind, StudyChange, StudyKind, compare, field_names, opened_side
from trialkg.errors import UsageError, member_of
from trialkg.formats import printable
from trialkg.validation import counted

_COLUMNS = ("study", "field", "change", "before", "after")
_CELL = 120
_AROUND = 30
_SHOWN = 4
_STANDARD_INPUT = "-"


class _Form(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A store, or records: a file, a folder or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What to hold against it, of either kind.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="table, csv or json; else a table, or csv in a pipe."
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="WORDS",
            help="Only fields with these words, as in 'primary outcome'; repeatable.",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if there are differences.")
    ] = False,
) -> int:
    """Tell what changed between two states of studies: outcomes, status, dates, enrolment, arms and the rest.

    Outcomes that are worded anew are told from those that are gone, and an outcome that goes from primary to
    secondary or back is told as switched. Only registered facts are compared, in stores and records alike.

    Example: trialkg diff demo-store records/ --format csv
    """
    show = _PRINTERS[_form_of(form)]
    wanted = _fields_of(field or [])
    if old == new == _STANDARD_INPUT:
        raise UsageError("standard input is given twice", remedy="Name a store or a file for one of the two.")
    counts = dict.fromkeys(StudyKind, 0)
    with opened_side(old) as before, opened_side(new) as after, streams.progress("Comparing") as bar:
        found = compare(before, after, lambda done: bar.advance(bar.task_ids[0], done))
        changes = _counted(_chosen(found, wanted), counts)
        with suppress(BrokenPipeError, SystemExit):  # The verdict stands though nobody reads it to its end.
            show(changes)
        for _ in changes:
            continue
        rejections = [*before.rejections, *after.rejections]
    warn_rejected(rejections, len(rejections), None)
    streams.say(", ".join(f"{counted(count, 'study')} {kind}" for kind, count in counts.items()) + ".")
    return 1 if rejections or (exit_code and any(counts.values())) else 0


def _form_of(option: str | None) -> _Form:
    if option is None:
        return _Form.TABLE if sys.stdout.isatty() else _Form.CSV
    return member_of(_Form, option)


def _fields_of(option: Sequence[str]) -> list[str]:
    """The words to look for in the names of fields; raises UsageError for words that no name has."""
    names = {name.lower(): name for name in field_names()}
    for words in option:
        if not any(words.lower() in name for name in names):
            near = get_close_matches(words.lower(), names, n=1)
            remedy = (
                f"Did you mean '{names[near[0]]}'?" if near else "There are: status, primary outcome, arm, …"
            )
            raise UsageError(f"no field is called '{words}'", where="--field", remedy=remedy)
    return [words.lower() for words in option]


def _chosen(found: Iterable[StudyChange], wanted: list[str]) -> Iterator[StudyChange]:
    """The changes of the fields that are asked for; studies that came or went only where none is."""
    for study in found:
        if not wanted:
            yield study
            continue
        changes = [each for each in study.changes if any(words in each.field.lower() for words in wanted)]
        if changes:
            yield msgspec.structs.replace(study, changes=tuple(changes))


def _counted(found: Iterable[StudyChange], counts: dict[StudyKind, int]) -> Iterator[StudyChange]:
    for study in found:
        counts[study.change] += 1
        yield study


def _rows(study: StudyChange) -> Iterator[Change]:
    """The changes of a study; one that came or went has one, with its title."""
    if study.change is StudyKind.CHANGED:
        yield from study.changes
    else:
        removed = study.change is StudyKind.REMOVED
        before, after = (study.title, "") if removed else ("", study.title)
        yield Change("study", ChangeKind(study.change.value), before, after)


def _print_table(found: Iterable[StudyChange]) -> None:
    table = plain_table(*_COLUMNS)
    for study in found:
        seen: dict[tuple[str, str], int] = {}
        for row in _rows(study):
            key = (row.field, row.change)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] <= _SHOWN:
                table.add_row(study.study, *key, *map(printable, _clipped(row.before, row.after)))
        for (name, change), count in seen.items():
            if count > _SHOWN:
                table.add_row(study.study, name, change, f"… and {count - _SHOWN:,} more", "")
    if table.row_count:
        streams.out.print(table)


def _clipped(before: str, after: str) -> tuple[str, str]:
    """Two texts short enough for a table, cut so that the place can be seen where they first differ."""
    if max(len(before), len(after)) <= _CELL:
        return before, after
    same = next(
        (place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    start = max(0, same - _AROUND) if before and after else 0
    return _clip(before, start), _clip(after, start)


def _clip(text: str, start: int) -> str:
    cut = text[start : start + _CELL]
    return f"{'…' if start and cut else ''}{cut}{'…' if len(text) > start + _CELL else ''}"


def _print_csv(found: Iterable[StudyChange]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for study in found:
        writer.writerows((study.study, *msgspec.structs.astuple(row)) for row in _rows(study))


def _print_json(found: Iterable[StudyChange]) -> None:
    """One array, a study a line."""
    lead = "["
    for study in found:
        print(f"{lead}\n{msgspec.json.encode(study).decode()}", end="")
        lead = ","
    print("[]" if lead == "[" else "\n]")


_PRINTERS: dict[_Form, Callable[[Iterable[StudyChange]], None]] = {
    _Form.TABLE: _print_table,
    _Form.CSV: _print_csv,
    _Form.JSON: _print_json,
}
