"""How an index lies on disk: one LMDB file, whose tables are named here for writer and reader alike."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha1

import msgspec

from trialkg.errors import SourceError
from trialkg.terminology.keys import KEYS_VERSION

INDEX_FILE = "mesh.mdb"
"""The name of the index in its folder."""

LAYOUT = 3
"""One higher whenever tables or values change."""

ABOUT = b"about"
"""The one key of its table."""

SUPPLEMENTARY = "C"
"""What the ids of supplementary concepts begin with."""

_LONGEST = 440
"""LMDB's keys have at most 511 bytes; names of chemicals are longer."""


class Table(StrEnum):
    """A table of the file, with what its keys and values are."""

    ABOUT = "about"
    """``ABOUT``: an About."""
    ENTRIES = "entries"
    """Id: Descriptor."""
    ABOVE = "above"
    """Id: the ids of all ancestors."""
    BELOW = "below"
    """Id: the ids one step down."""
    EXACT = "exact"
    """``exact_key``: what is named so."""
    ALIKE = "alike"
    """``words_key``: what is named so."""
    WORDS = "words"
    """A word of a ``words_key``: nothing."""
    SPELLING = "spelling"
    """``words``, ``offsets`` and ``table`` of a Spellings, as they lie in memory."""
    SIEVES = "sieves"
    """A table of ``SIEVED``: the bits of the Sieve of its keys."""

    __hash__ = str.__hash__  # Quicker than that of an enum, and every look-up needs it.


SIEVED = frozenset((Table.EXACT, Table.ALIKE, Table.WORDS))
"""The tables that are mostly asked for what they do not have."""


class Source(msgspec.Struct, frozen=True):
    """A file that an index was made from."""

    name: str
    sha256: str


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an index holds and what it was made from; ``year`` is empty where nobody told it."""

    year: str
    descriptors: int
    supplementary: int
    names: int
    sources: tuple[Source, ...]
    layout: int = LAYOUT
    keys: int = KEYS_VERSION


def slot(key: str) -> bytes:
    """Where the value of a key stands: its bytes, or a shorter form of those that are too long."""
    written = key.encode()
    if len(written) <= _LONGEST:
        return written
    return written[:_LONGEST] + sha1(written, usedforsecurity=False).digest()


def unusable(what: str, where: str) -> SourceError:
    """The error of an index that cannot be used."""
    return SourceError(what, where=where, remedy="Install again: trialkg mesh install FILE")
