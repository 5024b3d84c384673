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
from trialkg.store import EmbeddedStore, Held

_TEMPLATE: Final = "study.html"


class Made(NamedTuple):
    """A page as bytes, which may be compressed by gzip."""

    body: bytes
    zipped: bool = False


class Wanted(msgspec.Struct, frozen=True):
    """A study whose page is wanted, by its IRI, with what its server knows of it.

    Where it is not ``related`` in any way, nobody asks how it stands to others: that takes queries. ``held``
    is where its text lies, which is read far faster than the database; None where it has none.
    """

    study: str
    related: bool = False
    held: Held | None = None


class PageSource(Protocol):
    """Where the pages of studies come from."""

    async def page(self, wanted: Wanted, client: str, *, zipped: bool) -> Made | None:
        """The page of a study, compressed if that is asked for and worth it; None for an unknown one.

        ``client`` is who asks.
        """
        ...


class StudyPages:
    """Makes the pages of the studies of a store."""

    def __init__(self, store: EmbeddedStore, names: Names, renderer: Renderer | None = None) -> None:
        self._store = store
        self._site = Site(names, store.manifest.base)
        self._renderer = renderer or Renderer()
        self._renderer.read(_TEMPLATE)

    def page(self, wanted: Wanted) -> bytes | None:
        """The page of a study, None where its record is not here."""
        said = study_statements(self._store, wanted)
        if said is None:
            return None
        number = wanted.study.removeprefix(self._site.base)
        found = relations(self._store, number, self._site) if wanted.related else Relations()
        values = self._values(said, wanted.study, number, found)
        return self._renderer.body(study_path(number), _TEMPLATE, **values)

    def _values(self, said: Statements, study: str, number: str, found: Relations) -> dict[str, Any]:
        """What the template shows."""
        return {
            "study": study_page(said, study, self._site),
            "markup": _markup(said, study),
            "relations": found,
            "family": drawing(found),
            "downloads": [(study_path(number, ending), name) for ending, name in FORM_NAMES.items()],
            "alternates": [(study_path(number, end), form.media_type) for end, form in FORMS.items()],
        }


def study_statements(store: EmbeddedStore, wanted: Wanted) -> Statements | None:
    """What is said of a study and its parts; None where its record is not here."""
    study = wanted.study
    texts = store.held_texts(wanted.held) if wanted.held else None
    if texts and texts[0].startswith(f"<{study}> ".encode()):
        return Statements.of_text(texts[0])
    if is_iri(study) and store.has_study(study):
        return Statements.of_study(store.graph, study)
    return None


def _markup(said: Statements, study: str) -> Markup:
    """A study in the words of schema.org, as search engines read it from a page."""
    item = {"@context": CONTEXT} | described_markup(said.part(study))
    return Markup(script_safe(msgspec.json.encode(item).decode()))  # noqa: S704 - no text in it opens a tag
