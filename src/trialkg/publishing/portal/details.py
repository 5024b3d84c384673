"""What only the publisher knows of a package: who publishes it, where it will stand, under which licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from trialkg.errors import UsageError

LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
"""CC0, the licence of the ontology too: the facts of the registry are free, and nothing is added to them."""

SOURCE: Final = "https://clinicaltrials.gov/"
SOURCE_NAME: Final = "ClinicalTrials.gov, U.S. National Library of Medicine"
SOURCE_TERMS: Final = "https://clinicaltrials.gov/about-site/terms-conditions"
RIGHTS: Final = (
    "Registry facts are from ClinicalTrials.gov, U.S. National Library of Medicine (NLM): name it as the "
    "source, say when the data were processed and that they were changed (they were turned into RDF, and "
    "links were inferred). MeSH is from NLM too. NLM does not endorse this package."
)

_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*(?:<(?P<iri>[^<>\s]+)>)?\s*")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"(?:mailto:)?(?P<address>[^\s<>@:/\"]+@[^\s<>@:/\"]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who publishes, makes or answers, with an address (http or mailto) if one is known."""

    name: str
    iri: str = ""

    @classmethod
    def from_text(cls, text: str, option: str) -> Agent:
        """Read ``NAME``, ``NAME <ADDRESS>`` or an address alone; raises UsageError naming the option."""
        match = _NAMED.fullmatch(text)
        name, address = (match["name"], match["iri"] or "") if match else ("", "")
        if not address and (_IRI.fullmatch(name) or _MAIL.fullmatch(name)):
            address = name
        iri = _address(address)
        if not name.strip() or (address and not iri):
            remedy = (
                'Write it as "NAME" or "NAME <https://...>", a mail address also as "NAME <a@example.org>".'
            )
            raise UsageError(f"{option} '{text}' names nobody", remedy=remedy)
        return cls(name, iri)


TRIALKG: Final = Agent("The trialkg authors")
"""Who made the ontology and the shapes."""

UNNAMED: Final = Agent("Unnamed publisher")
"""Who publishes and made the graph, where nobody says: portals ask for somebody, and nobody is made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a publisher states of a package; what is empty is taken from the store, or left out.

    ``base_url`` is where the package will stand, with a slash at its end; without it all addresses in the
    package are relative to it. ``issued`` is ``YYYY-MM-DD``. Raises UsageError for what cannot be so.
    """

    title: str = "Clinical trials as a knowledge graph"
    description: str = ""
    publisher: Agent = UNNAMED
    creators: tuple[Agent, ...] = (UNNAMED,)
    contact: Agent | None = None
    licence: str = LICENCE
    base_url: str = ""
    landing_page: str = ""
    identifier: str = ""
    version: str = ""
    previous: str = ""
    issued: str = ""

    def __post_init__(self) -> None:
        for option, value in (
            ("--licence", self.licence),
            ("--base-url", self.base_url),
            ("--landing-page", self.landing_page),
            ("--previous", self.previous),
        ):
            if value and not _IRI.fullmatch(value):
                remedy = "Write it in full, as in https://example.org/data/."
                raise UsageError(f"{option} '{value}' is no web address", remedy=remedy)
        if self.base_url and not self.base_url.endswith("/"):
            remedy = f"Write {self.base_url}/, the folder that the package will be."
            raise UsageError(f"--base-url '{self.base_url}' does not end in a slash", remedy=remedy)
        if self.issued and not _is_day(self.issued):
            raise UsageError(f"--issued '{self.issued}' is no day", remedy="Write it as YYYY-MM-DD.")
        if self.contact is not None and not self.contact.iri:
            remedy = 'Write it as "NAME <a@example.org>" or "NAME <https://...>".'
            raise UsageError(f"--contact '{self.contact.name}' has no address", remedy=remedy)
        if not self.licence or not self.title.strip():
            raise UsageError("a package needs a title and a licence", remedy="Leave the option out.")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _address(text: str) -> str:
    """An IRI for a web or mail address, empty for what is neither."""
    if _IRI.fullmatch(text):
        return text
    mail = _MAIL.fullmatch(text)
    return f"mailto:{mail['address']}" if mail else ""
