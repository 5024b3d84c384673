"""How a study stands to others: what either record says, the family as a list and as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec
import pyoxigraph as ox

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.addresses import study_path
from trialkg.endpoint.pages.names import code
from trialkg.endpoint.pages.values import Evidence, Link, Site
from trialkg.publishing.families import Family, family_of, family_svg
from trialkg.publishing.families.family import Branch, Member
from trialkg.queries import StoredQuery, bind, stored_query
from trialkg.store import QueryTarget

_MOST_DRAWN = 40
"""So many studies a picture of a family has at most: beyond them only the list is shown."""


class Relation(msgspec.Struct, frozen=True):
    """One relation towards another study, with the words that say so."""

    name: str
    number: str
    other: Link
    evidence: Evidence


class Relations(msgspec.Struct, frozen=True):
    """The relations of a study, and its family where it is small enough to be drawn."""

    direct: tuple[Relation, ...] = ()
    family: Family | None = None

    @property
    def studies(self) -> int:
        """How many studies the family has."""
        return _size(self.family.root) if self.family else 0

    @property
    def drawn(self) -> bool:
        """Whether there is a picture."""
        return 1 < self.studies <= _MOST_DRAWN


def relations(target: QueryTarget, number: str, site: Site) -> Relations:
    """The relations of a study by its registry number, those that other records state included."""
    values = {"study": number}
    rows = _rows(target, bind(_stored("study-relations"), values))
    family = family_of(_rows(target, bind(_stored("family-relations"), values)))
    names = dict(_names(family.root)) if family else {}
    return Relations(tuple(_relation(row, names, site) for row in rows), family)


def drawing(found: Relations) -> str:
    """The picture of the family as SVG, empty where there is none."""
    return family_svg(found.family, address=_address, styled=False) if found.family and found.drawn else ""


def _address(member: Member) -> str:
    return study_path(member.number) if member.number else ""


@lru_cache
def _stored(name: str) -> StoredQuery:
    return stored_query(name)


def _rows(target: QueryTarget, text: str) -> list[dict[str, str]]:
    answer = target.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: _text(row[name]) for name in names} for row in answer]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _relation(row: Mapping[str, str], names: Mapping[str, str], site: Site) -> Relation:
    """A relation; the other study by its name where it has one, without a link where only a name is known."""
    related = row["related"]
    confidence = row["confidence"]
    name = names.get(related, "")
    return Relation(
        name=code(site.names, row["relation"]),
        number=related if related in names else "",
        other=Link(name or related, study_path(related) if related in names else "", related if name else ""),
        evidence=Evidence(
            quote=row["evidence"],
            field=words.place(row["field"]),
            method="",
            confidence=f"{float(confidence):.0%}" if confidence else "",
        ),
    )


def _names(branch: Branch) -> Iterator[tuple[str, str]]:
    """The number and name of each study of a family that has a number."""
    if branch.member.number:
        yield branch.member.number, branch.member.name
    for each in branch.branches:
        yield from _names(each)


def _size(branch: Branch) -> int:
    return 1 + sum(_size(each) for each in branch.branches)
