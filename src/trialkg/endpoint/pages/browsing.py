"""Pages across studies: the overview, the list with its facets, concepts, conditions, and bare resources."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trialkg.endpoint.pages import plots, words
from trialkg.endpoint.pages.addresses import (
    concept_path,
    condition_path,
    list_path,
    local_path,
    study_path,
    web_address,
)
from trialkg.endpoint.pages.catalogue import Choice, Facet
from trialkg.endpoint.pages.concept import concept_values
from trialkg.endpoint.pages.context import Context, rdf, split_ending, wanted
from trialkg.endpoint.pages.forms import FORM_NAMES, FORMS
from trialkg.endpoint.pages.listing import PAGE_SIZE, choice_of, listing_view, page_of
from trialkg.endpoint.pages.rendering import HEADERS
from trialkg.endpoint.pages.snapshot import Snapshot
from trialkg.endpoint.pages.values import Link
from trialkg.vocabulary.namespaces import CONCEPT, MESH

_NUMBER: Final = re.compile(r"NCT\d{8}", re.IGNORECASE | re.ASCII)
_MOST_POINTING: Final = 200
_FACET_TITLES: Final = (
    (Facet.CONDITION, "Conditions"),
    (Facet.CONCEPT, "Interventions and imaging"),
    (Facet.PHASE, "Phase"),
    (Facet.STATUS, "Status"),
    (Facet.COUNTRY, "Country"),
)


def browsing_routes(context: Context) -> list[Route]:
    """The routes of all pages that are not of one study."""
    pages = _Browsing(context)

    def ready(page: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        return context.turns.taking(context.answering(page))

    return [
        Route("/", ready(pages.overview)),
        Route("/studies", ready(pages.studies)),
        Route("/concepts", ready(pages.concepts)),
        Route("/concept/{name:path}", ready(pages.concept)),
        Route("/condition/{name:path}", ready(pages.condition)),
        Route("/resource", context.turns.taking(pages.resource)),
    ]


class TreeStep(msgspec.Struct, frozen=True):
    """A term in a branch: its link, how many studies it has, and how deep it stands."""

    link: Link
    studies: int
    depth: int
    current: bool


class _Browsing:
    def __init__(self, context: Context) -> None:
        self._context = context

    def overview(self, request: Request) -> Response:
        """What the graph has in all, in plots."""
        snapshot = self._context.snapshot
        label = snapshot.vocabulary.label
        charts = [
            (title, facet, plots.bars(snapshot.catalogue.spread(facet, 10), _labelled(facet, label), facet))
            for facet, title in _FACET_TITLES
        ]
        return self._context.page(
            request,
            "overview.html",
            manifest=snapshot.store.manifest,
            charts=[chart for chart in charts if chart[2]],
            years=plots.columns(snapshot.catalogue.years),
        )

    def studies(self, request: Request) -> Response:
        """The list, narrowed by words and facets; a registry number leads to its study at once."""
        snapshot = self._context.snapshot
        asked = request.query_params.get("q", "").strip()
        if _NUMBER.fullmatch(asked) and snapshot.knows_study(asked.upper()):
            return RedirectResponse(study_path(asked.upper()), 303, headers=HEADERS)
        choice, page = (
            choice_of(request.query_params.multi_items()),
            page_of(request.query_params.get("page")),
        )
        found = snapshot.catalogue.listing(choice, page, PAGE_SIZE)
        terms = [
            Link(
                snapshot.vocabulary.label(iri),
                local_path(iri, snapshot.site.base),
                words.counted(snapshot.catalogue.count(kind, iri), "study", "studies"),
            )
            for iri, kind in snapshot.catalogue.terms(choice.words)
        ]
        view = listing_view(found, choice, page, snapshot.vocabulary)
        return self._context.page(request, "studies.html", view=view, terms=terms)

    def concepts(self, request: Request) -> Response:
        """All concepts by scheme, with how many studies study each."""
        snapshot = self._context.snapshot
        schemes: dict[str, list[tuple[Link, int]]] = {}
        for iri in snapshot.vocabulary.concepts:
            count = snapshot.catalogue.count(Facet.CONCEPT, iri)
            scheme = snapshot.vocabulary.scheme(iri)
            schemes.setdefault(scheme, []).append((snapshot.site.link(iri), count))
        titled = [(words.capital(snapshot.vocabulary.label(iri)), found) for iri, found in schemes.items()]
        return self._context.page(request, "concepts.html", schemes=sorted(titled))

    def concept(self, request: Request) -> Response:
        """A concept: what it is, what stands above and below it, and its studies by the part it plays."""
        notation, ending = split_ending(request.path_params["name"])
        snapshot = self._context.snapshot
        if not snapshot.vocabulary.knows(CONCEPT + notation):
            notation, ending = request.path_params["name"], ""
        return self._term(request, snapshot, CONCEPT + notation, notation, ending)

    def condition(self, request: Request) -> Response:
        """A MeSH descriptor: its branch of the tree, and the studies of it and all that is narrower."""
        id_, ending = split_ending(request.path_params["name"])
        return self._term(request, self._context.snapshot, MESH + id_, id_, ending)

    def _term(self, request: Request, snapshot: Snapshot, iri: str, name: str, ending: str) -> Response:
        kind = "concept" if iri.startswith(CONCEPT) else "condition"
        if not snapshot.vocabulary.knows(iri):
            return self._context.not_found(request, f"There is no {kind} {name} in this graph.")
        path = concept_path if kind == "concept" else condition_path

        def document(chosen: str) -> Response:
            if chosen in FORMS:
                return rdf(request, snapshot.term_rdf(iri, FORMS[chosen]), chosen, iri)
            alternates = [(path(name, end), form.media_type) for end, form in FORMS.items()]
            if kind == "concept":
                shown = concept_values(snapshot, iri, request.query_params)
            else:
                shown = _condition_values(snapshot, iri)
            shown |= {"iri": iri, "name": name, "alternates": alternates}
            shown["downloads"] = [(path(name, end), form) for end, form in FORM_NAMES.items()]
            return self._context.page(request, f"{kind}.html", **shown)

        if ending:
            return document(ending)
        return self._context.sent_on(request, lambda chosen: path(name, chosen), document)

    def resource(self, request: Request) -> Response:
        """The bare statements of anything in the graph, and what points at it; or RDF, if wanted."""
        snapshot, iri = self._context.snapshot, request.query_params.get("iri", "")
        said = snapshot.said(iri)
        pointing = snapshot.pointing_at(iri, _MOST_POINTING)
        if not said and not pointing:
            return self._context.not_found(request, f"Nothing is said of {iri} in this graph.")
        ending = wanted(request)
        if ending in FORMS:
            return rdf(request, snapshot.term_rdf(iri, FORMS[ending]), ending, iri)
        rows = [
            (snapshot.vocabulary.label(name), value, local_path(value, snapshot.site.base) if is_iri else "")
            for name, value, is_iri in said
        ]
        back = [
            (local_path(subject, snapshot.site.base), subject, snapshot.vocabulary.label(name))
            for subject, name in pointing
        ]
        label = snapshot.vocabulary.label(iri) if said else iri
        web = web_address(iri)
        return self._context.page(
            request, "resource.html", iri=iri, label=label, rows=rows, back=back, web=web, most=_MOST_POINTING
        )


def _labelled(facet: Facet, label: Callable[[str], str]) -> Callable[[str], str]:
    return str if facet is Facet.COUNTRY else label


def _condition_values(snapshot: Snapshot, iri: str) -> dict[str, Any]:
    vocabulary, catalogue = snapshot.vocabulary, snapshot.catalogue
    found = catalogue.listing(Choice(facets=((Facet.CONDITION, iri),)), 1, PAGE_SIZE)
    way = vocabulary.way_down(iri)
    branch = [_step(snapshot, each, depth, iri) for depth, each in enumerate(way)]
    branch += [_step(snapshot, each, len(way), iri) for each in vocabulary.narrower(iri)]
    others = [each for each in vocabulary.broader(iri) if each not in way]
    return {
        "label": vocabulary.label(iri),
        "other_names": vocabulary.other_names(iri),
        "branch": branch,
        "also_under": snapshot.site.links(others),
        "view": listing_view(found, Choice(facets=((Facet.CONDITION, iri),)), 1, vocabulary),
        "everything": list_path([(Facet.CONDITION, iri)]),
    }


def _step(snapshot: Snapshot, iri: str, depth: int, current: str) -> TreeStep:
    return TreeStep(
        snapshot.site.link(iri), snapshot.catalogue.count(Facet.CONDITION, iri), depth, iri == current
    )
