"""``trialkg reason``: what follows of the graph, and whether it can be true."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from trialkg.build import BuildOptions, map_sources, spooling
from trialkg.cli.console import streams
from trialkg.cli.options import refuse_store_beside
from trialkg.errors import UsageError, member_of
from trialkg.reasoning import DEFAULT_SAMPLE, Reasoned, read_studies, sampled
from trialkg.reasoning import reason as reasoned
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.vocabulary.namespaces import RDF

_DEFAULT_STORE = Path("trialkg-store")
_LOOKED_AT = 20
"""From so many studies a place in the sample, those that relate to others are picked."""


class ReasonFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def reason(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="RDF files with studies, in any syntax.")
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            envvar="TRIALKG_STORE",
            metavar="DIR",
            help="Else ./trialkg-store, else the example trials.",
        ),
    ] = None,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=1, help="How many studies to look at.")
    ] = DEFAULT_SAMPLE,
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text or json.")
    ] = ReasonFormat.TEXT.value,
) -> None:
    """Reason over the ontology and a sample of studies with HermiT.

    Says what follows of them. Exit 0: consistent; 1: a contradiction, or a class that can have no member,
    explained; 2: could not reason. Studies that relate to other studies come first into the sample.

    Example: trialkg reason --sample 3
    """
    chosen_format = member_of(ReasonFormat, output_format)
    if files:
        refuse_store_beside("files", context)
    found = _from_files(files) if files else _from_store_or_examples(store, sample)
    chosen = sampled(found, sample)
    streams.say(f"Reasoning over {len(chosen)} of {len(found)} studies …")
    result = reasoned(chosen)
    _print_json(result) if chosen_format is ReasonFormat.JSON else _print_text(result)
    raise typer.Exit(0 if result.sound else 1)


def _from_files(files: list[Path]) -> dict[str, bytes]:
    studies: dict[str, bytes] = {}
    for path in files:
        for iri, text in read_studies(path).items():
            studies[iri] = studies.get(iri, b"") + text
    return studies


def _from_store_or_examples(store: Path | None, sample: int) -> dict[str, bytes]:
    folder = store or _DEFAULT_STORE
    if store is None and read_manifest(folder) is None:
        streams.say(f"No store at ./{folder}: taking the example trials.")
        return _from_examples()
    return _from_store(folder, sample)


def _from_examples() -> dict[str, bytes]:
    with spooling() as spool:
        map_sources([str(path) for path in sorted(examples_folder().glob("NCT*"))], spool, BuildOptions())
        return dict(spool.studies())


def _from_store(folder: Path, sample: int) -> dict[str, bytes]:
    store = EmbeddedStore.open(folder)
    studies = {iri: store.study_ntriples(iri) for iri in islice(store.studies(), sample * _LOOKED_AT)}
    if not studies:
        raise UsageError(
            "there is no study to reason over", where=str(folder), remedy="Build some: trialkg build."
        )
    return studies


def _print_json(result: Reasoned) -> None:
    print(json.dumps({"consistent": result.consistent, **asdict(result)}, indent=2, ensure_ascii=False))


def _print_text(result: Reasoned) -> None:
    print("Studies:", " ".join(_short(iri) for iri in result.studies))
    print("Consistent." if result.consistent else "INCONSISTENT: the statements below cannot all be true.")
    if result.consistent:
        _print_findings(result)
    else:
        _print_clash(result)


def _print_findings(result: Reasoned) -> None:
    for name in result.unsatisfiable:
        print(f"UNSATISFIABLE: nothing can be a {_short(name)}; look at its axioms in ontology/trialkg.ttl.")
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for found in result.inferences:
        grouped[found.subject, found.predicate].append(_short(found.object))
    print(f"Inferred: {len(result.inferences)} statements.")
    for (subject, predicate), values in grouped.items():
        verb = "is a" if predicate == f"{RDF}type" else _short(predicate)
        print(f"  {_short(subject)} {verb} {', '.join(values)}")


def _print_clash(result: Reasoned) -> None:
    clash = result.clash
    if clash is None:
        return
    if clash.study:
        print(f"The clash is within {_short(clash.study)}:")
    for statement in clash.statements:
        print(f"  {statement}")
    if not clash.minimal:
        print("  (not all of these are needed; time ran out before the fewest were found)")
    print("Because:")
    for why in clash.reasons or ("(no single axiom names these terms; see ontology/trialkg.ttl)",):
        print(f"  {why}")


def _short(iri: str) -> str:
    return iri.rpartition("#")[2] if "/ontology#" in iri else iri.rpartition("/")[2]
