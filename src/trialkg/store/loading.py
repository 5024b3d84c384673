"""Loading part by part in a thread, so that the next part is gathered while one is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import BinaryIO, Self

from trialkg.store.stream import ChunkStream


class BesideLoader:
    """Loads one part at a time. To be left as a context: after an error, what is under way is broken off."""

    def __init__(self, load: Callable[[BinaryIO], None]) -> None:
        self._load = load
        self._thread = ThreadPoolExecutor(1, "loader")
        self._stream = ChunkStream(())
        self._under_way: Future[None] | None = None

    def begin(self, texts: Iterable[bytes]) -> None:
        """Begin to load a part; the one before must have been waited for."""
        self._stream = ChunkStream(texts)
        self._under_way = self._thread.submit(self._load, self._stream.buffered())

    def wait(self) -> None:
        """Wait until the part that was begun is in; raises what its loading raised."""
        if self._under_way is not None:
            self._under_way.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._stream.stop()
        self._thread.shutdown()
