"""A concept as its page shows it: what it is, and its studies by the part it plays, some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from trialkg.endpoint.pages.addresses import part_path, query_path
from trialkg.endpoint.pages.cataloguing import ROLES
from trialkg.endpoint.pages.listing import PAGE_SIZE, Item, item, page_of
from trialkg.endpoint.pages.snapshot import Snapshot
from trialkg.vocabulary.codes import Role
from trialkg.vocabulary.namespaces import CONCEPT, SKOS

_TITLES: Final = {
    Role.STUDIED: "Studied",
    Role.COMPARATOR: "As the comparator",
    Role.BACKGROUND: "Given in the background",
    Role.ELIGIBILITY: "Named in eligibility",
    Role.MENTIONED: "Only mentioned",
}
_OUTCOMES: Final = f"{CONCEPT}outcomes"
_MEASURING: Final = "outcome-studies"
_MATCHES: Final = ("exactMatch", "closeMatch", "broadMatch")


class Studies(msgspec.Struct, frozen=True):
    """The studies in which a concept plays one part, as far as they are shown, and where the others are."""

    title: str
    items: tuple[Item, ...]
    total: int
    first: int
    previous: str
    following: str


def concept_values(snapshot: Snapshot, iri: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the template of a concept's page shows; ``asked`` may name one part, and a page of its studies."""
    vocabulary, part = snapshot.vocabulary, snapshot.vocabulary.part(iri)
    played, notation = snapshot.catalogue.parts_of(iri), iri.removeprefix(CONCEPT)
    is_outcome = vocabulary.scheme(iri) == _OUTCOMES
    return {
        "label": vocabulary.label(iri),
        "definition": part.text(f"{SKOS}definition"),
        "other_names": vocabulary.other_names(iri),
        "broader": snapshot.site.links(vocabulary.broader(iri)),
        "narrower": snapshot.site.links(vocabulary.narrower(iri)),
        "matches": [each for name in _MATCHES for each in part.texts(SKOS + name)],
        "tracer": snapshot.site.links(part.texts("tracer")),
        "target": snapshot.site.links(part.texts("target")),
        "by_role": list(_by_role(snapshot, notation, played, asked)),
        "measured": query_path(_MEASURING, concept=notation) if is_outcome else "",
        "total": sum(map(len, played.values())),
    }


def _by_role(
    snapshot: Snapshot, notation: str, played: Mapping[int, Sequence[int]], asked: Mapping[str, str]
) -> Iterator[Studies]:
    """The studies by part: the first of each, or a page of the one that is asked for."""
    names = {ROLES[rank].name.lower(): rank for rank in played}
    chosen = names.get(asked.get("role", ""))
    page = page_of(asked.get("page")) if chosen is not None else 1
    for name, rank in names.items():
        if chosen in (None, rank):
            ids = played[rank]
            start, end = (page - 1) * PAGE_SIZE, page * PAGE_SIZE
            yield Studies(
                title=_TITLES[ROLES[rank]],
                items=tuple(
                    item(row, snapshot.vocabulary) for row in snapshot.catalogue.rows(ids[start:end])
                ),
                total=len(ids),
                first=start + 1,
                previous=part_path(notation, name, page - 1) if page > 1 else "",
                following=part_path(notation, name, page + 1) if end < len(ids) else "",
            )
