"""What was measured, as tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.limits import MEMORY, RATES, RATIOS, Ratio, verdict
from benchmarks.runs import Measured
from benchmarks.stages import stage

_VERSIONS = ("msgspec", "pyoxigraph", "rdflib", "pyshacl")


def machine() -> str:
    """The machine and the versions that figures hold for."""
    versions = ", ".join(f"{name} {version(name)}" for name in _VERSIONS)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({_processor()}), {_memory():.0f} GB, {platform.system()}"
        f" {platform.release()}, Python {platform.python_version()}, {versions}."
        f" The load of the machine at the end was {load:.1f}: above {os.cpu_count()}, others were at work."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def stage_table(measured: Mapping[str, Measured]) -> Iterator[str]:
    """A row for each stage: its rates, its memory, and the limit of its rate."""
    yield (
        "| stage | what it is | records/s | triples/s | triples a record | spread |"
        " MB a process | MB in all | limit |"
    )
    yield "|---|---|---:|---:|---:|---:|---:|---:|---|"
    for name, each in measured.items():
        yield f"| {name} | {_what(name)} | {_figures(each)} | {_limit(each)} |"


def _what(name: str) -> str:
    return (stage(name).__doc__ or "").rstrip(".")


def _figures(each: Measured) -> str:
    done = each.middle
    if done.skipped:
        return f"skipped: {done.skipped} | | | | | "
    triples = (
        (f"{done.triple_rate:,.0f}", f"{done.triples / done.records:,.0f}") if done.triples else ("", "")
    )
    spread = f"{each.spread:.0%}" if len(each.runs) > 1 else ""
    memory = (f"{done.process:,.0f}", f"{done.tree:,.0f}")
    return " | ".join((figure(done.rate), *triples, spread, *memory))


def figure(rate: float) -> str:
    """A rate as a number of two digits at least."""
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def _limit(each: Measured) -> str:
    done = each.middle
    rates = [limit for limit in RATES if limit.stage == each.name and not done.skipped]
    return "".join(
        f"{limit.least:,.0f} {limit.unit}/s: {verdict(done.rate >= limit.least)}" for limit in rates
    )


def ratio_table(measured: Mapping[str, Measured]) -> Iterator[str]:
    """A row for each ratio whose stages were both measured, and for each limit of memory."""
    yield "| measure | stages | measured | limit | |"
    yield "|---|---|---:|---:|---|"
    for limit in RATIOS:
        value = ratio(limit, measured)
        if value is not None:
            stages = f"{limit.stage} / {limit.over}"
            yield (
                f"| {limit.said} | {stages} | {_number(value)} | {_number(limit.least)} |"
                f" {verdict(value >= limit.least)} |"
            )
    for most in MEMORY:
        if most.stage in measured:
            peak = measured[most.stage].middle.process
            yield (
                f"| memory of a process | {most.stage} | {peak:,.0f} MB | {most.most:,.0f} MB |"
                f" {verdict(peak <= most.most)} |"
            )


def ratio(limit: Ratio, measured: Mapping[str, Measured]) -> float | None:
    """The ratio of the medians; None where one of the two stages was not measured."""
    if limit.stage not in measured or limit.over not in measured:
        return None
    one, other = measured[limit.stage].middle, measured[limit.over].middle
    if one.skipped or other.skipped:
        return None
    if limit.unit == "triples":
        return one.triple_rate / other.triple_rate
    return one.rate / other.rate


def _number(value: float) -> str:
    """A ratio as people say it: 25 times, or a sixth."""
    return f"{value:,.1f}" if value >= 1 else f"{value:.2f} (1/{1 / value:.1f})"
