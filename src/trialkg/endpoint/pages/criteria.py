"""Eligibility as a page shows it: items in two columns, with what was understood of each marked."""

from __future__ import annotations

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.document import Part
from trialkg.endpoint.pages.values import Evidence, Link, Site, evidence_of
from trialkg.vocabulary.codes import CriterionKind
from trialkg.vocabulary.terms import Property


class Piece(msgspec.Struct, frozen=True):
    """A stretch of an item's text, marked where a constraint rests on it."""

    text: str
    marked: bool


class Constraint(msgspec.Struct, frozen=True):
    """What was understood: a feature and its limit or state."""

    feature: Link
    limit: str
    logic: str
    exposures: tuple[Link, ...]
    evidence: Evidence | None


class Criterion(msgspec.Struct, frozen=True):
    """One item of the list, as deep as its position says."""

    fragment: str
    position: str
    depth: int
    groups: tuple[str, ...]
    pieces: tuple[Piece, ...]
    constraints: tuple[Constraint, ...]
    refers_to: tuple[Link, ...]


class Column(msgspec.Struct, frozen=True):
    """All items of one kind."""

    kind: str
    title: str
    items: tuple[Criterion, ...]

    @property
    def understood(self) -> int:
        """How many items have something that was understood."""
        return sum(bool(item.constraints) for item in self.items)


_TITLES = {
    CriterionKind.INCLUSION: "Inclusion",
    CriterionKind.EXCLUSION: "Exclusion",
    CriterionKind.UNCLASSIFIED: "Other criteria",
}


def columns(study: Part, site: Site) -> tuple[Column, ...]:
    """The criteria of a study by kind, inclusion first; kinds without items are left out."""
    parts = study.parts(Property.HAS_CRITERION)
    made = (
        Column(
            kind.lower().removesuffix("criterion"),
            title,
            tuple(_criterion(part, site) for part in parts if part.has_type(kind)),
        )
        for kind, title in _TITLES.items()
    )
    return tuple(column for column in made if column.items)


def _criterion(part: Part, site: Site) -> Criterion:
    constraints = part.parts(Property.HAS_CONSTRAINT)
    position = part.text(Property.POSITION)
    text = part.text("http://purl.org/dc/terms/description")
    return Criterion(
        fragment=part.fragment,
        position=position,
        depth=min(position.count("."), 3),
        groups=tuple(part.texts(Property.CRITERION_GROUP)),
        pieces=marked(text, [each.text(Property.EVIDENCE) for each in constraints]),
        constraints=tuple(_constraint(each, site) for each in constraints),
        refers_to=tuple(_reference(each, site) for each in part.parts(Property.REFERS_TO)),
    )


def _constraint(part: Part, site: Site) -> Constraint:
    feature = part.text(Property.FEATURE)
    state = part.text(Property.STATE_OF_FEATURE)
    limit = state or words.quantity(
        part.text(Property.COMPARATOR), _short(part.text(Property.VALUE)), part.text(Property.UNIT)
    )
    return Constraint(
        feature=site.link(feature) if feature else Link("limit"),
        limit=limit,
        logic=part.text(Property.LOGIC),
        exposures=site.links(part.texts(Property.EXPOSURE)),
        evidence=evidence_of(part),
    )


def _short(value: str) -> str:
    return value.rstrip("0").rstrip(".") if "." in value else value


def _reference(part: Part, site: Site) -> Link:
    study = part.text(Property.RELATED_STUDY)
    name = part.text(Property.RELATED_NAME) or part.text(Property.RELATED_ID)
    return Link(name, site.link(study).address if study else "")


def marked(text: str, quotes: list[str]) -> tuple[Piece, ...]:
    """The text in pieces, marked where one of the quotes covers it; one that is not in it marks nothing."""
    covered = sorted(
        (start, start + len(quote)) for quote in quotes if quote and (start := text.find(quote)) >= 0
    )
    pieces: list[Piece] = []
    end = 0
    for start, stop in covered:
        if start > end:
            pieces.append(Piece(text[end:start], marked=False))
        if stop > max(start, end):
            pieces.append(Piece(text[max(start, end) : stop], marked=True))
        end = max(end, stop)
    if end < len(text):
        pieces.append(Piece(text[end:], marked=False))
    return tuple(pieces)
