"""What is asked of ClinicalTrials.gov: registry numbers, or a query with its filters.

The names of the parameters are those of API v2 (``ctg-oas-v2.yaml``, https://clinicaltrials.gov/data-api/api).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from trialkg.errors import UsageError
from trialkg.registries.ctgov.identity import is_nct_id

PUBLIC_API = "https://clinicaltrials.gov/api/v2"
"""The address of the public interface."""

PAGE_SIZE = 1000
"""How many studies a page may have; the interface cuts larger wishes down to this."""

REQUESTS_A_MINUTE = 50.0
"""The pace to ask at.

The interface states no limit. The ``robots.txt`` of its site asks for a second between two requests, and
about 50 a minute is what people who use it report.
"""

_SEPARATORS = re.compile(r"[\s,|;]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ALTERNATIVES = "|"


class OverallStatus(StrEnum):
    """The recruitment states that the API's ``Status`` knows, by which it filters."""

    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING"
    COMPLETED = "COMPLETED"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION"
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING"
    RECRUITING = "RECRUITING"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    WITHDRAWN = "WITHDRAWN"
    AVAILABLE = "AVAILABLE"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE"
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE"
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING"
    WITHHELD = "WITHHELD"
    UNKNOWN = "UNKNOWN"


class Search(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which records are wanted: those of ``ids``, or those that meet everything else that is set.

    ``since`` is a day; records last updated on it or later are meant. ``everything`` allows a search that
    nothing narrows.
    """

    ids: tuple[str, ...] = ()
    term: str | None = None
    condition: str | None = None
    intervention: str | None = None
    location: str | None = None
    statuses: tuple[OverallStatus, ...] = ()
    since: str | None = None
    everything: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        """The query parameters of ``/studies`` that say so; those of ids come batch by batch."""
        found = {
            "query.term": self.term,
            "query.cond": self.condition,
            "query.intr": self.intervention,
            "query.locn": self.location,
            "filter.overallStatus": _ALTERNATIVES.join(self.statuses),
            "filter.advanced": f"AREA[LastUpdatePostDate]RANGE[{self.since},MAX]" if self.since else None,
        }
        return {name: value for name, value in found.items() if value}

    def __str__(self) -> str:
        if self.ids:
            more = f" and {len(self.ids) - 3:,} more" if len(self.ids) > 3 else ""
            return f"{', '.join(self.ids[:3])}{more}"
        return ", ".join(f"{name}={value}" for name, value in self.parameters.items()) or "all studies"


def checked(search: Search) -> Search:
    """The search, if the registry would understand it as it is meant; raises UsageError.

    The registry leaves filters aside where a query is nothing but NCT numbers, so this is refused here.
    """
    queries = {"term": search.term, "condition": search.condition, "intervention": search.intervention,
               "location": search.location}  # fmt: skip
    for name, text in queries.items():
        if text is not None and not text.strip():
            raise UsageError(f"the {name} to search for is empty", remedy="Give it some words.")
        if text is not None and _only_ids(text):
            raise UsageError(
                f"'{text}' are registry numbers, for which the registry ignores every filter",
                remedy="Give them as arguments: trialkg fetch NCT... -o FILE",
            )
    if search.since is not None:
        _check_day(search.since)
    narrowed = bool(search.parameters)
    if search.ids and (narrowed or search.everything):
        raise UsageError("numbers and a query exclude each other", remedy="Fetch them one after the other.")
    if search.everything and narrowed:
        raise UsageError("all studies and a query exclude each other", remedy="Leave out one of them.")
    if not (search.ids or narrowed or search.everything):
        remedy = "Give registry numbers or a query; --all fetches the whole registry."
        raise UsageError("nothing is asked for", remedy=remedy)
    return search


def ids_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The NCT numbers in the texts, each once, in their order; raises UsageError on what is none."""
    words = [word for text in texts for word in _SEPARATORS.split(text) if word]
    found = dict.fromkeys(word.upper() for word in words)
    for id_ in found:
        if not is_nct_id(id_):
            raise UsageError(f"'{id_}' is no registry number", remedy="Write NCT and eight digits.")
    return tuple(found)


def status_of(text: str) -> OverallStatus:
    """The state of this name, in any case and with blanks or hyphens; raises UsageError with all of them."""
    try:
        return OverallStatus[re.sub(r"[\s-]+", "_", text.strip()).upper()]
    except KeyError:
        names = ", ".join(OverallStatus)
        raise UsageError(f"unknown status '{text}'", remedy=f"Choose one of: {names}.") from None


def _only_ids(text: str) -> bool:
    return all(is_nct_id(word.upper()) for word in _SEPARATORS.split(text.strip()) if word)


def _check_day(text: str) -> None:
    try:
        valid = bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(f"'{text}' is no day", remedy="Write it like 2025-01-31.")
