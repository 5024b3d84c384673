"""What the routes of the pages share: the snapshot, rendering, and answers in the form a client wants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from trialkg.endpoint.negotiation import GRAPH_TYPES, HTML, preferred
from trialkg.endpoint.pages.catalogues import FEW, NoCatalogueError
from trialkg.endpoint.pages.forms import FORMS, PAGE
from trialkg.endpoint.pages.rendering import HEADERS, Renderer, tagged
from trialkg.endpoint.pages.snapshot import Snapshot, Snapshots
from trialkg.endpoint.pages.turns import Turns
from trialkg.errors import UsageError

_OFFERS: Final = {
    PAGE: (HTML, "application/xhtml+xml"),
    **{ending: GRAPH_TYPES[rdf_format] for ending, rdf_format in FORMS.items()},
}
_RETRY_SECONDS: Final = "5"
REDIRECTS: Final = (303, 302, 200)
"""How the IRI of a thing may be answered: sent on to its document, or with the document at once."""


class Context:
    """The pages of one store. ``status`` is how the IRI of a thing is answered, one of REDIRECTS.

    The catalogue of up to ``few`` studies is made at once, in memory; of more aside, into a file.
    """

    def __init__(self, folder: Path, status: int = 303, few: int = FEW) -> None:
        if status not in REDIRECTS:
            known = ", ".join(map(str, REDIRECTS))
            raise UsageError(f"no status for an IRI: {status}", remedy=f"Choose one of: {known}.")
        self.status = status
        self._snapshots = Snapshots(folder, few)
        self.renderer = Renderer()
        # Of the forty threads that Starlette has, some are left for the files of pages.
        self.turns = Turns(at_once=32, each=16)
        # Findings take tenths of a second each, one after another, since the engine is not safe in threads.
        self.checking = Turns(at_once=1, each=2)

    @property
    def snapshot(self) -> Snapshot:
        """What stands in the store now."""
        return self._snapshots.current()

    def close(self) -> None:
        """Leave undone what is being done aside from all requests."""
        self._snapshots.close()

    def answering(self, page: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """A page that needs the catalogue; until there is one, another that says so."""

        def answered(request: Request) -> Response:
            try:
                return page(request)
            except NoCatalogueError as error:
                studies, coming = self.snapshot.store.manifest.studies, error.coming
                response = self.page(request, "waiting.html", 503, studies=studies, coming=coming)
                response.headers.update({"Retry-After": _RETRY_SECONDS, "Cache-Control": "no-store"})
                return response

        return answered

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the standing store."""
        return self.renderer.page(request, template, status, **values)

    def not_found(self, request: Request, what: str = "") -> Response:
        """The page for what is not here, with a search."""
        message = what or "There is no page at this address."
        return self.page(request, "not_found.html", 404, message=message)

    def at_once(self, request: Request) -> str | None:
        """The ending of the document that the IRI of a thing answers with itself, where it does so."""
        return wanted(request) if self.status == 200 else None

    def sent_on(
        self, request: Request, path: Callable[[str], str], document: Callable[[str], Response]
    ) -> Response:
        """The answer to the IRI of a thing: its document in the form the client wants most, 406 if in none.

        ``path`` says where the document stands by its ending, ``document`` makes it.
        """
        ending = wanted(request)
        if ending is None:
            offered = ", ".join(names[0] for names in _OFFERS.values())
            return Response(f"there is: {offered}\n", 406, HEADERS, "text/plain")
        if self.status != 200:
            return Response(status_code=self.status, headers={**HEADERS, "Location": path(ending)})
        response = document(ending)
        response.headers["Content-Location"] = path(ending)
        return response


def wanted(request: Request) -> str | None:
    """The ending of the document that a client wants most, None where it wants none of ours."""
    return preferred(", ".join(request.headers.getlist("accept")), _OFFERS)


def split_ending(name: str) -> tuple[str, str]:
    """A name and the ending that asks for one of its documents, empty where it has none of ours."""
    for ending in _OFFERS:
        if name.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)], ending
    return name, ""


def rdf(request: Request, body: bytes, ending: str, iri: str) -> Response:
    """A document in RDF, with a header that tells what it is about."""
    about = {"Link": f'<{_header(iri)}>; rel="describes"', "Access-Control-Allow-Origin": "*"}
    return tagged(request, body, f"{FORMS[ending].media_type}; charset=utf-8", more=about)


def _header(iri: str) -> str:
    """An IRI as it may stand in a header: what is not ASCII as percent signs, no controls or brackets."""
    return "".join(
        char if " " < char <= "~" and char not in '<>"' else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in iri
    )
