"""What was measured as an SVG picture (https://www.w3.org/TR/SVG2/): rates as bars, growth as a line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from benchmarks.growth import cost
from benchmarks.report import figure
from benchmarks.runs import Measured
from benchmarks.work import Done

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "performance.svg"

_WIDTH = 1000
_LEFT, _RIGHT = 210, 930
"""Where bars begin, and where the largest rate ends."""
_ROW = 24
_TOP = 64
_GROWTH = 250
"""How high the panel of the growing builds is."""
_STYLE = """
  text { font: 13px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2933 }
  .page { fill: #fbfcfd } .title { font-weight: 600 } .small { font-size: 11.5px; fill: #52606d }
  .own { fill: #2f6fb0 } .peer { fill: #9aa7b4 } .axis { stroke: #d3dae1; stroke-width: 1 }
  .line { stroke: #2f6fb0; stroke-width: 2; fill: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb } .page { fill: #10171f } .small { fill: #b3bfcb }
    .own { fill: #6ba6e0 } .peer { fill: #5c6a78 } .axis { stroke: #2b3743 } .line { stroke: #6ba6e0 }
  }"""


def performance_svg(measured: Mapping[str, Measured], builds: Sequence[Done] = ()) -> str:
    """The picture: a bar for each stage that works records, peers in grey; below it the builds, if any."""
    rates = {
        name: each.middle.rate
        for name, each in measured.items()
        if not each.middle.skipped and not name.startswith("mesh-")
    }
    bars = _TOP + _ROW * len(rates) + 30
    height = bars + (_GROWTH if len(builds) > 1 else 0)
    drawn = (*_bars(rates), *(_growth(builds, bars) if len(builds) > 1 else ()))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="title">',
            '<title id="title">How fast the stages of trialkg are, and peers beside them</title>',
            f"<style>{_STYLE}\n</style>",
            f'<rect class="page" width="{_WIDTH}" height="{height}" rx="12"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _bars(rates: Mapping[str, float]) -> Iterator[str]:
    yield _text(
        20,
        30,
        "Records a second, peers in grey (each step of the scale is ten times the one before)",
        "title",
    )
    if not rates:
        return
    first = math.floor(math.log10(min(rates.values())))
    last = max(math.ceil(math.log10(max(rates.values()))), first + 1)
    bottom = _TOP + _ROW * len(rates)
    for power in range(first, last + 1):
        x = _between(power, first, last, _LEFT, _RIGHT)
        yield f'<line class="axis" x1="{x:g}" y1="{_TOP - 6}" x2="{x:g}" y2="{bottom}"/>'
        yield _text(x, _TOP - 12, figure(10.0**power), "small", "middle")
    for number, (name, rate) in enumerate(rates.items()):
        y = _TOP + _ROW * number
        end = _between(math.log10(rate), first, last, _LEFT, _RIGHT)
        kind = "peer" if name.startswith("peer-") or name == "bulk" else "own"
        yield _text(_LEFT - 10, y + 14, name.removeprefix("peer-"), "", "end")
        width = max(end - _LEFT, 1)
        yield f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_ROW - 6}"/>'
        yield _text(end + 6, y + 14, figure(rate), "small")


def _growth(builds: Sequence[Done], top: int) -> Iterator[str]:
    """Cost over size, both from nought, so that a flat line is a cost that does not grow."""
    costs = [(done.records, cost(done)) for done in builds]
    widest, highest = costs[-1][0], max(each for _, each in costs) * 1.2
    bottom = top + _GROWTH - 50
    points = [
        (_between(size, 0, widest, _LEFT, _RIGHT), _between(each, 0, highest, bottom, top + 30))
        for size, each in costs
    ]
    yield _text(20, top + 12, "Microseconds a study, as a build grows", "title")
    yield f'<line class="axis" x1="{_LEFT}" y1="{bottom}" x2="{_RIGHT}" y2="{bottom}"/>'
    yield f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
    for (x, y), (size, each) in zip(points, costs, strict=True):
        yield f'<circle class="own" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        yield _text(x, y - 10, f"{each:,.0f}", "small", "middle")
        yield _text(x, bottom + 18, f"{size:,}", "small", "middle")


def _between(value: float, least: float, most: float, start: float, end: float) -> float:
    """Where a value of one scale stands on another."""
    return start + (value - least) / (most - least) * (end - start)


def _text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'
