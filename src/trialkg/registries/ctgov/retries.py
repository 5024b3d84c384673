"""When to ask again, and how long to wait before: a polite pace, backoff, and what ``Retry-After`` says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

ATTEMPTS = 7
"""How often one request is sent in all; the waits between add up to a minute or two."""

LONGEST_WAIT = 600.0
"""Seconds beyond which a wait that the server asks for ends the fetch, which can be resumed later."""

_BACKOFF = wait_exponential_jitter(initial=1, max=60, jitter=1)


class PassingError(Exception):
    """A fault that may be gone when asked again; ``wait`` is how many seconds the server asks for."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True)
class Clock:
    """Time as the client meets it, so that tests need not wait."""

    sleep: Callable[[float], None] = time.sleep
    elapsed: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(tz=UTC))


class Pace:
    """Keeps the beginnings of requests apart, so many a minute at most."""

    def __init__(self, per_minute: float, clock: Clock) -> None:
        self._interval = 60.0 / per_minute
        self._clock = clock
        self._next = clock.elapsed()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        early = self._next - self._clock.elapsed()
        if early > 0:
            self._clock.sleep(early)
        self._next = max(self._next, self._clock.elapsed()) + self._interval


def retrying(clock: Clock, told: Callable[[str], object]) -> Retrying:
    """Calls again what raises PassingError, and raises the last one; ``told`` hears of every wait."""

    def tell(state: RetryCallState) -> None:
        told(f"{_fault(state)}; asking again in {state.upcoming_sleep:.0f} s")

    return Retrying(
        sleep=clock.sleep,
        stop=stop_after_attempt(ATTEMPTS),
        wait=lambda state: max(_BACKOFF(state), getattr(_fault(state), "wait", 0.0)),
        retry=retry_if_exception_type(PassingError),
        before_sleep=tell,
        reraise=True,
    )


def wait_asked(header: str | None, now: datetime) -> float:
    """Seconds to wait by a ``Retry-After`` of seconds or a date (RFC 9110, 10.2.3), 0 where it is neither."""
    text = (header or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _fault(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
