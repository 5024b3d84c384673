"""A list of studies with its facets, as a page shows it; a choice as an address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.addresses import list_path, study_path
from trialkg.endpoint.pages.catalogue import Choice, Count, Facet, Listing, Row
from trialkg.endpoint.pages.values import Link
from trialkg.endpoint.pages.vocabulary import Vocabulary

PAGE_SIZE: Final = 25
_LONGEST_WORDS: Final = 200
_MOST_FACETS: Final = 20
_MOST_PAGES: Final = 10_000
TITLES: Final = {
    Facet.CONDITION: "Condition",
    Facet.CONCEPT: "Intervention or imaging",
    Facet.PHASE: "Phase",
    Facet.STATUS: "Status",
    Facet.COUNTRY: "Country",
}


class Item(msgspec.Struct, frozen=True):
    """A study in a list, its codes in words."""

    number: str
    address: str
    title: str
    acronym: str
    kind: str
    status: str
    status_code: str
    phase: str
    enrollment: str
    start: str


class Offer(msgspec.Struct, frozen=True):
    """A value to narrow the list by: where it leads, how many studies it leaves, whether it is chosen."""

    link: Link
    studies: int
    chosen: bool


class FacetView(msgspec.Struct, frozen=True):
    """A facet and its values."""

    title: str
    offers: tuple[Offer, ...]


class ListingView(msgspec.Struct, frozen=True):
    """A page of a list with everything around it."""

    words: str
    items: tuple[Item, ...]
    total: int
    first: int
    chosen: tuple[Link, ...]
    kept: tuple[tuple[str, str], ...]
    facets: tuple[FacetView, ...]
    previous: str
    following: str


def choice_of(pairs: Iterable[tuple[str, str]]) -> Choice:
    """What an address chooses; what is no facet is passed over."""
    words = ""
    facets: list[tuple[Facet, str]] = []
    known = {facet.value: facet for facet in Facet}
    for name, value in pairs:
        if name == "q":
            words = value.strip()[:_LONGEST_WORDS]
        elif name in known and value and len(facets) < _MOST_FACETS:
            facets.append((known[name], value))
    return Choice(words, tuple(dict.fromkeys(facets)))


def page_of(text: str | None) -> int:
    """The number of a page, 1 where none is given or it is no number."""
    return min(max(int(text), 1), _MOST_PAGES) if text and text.isdecimal() and len(text) < 7 else 1


def listing_view(found: Listing, choice: Choice, page: int, vocabulary: Vocabulary) -> ListingView:
    """A page of a list as it is shown."""
    first = (page - 1) * PAGE_SIZE + 1
    last = first + len(found.rows) - 1
    return ListingView(
        words=choice.words,
        items=tuple(item(row, vocabulary) for row in found.rows),
        total=found.total,
        first=first,
        chosen=tuple(_dropping(choice, pair, vocabulary) for pair in choice.facets),
        kept=tuple((facet.value, value) for facet, value in choice.facets),
        facets=tuple(_facet(facet, counts, choice, vocabulary) for facet, counts in found.counts.items()),
        previous=list_path(_pairs(choice, page - 1)) if page > 1 else "",
        following=list_path(_pairs(choice, page + 1)) if found.rows and last < found.total else "",
    )


def item(row: Row, vocabulary: Vocabulary) -> Item:
    """A study of a list, its codes in words."""
    return Item(
        number=row.number,
        address=study_path(row.number),
        title=row.title,
        acronym=row.acronym if row.acronym not in row.title else "",
        kind=vocabulary.label(row.kind) if row.kind else "study",
        status=vocabulary.label(row.status) if row.status else "",
        status_code=row.status.rpartition("#")[2],
        phase=", ".join(vocabulary.label(iri) for iri in row.phase.split()),
        enrollment="" if row.enrollment is None else words.counted(row.enrollment, "participant"),
        start=row.start,
    )


def _label(facet: Facet, value: str, vocabulary: Vocabulary) -> str:
    return value if facet is Facet.COUNTRY else vocabulary.label(value)


def _pairs(choice: Choice, page: int = 1) -> list[tuple[str, str]]:
    pairs = [("q", choice.words)] if choice.words else []
    pairs += [(facet.value, value) for facet, value in choice.facets]
    return [*pairs, ("page", str(page))] if page > 1 else pairs


def _without(choice: Choice, pair: tuple[Facet, str]) -> str:
    rest = tuple(each for each in choice.facets if each != pair)
    return list_path(_pairs(Choice(choice.words, rest)))


def _dropping(choice: Choice, pair: tuple[Facet, str], vocabulary: Vocabulary) -> Link:
    """A chosen value, with the address of the list without it."""
    facet, value = pair
    return Link(_label(facet, value, vocabulary), _without(choice, pair), TITLES[facet])


def _facet(facet: Facet, counts: Sequence[Count], choice: Choice, vocabulary: Vocabulary) -> FacetView:
    chosen = {value for kind, value in choice.facets if kind is facet}
    offers = []
    for count in counts:
        pair = (facet, count.value)
        address = (
            _without(choice, pair)
            if count.value in chosen
            else list_path(_pairs(Choice(choice.words, (*choice.facets, pair))))
        )
        link = Link(_label(facet, count.value, vocabulary), address)
        offers.append(Offer(link, count.studies, count.value in chosen))
    return FacetView(TITLES[facet], tuple(offers))
