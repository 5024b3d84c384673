"""What API v2 answers, decoded so far as fetching needs it; the bytes of a study stay as they came.

The shapes are ``PagedStudies`` and ``Version`` of ``ctg-oas-v2.yaml``.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, TypeVar

import msgspec

from trialkg.errors import SourceError
from trialkg.registries.ctgov.identity import is_nct_id

Text: TypeAlias = bytes | bytearray
"""A JSON text as it was read."""

_T = TypeVar("_T")
_FETCHED_ANEW = "Try again later."


class DamagedAnswerError(Exception):
    """An answer that is no whole JSON value: cut off on the way, or not the registry's."""


class _Date(msgspec.Struct, frozen=True):
    date: str | None = None


class _Identification(msgspec.Struct, frozen=True, rename="camel"):
    nct_id: str
    nct_id_aliases: tuple[str, ...] = ()


class _Status(msgspec.Struct, frozen=True, rename="camel"):
    last_update_post_date_struct: _Date = _Date()


class _Protocol(msgspec.Struct, frozen=True, rename="camel"):
    identification_module: _Identification
    status_module: _Status = _Status()


class _Misc(msgspec.Struct, frozen=True, rename="camel"):
    version_holder: str | None = None


class _Derived(msgspec.Struct, frozen=True, rename="camel"):
    misc_info_module: _Misc = _Misc()


class _Study(msgspec.Struct, frozen=True, rename="camel"):
    protocol_section: _Protocol
    derived_section: _Derived = _Derived()


class _PagedStudies(msgspec.Struct, frozen=True, rename="camel"):
    studies: tuple[msgspec.Raw, ...]
    next_page_token: str | None = None
    total_count: int | None = None


class _Version(msgspec.Struct, frozen=True, rename="camel"):
    data_timestamp: str | None = None


class RecordVersion(NamedTuple):
    """What tells one version of a record from the next: both days have to be the same.

    ``updated`` is when the sponsor's last update was posted; ``derived`` is ``versionHolder``, the day of the
    data release, with which what the registry derives itself can change.
    """

    updated: str
    derived: str


class FetchedRecord(msgspec.Struct, frozen=True):
    """One study as the registry gave it: number, older numbers, version where told, and a line of JSON."""

    id: str
    aliases: tuple[str, ...]
    version: RecordVersion | None
    line: bytes


class Page(msgspec.Struct, frozen=True):
    """Studies, the token of the page that follows, and how many studies all pages have, where told."""

    records: tuple[FetchedRecord, ...]
    next_token: str | None = None
    total: int | None = None


_PAGE = msgspec.json.Decoder(_PagedStudies)
_STUDY = msgspec.json.Decoder(_Study)
_VERSION = msgspec.json.Decoder(_Version)


def read_page(body: Text) -> Page:
    """The page of an answer; raises DamagedAnswerError, and SourceError where it is whole and no page."""
    page = _decoded(_PAGE, body)
    return Page(tuple(map(_record, page.studies)), page.next_page_token or None, page.total_count)


def read_record(body: Text) -> FetchedRecord:
    """The one study of an answer; raises as ``read_page``."""
    return _record(body)


def read_data_version(body: Text) -> str | None:
    """When the registry's data were made, None where it does not say; raises as ``read_page``."""
    return _decoded(_VERSION, body).data_timestamp


def id_of(line: Text) -> str:
    """The number of the study on a line; raises as ``read_page``."""
    return _decoded(_STUDY, line).protocol_section.identification_module.nct_id


def _record(raw: Text | msgspec.Raw) -> FetchedRecord:
    study = _decoded(_STUDY, raw)
    identity = study.protocol_section.identification_module
    if not is_nct_id(identity.nct_id):
        raise SourceError(f"answered with a study numbered '{identity.nct_id}'", remedy=_FETCHED_ANEW)
    updated = study.protocol_section.status_module.last_update_post_date_struct.date
    derived = study.derived_section.misc_info_module.version_holder
    return FetchedRecord(
        id=identity.nct_id,
        aliases=identity.nct_id_aliases,
        version=RecordVersion(updated, derived) if updated and derived else None,
        line=_line(bytes(raw)),
    )


def _line(text: bytes) -> bytes:
    """The value on one line; a valid string has no line break in it, so only layout is lost."""
    if b"\n" in text or b"\r" in text:
        return msgspec.json.format(text, indent=-1)
    return text.strip()


def _decoded(decoder: msgspec.json.Decoder[_T], body: Text | msgspec.Raw) -> _T:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        what = f"answered with something else than the interface describes ({error})"
        raise SourceError(what, remedy="Check the address of the interface.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedAnswerError(f"the answer is no whole JSON: {error}") from error
