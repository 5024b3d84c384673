"""``trialkg coverage``: is everything that the records say in the graph."""

from __future__ import annotations

import csv
import sys
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from trialkg.build.coverage import Coverage, Row, measure_coverage
from trialkg.cli.build import Sources
from trialkg.cli.console import streams
from trialkg.cli.tables import plain_table
from trialkg.errors import InputError, member_of

_COLUMNS = ("field", "records", "in source", "in graph", "difference")
_SHOWN = 5


class _Form(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def coverage(
    sources: Sources,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv or json.")
    ] = _Form.TABLE.value,
) -> int:
    """Compare, field by field, what the records say with what the graph has of them.

    The difference counts the records that have a field in one and not in the other. Exit 1 if there are any,
    or if a record could not be read.

    Example: trialkg coverage records.ndjson --format csv
    """
    show = _PRINTERS[member_of(_Form, form)]
    with streams.progress("Comparing") as bar:
        found = measure_coverage(sources, lambda: bar.advance(bar.task_ids[0]))
    _say_passed_over(found)
    if not found.records:
        raise InputError(
            "no record to compare", remedy="Give records as JSON or XML; pages have no named fields."
        )
    show(found)
    return 0 if found.complete else 1


def _say_passed_over(found: Coverage) -> None:
    if found.pages:
        streams.say(f"{found.pages:,} page texts passed over: they have no named fields to compare.")
    for rejection in found.rejections[:_SHOWN]:
        streams.warn(f"  rejected {rejection}")
    if len(found.rejections) > _SHOWN:
        streams.warn(f"  and {len(found.rejections) - _SHOWN:,} more")


def _print_table(found: Coverage) -> None:
    table = plain_table(*_COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in found.rows:
        shares = (_share(row.source, row), _share(row.graph, row))
        table.add_row(row.field, f"{row.records:,}", *shares, str(row.differing or ""))
    streams.out.print(table)


def _share(count: int, row: Row) -> str:
    return f"{count / row.records:.1%}" if row.records else "-"


def _print_csv(found: Coverage) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Row.__struct_fields__)
    writer.writerows(msgspec.structs.astuple(row) for row in found.rows)


def _print_json(found: Coverage) -> None:
    print(msgspec.json.format(msgspec.json.encode(found.rows)).decode())


_PRINTERS = {_Form.TABLE: _print_table, _Form.CSV: _print_csv, _Form.JSON: _print_json}
