"""How a study came to be read: its source, the record's version, and what the reader met on the way."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something in a record that could be read only in part: the rest of the record stands.

    ``path`` is the place inside the record, ``value`` the text that stands there, ``reason`` what is wrong
    with it.
    """

    path: str
    value: str
    reason: str


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The source of a study record, by name, never by path.

    ``version`` is the registry's own mark of the record's version: the date the registry processed the data.
    """

    source: str
    url: str | None = None
    version: str | None = None
    retrieved: str | None = None
    findings: tuple[Finding, ...] = ()
