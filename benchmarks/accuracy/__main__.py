"""Measures the extractors and prints a table of each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from types import ModuleType

from benchmarks.accuracy import DATA, criteria, mesh, outcomes, relations, roles, time_frames
from benchmarks.accuracy.scores import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"

PARTS: dict[str, tuple[str, ModuleType]] = {
    "mesh": ("Links to MeSH", mesh),
    "roles": ("Roles of intervention concepts", roles),
    "relations": ("Relations between studies", relations),
    "outcomes": ("Outcome concepts", outcomes),
    "time-frames": ("Time frames", time_frames),
    "criteria": ("Eligibility criteria", criteria),
}
"""What can be measured: the heading of each part, and the module that has its ``ABOUT`` and ``scores``."""

_HEAD = "| extractor | found | right | expected | precision | recall |\n|---|---:|---:|---:|---:|---:|"
_REASONS = "| why the rest differ | mostly | number |\n|---|---|---:|"
_INTRODUCTION = """# Accuracy

Written by `python -m benchmarks.accuracy --write`, over the dev part of hand-made answers and over the
registry's own derivation of MeSH terms. Where linking is not sure, it abstains. Beside it stands what a naive
rule would give, where there is one.
"""


def main() -> None:
    """Measure and print; with ``--write`` put the tables of all parts into the documentation."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--details", action="store_true", help="print the answers that differ too")
    parser.add_argument("--write", action="store_true", help=f"measure all and write {PAGE.name}")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if not DATA.is_dir():
        sys.exit("needs the records and the hand-made answers beside the checkout (../shared/data)")
    page = _page(list(PARTS) if options.write else options.parts or list(PARTS), options.details)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")


def _page(parts: Iterable[str], details: bool) -> str:
    sections = [_INTRODUCTION]
    for part in parts:
        heading, module = PARTS[part]
        table = "\n".join((_HEAD, *(score.row() for score in module.scores())))
        if hasattr(module, "reasons"):
            table += f"\n\n{_reasons(module.reasons())}"
        sections.append(f"## {heading}\n\n{module.ABOUT}\n\n{table}\n")
        print(f"{heading}\n{table}")
        if details and hasattr(module, "details"):
            print("\n".join(module.details()))
    return "\n".join(sections)


def _reasons(reasons: Iterable[tuple[str, str, int]]) -> str:
    rows = (f"| {reason} | {verdict} | {count} |" for reason, verdict, count in reasons)
    return "\n".join((_REASONS, *rows))


if __name__ == "__main__":
    main()
