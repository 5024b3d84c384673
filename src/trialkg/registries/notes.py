"""What a reader meets in one record and cannot read in full, gathered while the rest is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from trialkg.registries.dates import age_duration, is_date
from trialkg.study import Finding, RegistryDate
from trialkg.vocabulary.codes import Code, ValueStatus

AnyCode = TypeVar("AnyCode", bound=Code)

At = str | int | None
"""The name or the index that belongs into a path."""

_NO_LIMIT = frozenset({"N/A", "No Limit", "None"})


class Notes:
    """The findings of one record in the order they were met.

    A path may have ``{}`` where the value of ``at`` belongs; it is put together only if there is something to
    note, which is seldom.
    """

    __slots__ = ("_findings",)

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was noted so far."""
        return tuple(self._findings)

    def add(self, path: str, value: str, reason: str, at: At = None) -> None:
        """Note that the value at this place of the record could not be read."""
        place = path if at is None else path.format(at)
        self._findings.append(Finding(path=place, value=value, reason=reason))

    def code(
        self, table: Mapping[str, AnyCode], value: str | None, path: str, at: At = None
    ) -> AnyCode | None:
        """The member a registered value stands for; a value the table lacks is noted."""
        if not value:
            return None
        member = table.get(value)
        if member is None:
            self.add(path, value, "is no value that trialkg knows for this field", at)
        return member

    def codes(self, table: Mapping[str, AnyCode], values: Sequence[str], path: str) -> tuple[AnyCode, ...]:
        """The members a list of registered values stands for, each once, unknown ones noted."""
        if not values:
            return ()
        members = [self.code(table, value, path) for value in values]
        return tuple(dict.fromkeys([member for member in members if member is not None]))

    def date(
        self, text: str | None, status: ValueStatus | None, path: str, at: At = None
    ) -> RegistryDate | None:
        """The date if it is ``YYYY-MM-DD`` or ``YYYY-MM`` and exists; anything else is noted."""
        if not text:
            return None
        found = _registry_date(text, status)
        if found is None:
            self.add(path, text, "is no date of the form YYYY-MM-DD or YYYY-MM", at)
        return found

    def age(self, text: str | None, path: str) -> str | None:
        """The age limit as an ISO duration; None where there is no limit, noted where it cannot be read."""
        if not text or text in _NO_LIMIT:
            return None
        duration = age_duration(text)
        if duration is None:
            self.add(path, text, "is no age such as '18 Years'")
        return duration


@lru_cache(1 << 15)
def _registry_date(text: str, status: ValueStatus | None) -> RegistryDate | None:
    """A date; the same few thousand stand in all records."""
    return RegistryDate(date=text, status=status) if is_date(text) else None
