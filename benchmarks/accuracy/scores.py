"""What a measurement is, and the hand-made answers it is measured over."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared" / "data"
"""The folder of records, vocabularies and hand-made answers beside the checkout."""


@dataclass(frozen=True)
class Score:
    """Answers found, those of them that are right, and those there are to find."""

    name: str
    found: int
    right: int
    expected: int

    def row(self) -> str:
        """A row of the table."""
        precision = f"{self.right / self.found:.2f}" if self.found else "-"
        recall = f"{self.right / self.expected:.2f}" if self.expected else "-"
        return f"| {self.name} | {self.found} | {self.right} | {self.expected} | {precision} | {recall} |"


def scored(name: str, found: set[tuple[str, str]], expected: set[tuple[str, str]]) -> Score:
    """The score of a set of answers, each an item and what is said of it."""
    return Score(name, len(found), len(found & expected), len(expected))


def gold_lines(name: str) -> list[str]:
    """The lines of a file of hand-made answers."""
    return (DATA / "gold" / name).read_text(encoding="utf-8").splitlines()


def gold_table(name: str) -> list[dict[str, str]]:
    """The rows of a table of hand-made answers, their cells as they stand."""
    return list(csv.DictReader(gold_lines(name), delimiter="\t", quoting=csv.QUOTE_NONE))


def unescaped(cell: str) -> str:
    """The text of a cell in which tabs, line ends and backslashes are escaped."""
    return cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
