"""The errors trialkg raises, each carrying its data and building its own message.

::

    TrialkgError
    ├── InputError              something a person handed in cannot be used
    │   ├── SourceError         a file, folder or stream as a whole
    │   │   └── UnsafeInputError    an archive or document that is refused for safety
    │   ├── RecordError         one record of a source
    │   └── UsageError          an option, parameter or name
    ├── StoreError              the embedded store
    ├── EndpointError           a remote SPARQL endpoint
    ├── QueryError              a query that cannot be read or run
    ├── ShapesError             shapes that cannot be used
    ├── ReasoningError          the reasoner could not run
    └── MissingDependencyError  an extra or a program that is not installed

Every message says what happened, where, and what to do about it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar


class TrialkgError(Exception):
    """Root of all errors a caller of trialkg can expect."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        stop = "" if not remedy or self.what.endswith((".", "?", "!")) else "."
        return f"{place}{self.what}{stop}{remedy}"


class InputError(TrialkgError):
    """Something a person handed in cannot be used."""


class SourceError(InputError):
    """A file, folder or stream cannot be read as a whole."""


class UnsafeInputError(SourceError):
    """An archive or document is refused because reading it could do harm."""


class RecordError(InputError):
    """One record cannot be read; the records around it can.

    ``path`` is the place inside the record: a JSON path such as
    ``protocolSection.statusModule.startDateStruct.date``, an XML path, or a section heading.
    """

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", registry_id: str = "", path: str = ""
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.registry_id = registry_id
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (_record_error, (self.what, self.where, self.remedy, self.registry_id, self.path))

    def __str__(self) -> str:
        place = " ".join(part for part in (self.where, self.registry_id, self.path) if part)
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}: {self.what}{remedy}" if place else f"{self.what}{remedy}"


def _record_error(what: str, where: str, remedy: str, registry_id: str, path: str) -> RecordError:
    return RecordError(what, where=where, remedy=remedy, registry_id=registry_id, path=path)


class UsageError(InputError):
    """An option, parameter or name is not one that trialkg knows."""


class StoreError(TrialkgError):
    """The embedded store is missing, locked, of another version, or damaged."""


class EndpointError(TrialkgError):
    """A remote SPARQL endpoint did not answer as asked."""


class QueryError(TrialkgError):
    """A query cannot be parsed, or its evaluation failed."""


class ShapesError(TrialkgError):
    """Shapes cannot be parsed, or use terms that SHACL does not know."""


class ReasoningError(TrialkgError):
    """The reasoner could not be run to its end."""


class MissingDependencyError(TrialkgError):
    """An optional package or a program is not installed; the remedy is the command that installs it."""


_Member = TypeVar("_Member", bound=StrEnum)


def member_of(kind: type[_Member], option: str, what: str = "format") -> _Member:
    """The member an option names; raises UsageError with those that exist. ``what`` they are stands in it."""
    try:
        return kind(option)
    except ValueError:
        raise UsageError(f"unknown {what} '{option}'", remedy=f"Choose one of: {', '.join(kind)}.") from None
