"""``trialkg demo``: the whole path on example trials, with nothing to hand in."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from trialkg.build import REJECTED, BuildOptions, build_store
from trialkg.cli.console import streams
from trialkg.cli.reporting import exit_code, say_summary, say_validation, warn_rejections
from trialkg.cli.tables import rows_table
from trialkg.errors import SourceError
from trialkg.queries import ask
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore

_EXAMPLES = ("*.json", "*.txt")


@dataclass(frozen=True)
class Question:
    """A question people have, and the stored query that answers it."""

    text: str
    query: str
    parameters: tuple[tuple[str, str], ...]

    def command(self, store: Path) -> str:
        """How to ask it oneself."""
        parameters = " ".join(f"{name}={value}" for name, value in self.parameters)
        return f"trialkg query run {self.query} {parameters} --store {shlex.quote(str(store))}"


QUESTIONS = (
    Question("Which trials study FES-PET?", "studies-by-intervention", (("concept", "FES-PET"),)),
    Question(
        "Which trials combine a CDK4/6 inhibitor with endocrine therapy?",
        "studies-combining",
        (("first", "CDK4-6-inhibitor"), ("second", "endocrine-therapy")),
    ),
    Question(
        "Of which trial is SONImage a part, and who says so?", "study-relations", (("study", "NCT04125277"),)
    ),
    Question(
        "Which trials have progression-free survival as primary outcome?",
        "outcome-studies",
        (("concept", "PFS"), ("level", "primary")),
    ),
    Question("Who may take part in SONImage, and who may not?", "eligibility", (("study", "NCT04125277"),)),
)


def demo(
    store: Annotated[
        Path,
        typer.Option(
            "--store", metavar="DIR", help="Where to build; the examples are added to what is there."
        ),
    ] = Path("trialkg-demo"),
) -> int:
    """Build, validate and query the example trials: three seed protocols, SONIA and the trials around them.

    Example: trialkg demo
    """
    sources = [str(path) for pattern in _EXAMPLES for path in sorted(examples_folder().glob(pattern))]
    if not sources:
        remedy = "Install trialkg again."
        raise SourceError("the example trials are missing", where=str(examples_folder()), remedy=remedy)
    streams.say(f"Building {len(sources)} example trials into {store} ...")
    summary = build_store(sources, store, BuildOptions())
    say_summary(summary, doing="built")
    warn_rejections(summary, store / REJECTED)
    say_validation(summary)
    _answer(EmbeddedStore.open(store), store)
    _say_next(store)
    return exit_code(summary, None)


def _answer(graph: EmbeddedStore, store: Path) -> None:
    for question in QUESTIONS:
        solutions = ask(graph, question.query, dict(question.parameters))
        if isinstance(solutions, ox.QuerySolutions):
            streams.out.print(f"\n{question.text}\n$ {question.command(store)}", style="bold")
            streams.out.print(rows_table(solutions, only_filled=True))


def _say_next(store: Path) -> None:
    streams.say(
        f"\nThe graph is in {store}. What to type next:\n"
        f"  trialkg query list\n"
        f"  trialkg query run study-card study=NCT04125277 --store {shlex.quote(str(store))}\n"
        f"  trialkg export --store {shlex.quote(str(store))} -o demo.ttl\n"
        f"  trialkg build YOUR-RECORDS --store trialkg-store"
    )
