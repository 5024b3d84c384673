"""The one writer of docs/performance.md: each benchmark replaces its own section and leaves the others."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_ORDER = ("Limits", "Stages", "Growth", "Questions")
"""Other sections come after these, as they were written."""
_INTRODUCTION = """\
# Performance

Written by the programs of `benchmarks/`, each its section. Ratios hold better than absolute figures;
nothing here is a test.
"""


def write_section(title: str, text: str, page: Path = PAGE) -> None:
    """Put a section into the page, in place of the one of that title, or where it belongs."""
    sections = _sections(page.read_text(encoding="utf-8")) if page.is_file() else {}
    sections[title] = text.strip()
    ordered = sorted(sections.items(), key=lambda section: _place(section[0]))
    parts = (f"## {name}\n\n{body}\n" for name, body in ordered)
    page.write_text("\n".join((_INTRODUCTION, *parts)), encoding="utf-8")


def _place(title: str) -> int:
    return _ORDER.index(title) if title in _ORDER else len(_ORDER)


def _sections(page: str) -> dict[str, str]:
    _, *parts = re.split(r"^## ", page, flags=re.MULTILINE)
    return {title: body.strip() for title, _, body in (part.partition("\n") for part in parts)}
