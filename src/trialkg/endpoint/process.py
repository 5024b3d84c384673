"""The server's side of a query process: starting it, asking it, ending it."""

from __future__ import annotations

import asyncio
import os
import socket
import tempfile
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import IO, Final

import msgspec

from trialkg.endpoint.jobs import LENGTH, Head, Job, Ready, packed
from trialkg.endpoint.settings import Settings
from trialkg.endpoint.worker import answer_queries
from trialkg.errors import StoreError

_PIECE: Final = 64 << 10
_IN_MEMORY: Final = 256 << 10
_LOWEST_PRIORITY: Final = 19
_START_SECONDS: Final = 60.0


class Reply(msgspec.Struct, frozen=True):
    """How a query went, and its answer: bytes, or a temporary file where it is large."""

    head: Head
    body: bytes | IO[bytes] = b""


class QueryProcess:
    """A process that has the store open and takes one query at a time."""

    def __init__(
        self,
        process: BaseProcess,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        generation: str,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._slowed = False
        self.generation = generation
        self.spent = False
        """Whether it should not be asked again: it is in a query, has died or has been slowed."""

    @classmethod
    async def start(cls, settings: Settings) -> QueryProcess:
        """A process ready to be asked; raises StoreError where the store cannot be opened."""
        # Not forked from the server, whose threads and connections a fork would copy or cut off.
        context = get_context("forkserver")
        context.set_forkserver_preload(["__main__", answer_queries.__module__])
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = (theirs, settings.store, settings.memory)
            process = context.Process(target=answer_queries, args=arguments, daemon=True)
            await asyncio.to_thread(process.start)
        reader, writer = await asyncio.open_connection(sock=ours)
        try:
            async with asyncio.timeout(_START_SECONDS):
                ready = msgspec.msgpack.decode(await _message(reader), type=Ready)
        except (asyncio.IncompleteReadError, OSError, TimeoutError) as error:
            process.kill()
            remedy = "Try it: trialkg sparql -e 'ASK {}'."
            raise StoreError(
                "a query process could not open the store", where=str(settings.store), remedy=remedy
            ) from error
        return cls(process, reader, writer, ready.generation)

    @property
    def alive(self) -> bool:
        """Whether it has not ended by itself; where memory is short, the system may end any process."""
        return not self._reader.at_eof()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    async def ask(self, job: Job) -> Reply:
        """The reply to a query; raises EOFError or OSError where the process dies of it.

        Given up before the reply is there, the process is spent.
        """
        self.spent = True
        self._writer.write(packed(job))
        head = msgspec.msgpack.decode(await _message(self._reader), type=Head)
        body = await self._body(head.size)
        self.spent = head.worn or self._slowed
        return Reply(head, body)

    async def _body(self, size: int) -> bytes | IO[bytes]:
        """The answer off the socket, so that a client that reads slowly does not hold the process."""
        if size <= _IN_MEMORY:
            return await self._reader.readexactly(size)
        spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who sends it
        while size:
            piece = await self._reader.readexactly(min(size, _PIECE))
            spool.write(piece)
            size -= len(piece)
        spool.seek(0)
        return spool

    def slow_down(self) -> None:
        """Let every other process go first; there is no way back, so it is spent."""
        self._slowed = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST_PRIORITY)

    async def end(self) -> None:
        """Kill the process, whatever it does, and wait until its memory is free."""
        self._process.kill()
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
        await asyncio.to_thread(self._process.join)
        self._process.close()


async def _message(reader: asyncio.StreamReader) -> bytes:
    length = int.from_bytes(await reader.readexactly(LENGTH), "big")
    return await reader.readexactly(length)
