"""Cutting the text of a page into its sections: which line opens what, and what stands in it.

A layout is a list of headings. A heading's line may carry a value; the lines up to the next belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from trialkg.registries.notes import Notes
from trialkg.registries.text import markup_text

AnyValue = TypeVar("AnyValue")

DROPPED = ""
"""The key of what is no part of a study: menus, contacts, names of persons. Such lines are not kept."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section; ``pattern`` matches from its beginning, what stands behind is its value.

    ``part`` is the part of the page that it opens or, with ``inside``, the only part that knows it: prose
    elsewhere may have the same words on a line. A page without the part's own heading is not asked for it.
    With ``then`` the value is one line, this or the next, and later lines belong to the section it names.
    """

    key: str
    pattern: re.Pattern[str]
    part: str | None = None
    inside: bool = False
    then: str | None = None


def heading(
    key: str,
    words: str,
    *,
    part: str | None = None,
    inside: bool = False,
    then: str | None = None,
    alone: bool = False,
) -> Heading:
    """A heading by its words, a regular expression; a colon behind them is not part of the value.

    With ``alone`` it is a heading only where nothing else stands on its line.
    """
    end = r"\s*:?\s*$" if alone else r"(?!\w)\s*:?"
    return Heading(key, re.compile(rf"\s*(?:#+\s+)?(?:{words}){end}"), part, inside, then)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, as printed; ``name`` is the heading as it reads on the page."""

    key: str
    name: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as paragraphs, without empty ones at either end and without trailing blanks."""
        return tidy(self.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """The sections of a page by key, in the order of the page, and what was met in reading them."""

    sections: Mapping[str, tuple[Section, ...]]
    notes: Notes = field(default_factory=Notes)

    def text(self, key: str) -> str | None:
        """The text of a section: of the first that has any, where the page repeats it."""
        return next((section.text for section in self.sections.get(key, ()) if section.text), None)

    def line(self, key: str) -> str | None:
        """The text of a section as one line."""
        text = self.text(key)
        return " ".join(text.split()) if text else None

    def block(self, key: str) -> tuple[str, ...]:
        """The lines of a section, stripped, blank ones kept as empty strings."""
        text = self.text(key)
        return tuple(line.strip() for line in text.split("\n")) if text else ()

    def items(self, key: str) -> tuple[str, ...]:
        """The lines of a section that have something on them, without their bullets, each once."""
        return tuple(dict.fromkeys(item for line in self.block(key) if (item := without_bullet(line))))

    def value(self, key: str, read: Callable[[str], AnyValue | None]) -> AnyValue | None:
        """What ``read`` makes of a section's line; a line it cannot read is a finding."""
        line = self.line(key)
        value = read(line) if line else None
        if line and value is None:
            self.note(self.name(key), line, "is not a value that trialkg knows here")
        return value

    def name(self, key: str) -> str:
        """The heading of a section as the page prints it."""
        return next((section.name for section in self.sections.get(key, ()) if section.text), key)

    def note(self, path: str, value: str, reason: str) -> None:
        """Keep a finding; the value is cut to what a message can show."""
        self.notes.add(path, _shortened(value), reason)


_BULLET = re.compile(r"\s*[•·●▪*‣–-]\s+")
_PLACEHOLDER = re.compile(r"(?:Not (?:specified|available|provided)|No data|None provided)\.?", re.IGNORECASE)
_SPACES = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "\ufeff": None, "\u200b": None})


def without_bullet(line: str) -> str:
    """A list item without the mark before it."""
    return _BULLET.sub("", line, count=1).strip()


def tidy(lines: Sequence[str]) -> str:
    """Lines as text: no blanks at their ends, at most one empty line between two, none around them."""
    text = "\n".join(line.rstrip() for line in lines)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return "" if _PLACEHOLDER.fullmatch(text.strip()) else text


def page_lines(text: str) -> list[str]:
    """The lines of a page: markup undone, line ends and hard blanks made plain."""
    return [line.translate(_SPACES) for line in (markup_text(text) or "").splitlines()]


def cut_sections(
    lines: Sequence[str], headings: Sequence[Heading], first: str, prose: Container[str] = ()
) -> Iterator[Section]:
    """The sections of a page in order; the lines before its first heading are section ``first``.

    In a section of ``prose`` the words of a heading that the page had before are part of the text.
    """
    seen: set[str] = set()
    parts = {known.part for known in headings if not known.inside and _stands_in(known, lines)}
    part: str | None = None
    key, name, kept = first, "beginning", list[str]()
    follow: str | None = None
    for line in lines:
        opened = _opened(line, headings, part, parts)
        if opened is not None and not (key in prose and _repeats(opened[0], key, seen)):
            yield Section(key, name, tuple(kept))
            found, match = opened
            part = found.part or part
            seen.add(found.key)
            key, name, follow = found.key, match.group().strip(" #:\t"), found.then
            kept = [line[match.end() :].strip()]
        else:
            kept.append(line)
        if follow is not None and any(kept):
            yield Section(key, name, tuple(kept))
            key, follow, kept = follow, None, []
    yield Section(key, name, tuple(kept))


def read_sections(
    lines: Sequence[str], headings: Sequence[Heading], first: str = DROPPED, prose: Container[str] = ()
) -> Page:
    """A page cut by its headings; of sections with one heading the first stands, another is a finding."""
    sections: dict[str, tuple[Section, ...]] = {}
    for section in cut_sections(lines, headings, first, prose):
        if section.key != DROPPED and section.text:
            sections[section.key] = (*sections.get(section.key, ()), section)
    page = Page(sections)
    for key, (kept, *repeated) in sections.items():
        for other in repeated:
            if " ".join(other.text.split()) != " ".join(kept.text.split()):
                page.note(
                    page.name(key), other.text, "differs from the same section further up, which is kept"
                )
    return page


def _stands_in(known: Heading, lines: Sequence[str]) -> bool:
    return known.part is not None and any(known.pattern.match(line) for line in lines)


def _repeats(found: Heading, key: str, seen: Container[str]) -> bool:
    return found.key not in (DROPPED, key) and found.key in seen


def _opened(
    line: str, headings: Sequence[Heading], part: str | None, parts: set[str | None]
) -> tuple[Heading, re.Match[str]] | None:
    for known in headings:
        if known.inside and known.part != part and known.part in parts:
            continue
        match = known.pattern.match(line)
        if match:
            return known, match
    return None


def _shortened(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= 160 else text[:157] + "..."
