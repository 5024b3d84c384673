"""Making the pages of studies: from an open store alone, in whichever process has it open."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, Protocol

import msgspec
from markupsafe import Markup

from trialkg.endpoint.pages.addresses import study_path
from trialkg.endpoint.pages.document import Statements, is_iri
from trialkg.endpoint.pages.forms import FORM_NAMES, FORMS
from trialkg.endpoint.pages.names import Names
from trialkg.endpoint.pages.relations import Relations, drawing, relations
from trialkg.endpoint.pages.rendering import Renderer
from trialkg.endpoint.pages.study import study_page
from trialkg.endpoint.pages.values import Site
from trialkg.publishing.portal.schema_org import CONTEXT, described_markup, script_safe
from trialkg.store import EmbeddedStore

_TEMPLATE: Final = "study.html"


class Made(NamedTuple):
    """A page as bytes, which may be compressed by gzip."""

    body: bytes
    zipped: bool = False


class PageSource(Protocol):
    """Where the pages of studies come from."""

    async def page(self, study: str, client: str, *, related: bool, zipped: bool) -> Made | None:
        """The page of a study by its IRI, compressed if that is wanted and worth it; None for an unknown one.

        ``related`` is whether it stands to others in any way; ``client`` is who asks.
        """
        ...


class StudyPages:
    """Makes the pages of the studies of a store."""

    def __init__(self, store: EmbeddedStore, names: Names, renderer: Renderer | None = None) -> None:
        self._store = store
        self._site = Site(names, store.manifest.base)
        self._renderer = renderer or Renderer()
        self._renderer.read(_TEMPLATE)

    def page(self, study: str, related: bool) -> bytes | None:
        """The page of a study by its IRI, None where its record is not here.

        Where it is not ``related``, nobody asks how it stands to others.
        """
        if not (is_iri(study) and self._store.has_study(study)):
            return None
        number = study.removeprefix(self._site.base)
        found = relations(self._store, number, self._site) if related else Relations()
        return self._renderer.body(study_path(number), _TEMPLATE, **self._values(study, number, found))

    def _values(self, study: str, number: str, found: Relations) -> dict[str, Any]:
        """What the template shows."""
        said = Statements.of_study(self._store.graph, study)
        return {
            "study": study_page(said, study, self._site),
            "markup": _markup(said, study),
            "relations": found,
            "family": drawing(found),
            "downloads": [(study_path(number, ending), name) for ending, name in FORM_NAMES.items()],
            "alternates": [(study_path(number, end), form.media_type) for end, form in FORMS.items()],
        }


def _markup(said: Statements, study: str) -> Markup:
    """A study in the words of schema.org, as search engines read it from a page."""
    item = {"@context": CONTEXT} | described_markup(said.part(study))
    return Markup(script_safe(msgspec.json.encode(item).decode()))  # noqa: S704 - no text in it opens a tag
