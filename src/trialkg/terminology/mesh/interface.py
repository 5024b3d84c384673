"""What can be asked of MeSH, wherever it is kept."""

from __future__ import annotations

from typing import Protocol

from trialkg.terminology.entries import Descriptor, Named


class Mesh(Protocol):
    """One year of MeSH. Keys are those of ``terminology.keys``; ids are ``D…`` or, supplementary, ``C…``."""

    @property
    def year(self) -> str:
        """The year of MeSH, as in ``2024``."""

    @property
    def source(self) -> str:
        """What it was made from: ``slice``, or the SHA-256 of NLM's files as ``sha256:…``."""

    @property
    def complete(self) -> bool:
        """Whether this is the whole of a year, so that a descriptor it does not know is not MeSH's."""

    @property
    def has_supplementary(self) -> bool:
        """Whether supplementary concepts are in it."""

    def descriptor(self, id: str) -> Descriptor | None:
        """The descriptor or supplementary concept of this id."""

    def named(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``exact_key``; labels first, then by id."""

    def alike(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``words_key``: normalised, in any order of words; labels first."""

    def words_like(self, word: str) -> tuple[str, ...]:
        """Words of MeSH's names one edit away, two where both have nine letters or more; nearest first.

        Those of supplementary concepts, substances for the most part, are left out of an index.
        Words are as in a ``words_key``; an edit is a letter more, less, other, or two neighbours swapped.
        """

    def knows_word(self, word: str) -> bool:
        """Whether this is a word of a name, as in a ``words_key``."""

    def ancestors(self, id: str) -> frozenset[str]:
        """The ids above a descriptor in any of its trees, itself left out; empty for an unknown id."""

    def narrower(self, id: str) -> frozenset[str]:
        """The ids below a descriptor, at any depth, itself left out; empty for an unknown id."""
