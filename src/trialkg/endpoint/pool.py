"""The query processes of a server: enough of them stand ready, and each is killed at its query's deadline."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine

from trialkg.endpoint.admission import Admission, NotAdmittedError, Place
from trialkg.endpoint.jobs import Head, Job, Outcome
from trialkg.endpoint.process import QueryProcess, Reply
from trialkg.endpoint.settings import Settings
from trialkg.endpoint.standing import Standing
from trialkg.errors import StoreError

_DIED = "the query ended its process: it took too much memory, or was nested too deeply. Ask for less."


class Pool:
    """Answers queries in processes of their own, within the limits of the settings."""

    def __init__(self, settings: Settings, standing: Standing) -> None:
        self._settings = settings
        self._standing = standing
        self._ready: deque[QueryProcess] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._closed = False
        self.running = 0
        """Queries that have a process of their own now."""
        self.admission = Admission(settings)

    @property
    def ready(self) -> int:
        """Processes that stand ready."""
        return len(self._ready)

    async def open(self) -> None:
        """Start the processes; raises StoreError where the store cannot be opened."""
        for _ in range(self._settings.quick):
            self._ready.append(await QueryProcess.start(self._settings))

    async def close(self) -> None:
        """End the processes, those in the midst of a query too."""
        self._closed = True
        while self._ready or self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            while self._ready:
                await self._ready.popleft().end()

    async def ask(self, job: Job, client: str) -> Reply:
        """The reply to a query; ``client`` is who asks. Cancelled, it ends the query."""
        try:
            async with self.admission.place(client) as place:
                return await self._asked(job, place)
        except NotAdmittedError as error:
            return _without_answer(error.outcome, error.message)
        except StoreError as error:
            return _without_answer(Outcome.FAILED, str(error))

    async def _asked(self, job: Job, place: Place) -> Reply:
        process = await self._process()
        self.running += 1
        try:
            return await self._within_deadline(process, job, place)
        except TimeoutError:
            message = (
                f"the query took longer than {self._settings.timeout:g} s. Ask for less, or more exactly."
            )
            return _without_answer(Outcome.TIMED_OUT, message)
        except (EOFError, OSError):
            return _without_answer(Outcome.DIED, _DIED)
        finally:
            self.running -= 1
            self._give_back(process)

    async def _within_deadline(self, process: QueryProcess, job: Job, place: Place) -> Reply:
        async with asyncio.timeout(self._settings.timeout):
            reply = asyncio.ensure_future(process.ask(job))
            try:
                # A page has queries of the server's own: nobody can make them long, and none is sent away.
                patience = None if job.page else self._settings.patience
                done, _ = await asyncio.wait({reply}, timeout=patience)
                if not done:
                    place.become_long()
                    process.slow_down()
                    self._refill()
                return await reply
            finally:
                reply.cancel()

    async def _process(self) -> QueryProcess:
        """A process that has the standing generation open: one that is ready, else a new one."""
        generation = self._standing.manifest.generation
        while self._ready:
            process = self._ready.popleft()
            if process.alive and process.generation == generation:
                return process
            self._end(process)
        return await QueryProcess.start(self._settings)

    def _give_back(self, process: QueryProcess) -> None:
        if process.spent or self._closed or len(self._ready) >= self._settings.quick:
            self._end(process)
        else:
            self._ready.append(process)

    def _end(self, process: QueryProcess) -> None:
        self._later(process.end())
        self._refill()

    def _refill(self) -> None:
        """Start a process where fewer than usual stand ready or are at work on quick queries."""
        quick = self.running - self.admission.long
        enough = len(self._ready) + self._starting + quick >= self._settings.quick
        if not enough and not self._closed:
            self._starting += 1
            self._later(self._started())

    async def _started(self) -> None:
        try:
            self._ready.append(await QueryProcess.start(self._settings))
        except StoreError:
            # The next query tries again, and tells whoever asks.
            return
        finally:
            self._starting -= 1

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _without_answer(outcome: Outcome, message: str) -> Reply:
    return Reply(Head(outcome=outcome, message=message))
