"""Measures every stage, beside peers in the same run, and prints tables: ``python -m benchmarks``.

``--peers`` adds those that have to be installed: Morph-KGC and maplib, each in an environment of its own in
the user's cache, and Virtuoso where the machine has it. ``--growth`` adds builds of growing size.
"""

from __future__ import annotations

import argparse
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.corpus import REAL, REAL_MESH, write_corpus
from benchmarks.growth import grown, growth_lines
from benchmarks.page import PAGE, write_section
from benchmarks.plot import PICTURE, performance_svg
from benchmarks.report import machine, ratio_table, stage_table
from benchmarks.runs import Measured, run, run_all
from benchmarks.stages import INSTALLED_PEERS, STAGES
from benchmarks.work import Done

_WIDTH = 112
_SIZES = (10_000, 20_000, 50_000)
_PEERS_DO = """\
Peers get the same records or the same triples. Morph-KGC and maplib map the common core of fields from flat
tables, with cells cleaned and parts named for them, which is done before their clock runs; trialkg starts
from the nested JSON. What they write is counted, and compared with what trialkg writes; each has one thread,
as trialkg has there."""


def main() -> None:
    """Measure, print, and with ``--write`` put the tables and the plot into the documentation."""
    options = _options()
    names = options.only if options.only is not None else _measurable(options.peers)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.ndjson"
        written = write_corpus(corpus, options.size)
        measured = run_all(names, corpus, options.runs)
        memory = _memory(Path(folder), options.size, measured)
    builds = grown(options.growth) if options.growth is not None else []
    about = _about(options.size, written, options.runs)
    sections = _sections(about, measured, memory, builds)
    for title, text in sections.items():
        print(f"## {title}\n\n{text}\n")
    if options.write:
        _write(sections, performance_svg(measured, builds))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=2000, help="records in the corpus")
    parser.add_argument("--runs", type=int, default=3, help="runs of each stage, in turns; the median counts")
    parser.add_argument("--only", nargs="+", choices=STAGES, metavar="STAGE", help="stages to measure")
    parser.add_argument("--peers", action="store_true", help="measure peers too that have to be installed")
    parser.add_argument(
        "--growth",
        nargs="*",
        type=int,
        metavar="SIZE",
        help=f"measure builds of growing size too: of {', '.join(map(str, _SIZES))} unless sizes are given",
    )
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} and its plot too")
    options = parser.parse_args()
    if options.growth is not None:
        options.growth = sorted(set(options.growth or _SIZES))
    return options


def _measurable(peers: bool) -> list[str]:
    """The stages whose data is at hand."""
    return [
        name
        for name in STAGES
        if (REAL_MESH.is_file() or not name.startswith("mesh-")) and (peers or name not in INSTALLED_PEERS)
    ]


def _memory(folder: Path, size: int, measured: Mapping[str, Measured]) -> str:
    """Whether the memory of a stream grows with it."""
    if "stream" not in measured:
        return ""
    large = folder / "large.ndjson"
    write_corpus(large, size * 4)
    least, most = measured["stream"].middle, run("stream", large)
    return (
        f"Memory of the stream: {least.process:.0f} MB for {least.records:,} records,"
        f" {most.process:.0f} MB for {most.records:,}."
    )


def _about(size: int, written: int, runs: int) -> str:
    source = "parts of real records" if REAL.is_dir() else "parts of the examples"
    text = (
        f"{size:,} records of {written / size / 1000:.1f} KB on average, made of {source};"
        f" runs of each stage: {runs}, in turns, of which the median counts; each is a process of its own."
        f" {machine()}"
    )
    return textwrap.fill(text, _WIDTH)


def _sections(
    about: str, measured: Mapping[str, Measured], memory: str, builds: Sequence[Done]
) -> dict[str, str]:
    sections = {
        "Limits": "\n".join(("Ratios of medians of one run.", "", *ratio_table(measured))),
        "Stages": "\n\n".join(filter(None, (about, _PEERS_DO, "\n".join(stage_table(measured)), memory))),
    }
    if builds:
        sections["Growth"] = "\n".join(_growth(builds))
    return sections


def _growth(builds: Sequence[Done]) -> Iterator[str]:
    yield "Source to store in two processes, linked, not validated: each size from a corpus of its own."
    yield ""
    yield from growth_lines(builds)


def _write(sections: Mapping[str, str], picture: str) -> None:
    PICTURE.write_text(picture, encoding="utf-8")
    shown = (
        f"![Rates of the stages and of peers, and the cost of a study]({PICTURE.parent.name}/{PICTURE.name})"
    )
    for title, text in sections.items():
        plot = f"{shown}\n\n" if title == "Stages" else ""
        write_section(title, f"Measured by `python -m benchmarks --write`.\n\n{plot}{text}")


if __name__ == "__main__":
    main()
