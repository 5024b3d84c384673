"""What every page is made of: links with a label, and the evidence of what was inferred."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.addresses import local_path
from trialkg.endpoint.pages.document import Part
from trialkg.endpoint.pages.names import Names
from trialkg.vocabulary.terms import Property


class Link(msgspec.Struct, frozen=True):
    """A label and the address it leads to; an empty address leads nowhere."""

    label: str
    address: str = ""
    note: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """Why something is said that the record does not state in a field of its own."""

    quote: str
    field: str
    method: str
    confidence: str


class Sure(msgspec.Struct, frozen=True):
    """A link with its evidence, None where the record itself says it."""

    link: Link
    evidence: Evidence | None = None


class Fact(msgspec.Struct, frozen=True):
    """A labelled value of a study."""

    label: str
    value: str
    note: str = ""


class Site:
    """What views need to know of the whole graph: its words, and what its study IRIs start with."""

    def __init__(self, names: Names, base: str) -> None:
        self.names = names
        self.base = base

    def link(self, iri: str, note: str = "") -> Link:
        """A link to the page of a term, a study or anything else with an IRI."""
        label = iri.removeprefix(self.base) if iri.startswith(self.base) else self.names.label(iri)
        return Link(label, local_path(iri, self.base), note)

    def links(self, iris: Sequence[str]) -> tuple[Link, ...]:
        """Links to several, in the order given."""
        return tuple(self.link(iri) for iri in iris)

    def codes(self, part: Part, name: str) -> str:
        """The labels of the codes a property has, joined by commas."""
        return ", ".join(self.names.label(iri) for iri in part.texts(name))


def evidence_of(part: Part) -> Evidence | None:
    """The evidence that a link, a use, a constraint or a relation carries; None where it has none."""
    method = part.text(Property.METHOD)
    quote = part.text(Property.EVIDENCE)
    if not (method or quote):
        return None
    confidence = part.number(Property.CONFIDENCE)
    return Evidence(
        quote=quote,
        field=words.place(part.text(Property.EVIDENCE_FIELD)),
        method=method,
        confidence="" if confidence is None else f"{confidence:.0%}",
    )
