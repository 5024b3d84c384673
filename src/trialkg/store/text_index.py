"""Where the text of each study lies, found by the study's IRI: for those who read one study, not all."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain

import msgspec

from trialkg.store.texts import Held


class TextIndex:
    """Finds the texts among what a store holds. It takes some fifty bytes a study."""

    def __init__(self, frames: Iterable[Held]) -> None:
        self._frames: list[Held] = []
        rows = sorted(chain.from_iterable(map(self._rows, frames)))
        self._hashes = array("q", (row[0] for row in rows))
        self._places = array("I", chain.from_iterable(row[1:] for row in rows))

    def _rows(self, frame: Held) -> list[tuple[int, int, int, int]]:
        """The hash of each study of a frame, the number of the frame, and where in it the text lies."""
        number = len(self._frames)
        rows = [(hash(iri), number, *piece) for iri, piece in zip(frame.studies, frame.pieces, strict=True)]
        if rows:
            self._frames.append(msgspec.structs.replace(frame, studies=(), pieces=()))
        return rows

    def find(self, study: str) -> Held | None:
        """Where the text of a study lies, None where it has none.

        Very seldom it is the text of another, since studies are told apart by 64 bits.
        """
        place = bisect_left(self._hashes, hash(study))
        if place == len(self._hashes) or self._hashes[place] != hash(study):
            return None
        number, start, end = self._places[3 * place : 3 * place + 3]
        return msgspec.structs.replace(self._frames[number], studies=(study,), pieces=((start, end),))
