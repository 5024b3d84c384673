"""The pages of one study: its own, what validation finds in it, and what stands around it."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trialkg.endpoint.pages.addresses import study_path
from trialkg.endpoint.pages.context import FORM_NAMES, FORMS, Context, rdf, split_ending
from trialkg.endpoint.pages.neighbourhood import neighbourhood
from trialkg.endpoint.pages.rendering import HEADERS
from trialkg.endpoint.pages.snapshot import Snapshot
from trialkg.publishing.families import family_svg
from trialkg.publishing.families.family import Family, Member
from trialkg.vocabulary.namespaces import SKOS

_NAME: Final = f"{SKOS}altLabel"


def study_routes(context: Context) -> list[Route]:
    """The routes of studies, the narrower paths first."""
    pages = _StudyPages(context)
    return [
        Route("/study/{number:path}/findings", pages.findings),
        Route("/study/{number:path}/neighbourhood", pages.neighbourhood),
        Route("/study/{name:path}", pages.study),
    ]


class _StudyPages:
    def __init__(self, context: Context) -> None:
        self._context = context

    def study(self, request: Request) -> Response:
        """A study: sent on from its IRI, or one of its documents."""
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
        if not snapshot.has_study(number):
            return self._unresolved(request, snapshot, number)
        return self._context.kept_page(request, snapshot, "study.html", lambda: _values(snapshot, number))

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
            family=_drawing(related.family) if related.family and related.drawn else "",
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


def _values(snapshot: Snapshot, number: str) -> dict[str, Any]:
    """What the template of a study's page shows."""
    related = snapshot.relations(number)
    return {
        "study": snapshot.study(number),
        "relations": related,
        "family": _drawing(related.family) if related.family and related.drawn else "",
        "downloads": [(study_path(number, ending), name) for ending, name in FORM_NAMES.items()],
        "alternates": [(study_path(number, end), form.media_type) for end, form in FORMS.items()],
    }


def _drawing(family: Family) -> str:
    return family_svg(family, address=_address, styled=False)


def _address(member: Member) -> str:
    return study_path(member.number) if member.number else ""
