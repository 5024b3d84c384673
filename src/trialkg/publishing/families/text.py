"""A family as an indented tree, for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from trialkg.publishing.families.family import Branch, Family, Member

_LONGEST = 60


def family_text(family: Family) -> str:
    """A line a study, under the study it is reached through; ``*`` marks the one that was asked for."""
    return "".join(f"{line}\n" for line in _lines(family.root, family.asked, "", ""))


def _lines(branch: Branch, asked: str, first: str, rest: str) -> Iterator[str]:
    relation = f"{branch.relation} " if branch.relation else ""
    mark = " *" if branch.member.key == asked else ""
    yield f"{first}{relation}{_named(branch.member)}{mark}"
    below = "\u2502  " if branch.branches else "   "
    for relation, member in branch.also:
        yield f"{rest}{below}(also {relation} {member.key})"
    for number, each in enumerate(branch.branches, 1):
        last = number == len(branch.branches)
        corner, line = ("\u2514\u2500 ", "   ") if last else ("\u251c\u2500 ", "\u2502  ")
        yield from _lines(each, asked, rest + corner, rest + line)


def _named(member: Member) -> str:
    name = textwrap.shorten(member.name, _LONGEST, placeholder=" \u2026")
    known = "" if member.described else "(no record in this graph)"
    return " ".join(part for part in (member.number, name, known) if part)
