"""Stored queries: a question per ``.rq`` file, described by its header of ``#+`` lines.

The header is YAML behind ``#+``, as grlc reads it (https://grlc.io): ``summary``, ``description``, ``tags``,
and keys of our own: ``parameters`` (name, type, example), ``iris`` (how a column becomes a full IRI) and
``by`` (a listing's parameter, see StoredQuery).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

import msgspec

from trialkg.errors import QueryError, UsageError
from trialkg.queries.parameters import ParameterType
from trialkg.resources import queries_folder

_HEADER_MARK = "#+"
_OUTERMOST_SELECT = re.compile(r"^SELECT\b(?P<columns>.*?)^WHERE\b", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^  (?:\(.* AS )?\?(\w+)\)?$", re.MULTILINE)


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value a person hands to a stored query."""

    name: str
    type: ParameterType
    example: str
    required: bool = True


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    iris: dict[str, str] = {}
    by: str = ""


class StoredQuery(msgspec.Struct, frozen=True):
    """A stored query: what its header says, its SPARQL without the header, and its columns in order."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    iris: dict[str, str]
    text: str
    source: str
    """The whole file, header included."""
    by: str = ""
    """The parameter a listing goes by: its whole answer is that to each study, in order of registry ids."""


def stored_queries(folder: Path | None = None) -> tuple[StoredQuery, ...]:
    """All stored queries of a folder by name; of the package where none is given."""
    place = folder or queries_folder()
    return tuple(read_query(path) for path in sorted(place.glob("*.rq"), key=lambda path: path.stem))


def stored_query(name: str, folder: Path | None = None) -> StoredQuery:
    """The stored query of that name; raises UsageError naming the nearest where there is none."""
    place = folder or queries_folder()
    names = sorted(path.stem for path in place.glob("*.rq"))
    if name not in names:
        near = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
        choice = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(names)}."
        raise UsageError(f"there is no stored query '{name}'", remedy=choice)
    return read_query(place / f"{name}.rq")


def read_query(path: Path) -> StoredQuery:
    """A stored query as its file describes it; raises QueryError where the header cannot be read."""
    source = path.read_text(encoding="utf-8")
    header = _header(source, str(path))
    text = (
        "".join(line for line in source.splitlines(True) if not line.startswith(_HEADER_MARK)).strip() + "\n"
    )
    return StoredQuery(
        name=path.stem,
        summary=header.summary.strip(),
        description=header.description.strip(),
        tags=header.tags,
        parameters=header.parameters,
        columns=_columns(text),
        iris=header.iris,
        text=text,
        source=source,
        by=header.by,
    )


def _header(source: str, where: str) -> _Header:
    lines = (line.removeprefix(_HEADER_MARK) for line in source.splitlines() if line.startswith(_HEADER_MARK))
    try:
        return msgspec.yaml.decode("\n".join(lines), type=_Header)
    except msgspec.DecodeError as error:
        raise QueryError(
            f"the header cannot be read: {error}",
            where=where,
            remedy="It needs a summary, a description and tags, as YAML behind '#+'.",
        ) from error


def _columns(text: str) -> tuple[str, ...]:
    select = _OUTERMOST_SELECT.search(text)
    return tuple(_COLUMN.findall(select["columns"])) if select else ()
