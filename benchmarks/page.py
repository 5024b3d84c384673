"""The one writer of docs/performance.md: each benchmark replaces its own section and leaves the others."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_INTRODUCTION = """\
# Performance

Written by the programs of `benchmarks/`, each its section. Ratios hold better than absolute figures;
nothing here is a test.
"""


def write_section(title: str, text: str, page: Path = PAGE) -> None:
    """Put a section into the page, in place of the one of that title or at the end."""
    sections = _sections(page.read_text(encoding="utf-8")) if page.is_file() else {}
    sections[title] = text.strip()
    parts = (f"## {name}\n\n{body}\n" for name, body in sections.items())
    page.write_text("\n".join((_INTRODUCTION, *parts)), encoding="utf-8")


def _sections(page: str) -> dict[str, str]:
    _, *parts = re.split(r"^## ", page, flags=re.MULTILINE)
    return {title: body.strip() for title, _, body in (part.partition("\n") for part in parts)}
