"""A clock that tests turn themselves: nobody waits, and what would have been waited is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trialkg.registries.ctgov.retries import Clock

START = datetime(2025, 6, 2, 12, tzinfo=UTC)


class HandClock:
    """Time that passes only where something sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.seconds = 0.0

    @property
    def clock(self) -> Clock:
        return Clock(
            sleep=self.sleep,
            elapsed=lambda: self.seconds,
            now=lambda: START + timedelta(seconds=self.seconds),
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
