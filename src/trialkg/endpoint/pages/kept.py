"""Pages that are the same for everybody, kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from trialkg.endpoint.pages.making import Made

_MOST_BYTES: Final = 32 << 20

Key = tuple[str, bool]
"""The IRI of a study, and whether its page is compressed."""


class KeptPages:
    """The pages asked for last, up to so many bytes of them in all. Safe to share between threads."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._lock = Lock()
        self._pages: OrderedDict[Key, Made] = OrderedDict()

    def get(self, key: Key) -> Made | None:
        """The page that is kept, None where there is none."""
        with self._lock:
            made = self._pages.get(key)
            if made is not None:
                self._pages.move_to_end(key)
            return made

    def keep(self, key: Key, made: Made) -> None:
        """Keep a page; those go that nobody has asked for longest."""
        with self._lock:
            before = self._pages.pop(key, None)
            self._size += len(made.body) - (len(before.body) if before else 0)
            self._pages[key] = made
            while self._size > self._most:
                self._size -= len(self._pages.popitem(last=False)[1].body)
