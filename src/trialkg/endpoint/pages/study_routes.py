"""The pages of one study: its own, what validation finds in it, and what stands around it."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trialkg.endpoint.negotiation import takes_gzip
from trialkg.endpoint.pages.addresses import study_path
from trialkg.endpoint.pages.context import Context, rdf, split_ending
from trialkg.endpoint.pages.forms import FORMS, PAGE
from trialkg.endpoint.pages.making import Made, PageSource
from trialkg.endpoint.pages.neighbourhood import neighbourhood
from trialkg.endpoint.pages.relations import drawing
from trialkg.endpoint.pages.rendering import HEADERS, MEDIA_TYPE, tagged
from trialkg.endpoint.pages.snapshot import Snapshot
from trialkg.vocabulary.namespaces import SKOS

_NAME: Final = f"{SKOS}altLabel"


def study_routes(context: Context, source: PageSource) -> list[Route]:
    """The routes of studies, the narrower paths first; ``source`` makes their pages."""
    pages = _StudyRoutes(context, source)
    return [
        Route("/study/{number:path}/findings", context.checking.taking(pages.findings)),
        Route("/study/{number:path}/neighbourhood", context.turns.taking(pages.neighbourhood)),
        Route("/study/{name:path}", pages.study),
    ]


class _StudyRoutes:
    def __init__(self, context: Context, source: PageSource) -> None:
        self._context = context
        self._source = source

    async def study(self, request: Request) -> Response:
        """A study: sent on from its IRI, or one of its documents."""
        number, ending = split_ending(request.path_params["name"])
        if PAGE not in (ending, self._context.at_once(request)):
            return await self._context.turns.made(self._context.answering(self._answered), request)
        snapshot = self._context.snapshot
        made = await self._made(request, snapshot, number)
        if made is None:
            return await self._context.turns.made(self._context.answering(self._answered), request)
        more = {"Content-Encoding": "gzip"} if made.zipped else {}
        if not ending:
            more["Content-Location"] = study_path(number, PAGE)
        return tagged(request, made.body, MEDIA_TYPE, more=more)

    async def _made(self, request: Request, snapshot: Snapshot, number: str) -> Made | None:
        """The page of a study: the one kept, or a new one; None where its record is not here."""
        study, zipped = snapshot.iri(number), takes_gzip(request.headers.get("accept-encoding", ""))
        made = snapshot.pages.get((study, zipped))
        if made is None:
            client = request.client.host if request.client else ""
            made = await self._source.page(snapshot.wanted(study), client, zipped=zipped)
            if made is not None:
                snapshot.pages.keep((study, zipped), made)
        return made

    def _answered(self, request: Request) -> Response:
        """A study without a page of its own, one that is unknown, and all that is no page."""
        snapshot = self._context.snapshot
        number, ending = split_ending(request.path_params["name"])
        if not snapshot.knows_study(number):
            return self._elsewhere(request, snapshot, number, ending)
        if ending:
            return self._document(request, snapshot, number, ending)
        return self._context.sent_on(
            request,
            lambda chosen: study_path(number, chosen),
            lambda chosen: self._document(request, snapshot, number, chosen),
        )

    def _elsewhere(self, request: Request, snapshot: Snapshot, number: str, ending: str) -> Response:
        """A study under an older number or an acronym is sent on to; another is not found."""
        current = snapshot.catalogue.number_of(number)
        if current and current != number:
            return RedirectResponse(study_path(current, ending), 301, headers=HEADERS)
        return self._context.not_found(request, f"There is no study {number} in this graph.")

    def _document(self, request: Request, snapshot: Snapshot, number: str, ending: str) -> Response:
        if ending in FORMS:
            iri = snapshot.iri(number)
            if snapshot.has_study(number):
                return rdf(request, snapshot.study_rdf(number, FORMS[ending]), ending, iri)
            return rdf(request, snapshot.term_rdf(iri, FORMS[ending]), ending, iri)
        return self._unresolved(request, snapshot, number)

    def _unresolved(self, request: Request, snapshot: Snapshot, number: str) -> Response:
        """A study that others refer to and whose record is not here."""
        related = snapshot.relations(number)
        iri = snapshot.iri(number)
        return self._context.page(
            request,
            "unresolved.html",
            number=number,
            iri=iri,
            names=snapshot.statements(iri).part(iri).texts(_NAME),
            relations=related,
            family=drawing(related),
            registry=f"https://clinicaltrials.gov/study/{number}" if number.startswith("NCT") else "",
        )

    def findings(self, request: Request) -> Response:
        """What the shapes object to in a study."""
        snapshot, number = self._context.snapshot, request.path_params["number"]
        if not snapshot.has_study(number):
            return self._context.not_found(request, f"There is no study {number} in this graph.")
        report = snapshot.findings(number)
        results = sorted(report.results, key=lambda result: (-result.severity, result.rule, result.focus))
        return self._context.page(
            request,
            "findings.html",
            number=number,
            results=results,
            focus_nodes=report.focus_nodes,
            base=snapshot.iri(number),
        )

    def neighbourhood(self, request: Request) -> Response:
        """What stands around a study, as a picture and as lists."""
        snapshot, number = self._context.snapshot, request.path_params["number"]
        if not snapshot.has_study(number):
            if snapshot.knows_study(number):
                return RedirectResponse(study_path(number), 303, headers=HEADERS)
            return self._context.not_found(request, f"There is no study {number} in this graph.")
        study = snapshot.study(number)
        around = neighbourhood(study, snapshot.relations(number))
        return self._context.page(request, "neighbourhood.html", study=study, around=around)
