"""``trialkg export``: a store as one file, equal to the byte for equal graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.console import streams
from trialkg.cli.options import StoreOption
from trialkg.errors import UsageError
from trialkg.formats import RdfFormat
from trialkg.publishing import LinkTable, open_output, write_rdf
from trialkg.store import EmbeddedStore
from trialkg.terminology import load_terminology

_SSSOM = "sssom"
_RDF = ", ".join(each.option for each in RdfFormat)
_FORMATS = f"{_RDF}, {_SSSOM}"


def export(
    output: Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="The file; - is stdout.")],
    store: StoreOption = Path("trialkg-store"),
    rdf_format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=f"{_FORMATS}; else from the file's name."),
    ] = None,
    study: Annotated[
        list[str] | None, typer.Option("--study", metavar="NCT", help="Only this study; may be repeated.")
    ] = None,
    studies_only: Annotated[
        bool, typer.Option("--studies-only", help="Leave out ontology, concepts and MeSH.")
    ] = False,
) -> None:
    """Write the graph, or some of its studies, to a file that stays the same as long as the graph does.

    A name that ends in .gz is compressed. N-Quads and TriG name a graph for each study. SSSOM (.sssom.tsv)
    has the links alone: what each condition and intervention was linked to, how, and how sure that is.

    Example: trialkg export --store demo-store -o studies.ttl --studies-only
    """
    links = rdf_format == _SSSOM or (rdf_format is None and _is_sssom(output))
    chosen = None if links else rdf_format_of(output, rdf_format, _FORMATS)
    graph = EmbeddedStore.open(store)
    wanted = _wanted(graph.studies(), study or [])
    if chosen is None:
        _write_links(graph, wanted, output)
        return
    vocabulary = b"" if studies_only or study else graph.vocabulary_ntriples()
    named = graph.unresolved_studies(wanted if study else None)
    texts = ((iri, graph.study_ntriples(iri)) for iri in sorted((*wanted, *named)))
    with open_output(output) as out:
        written = write_rdf(
            _watched(texts, len(wanted) + len(named)),
            out,
            chosen,
            vocabulary=vocabulary,
            base=graph.manifest.base,
        )
    streams.say(f"Wrote {written:,} triples to {output} as {chosen.option}, studies: {len(wanted):,}.")


def _is_sssom(output: str) -> bool:
    return output.lower().removesuffix(".gz").endswith(".sssom.tsv")


def _write_links(graph: EmbeddedStore, wanted: list[str], output: str) -> None:
    labels = {notation: concept.label for notation, concept in load_terminology().concepts.items()}
    table = LinkTable(graph.manifest.base, labels, graph.manifest.trialkg)
    texts = ((iri, graph.study_ntriples(iri)) for iri in wanted)
    with open_output(output) as out:
        written = table.write(_watched(texts, len(wanted)), out)
    streams.say(f"Wrote {written:,} links to {output} as {_SSSOM}, studies: {len(wanted):,}.")


def rdf_format_of(output: str, option: str | None, formats: str = _RDF) -> RdfFormat:
    """The format an option names, else that of the file's name; Turtle on standard output.

    ``formats`` are those that the command knows, for the one who names another.
    """
    if option:
        chosen = next((each for each in RdfFormat if each.option == option), None)
        if chosen is None:
            raise UsageError(f"unknown format '{option}'", remedy=f"Choose one of: {formats}.")
        return chosen
    if output == "-":
        return RdfFormat.TURTLE
    named = RdfFormat.from_path(output)
    if named is None:
        raise UsageError(
            "the name does not tell the format", where=output, remedy=f"Add --format: {formats}."
        )
    return named


def _wanted(iris: list[str], ids: list[str]) -> list[str]:
    """The studies with these registry ids, or all, in the order of their IRIs."""
    if not ids:
        return iris
    known = {_registry_id(iri): iri for iri in iris}
    unknown = [name for name in ids if name.upper() not in known]
    if unknown:
        raise UsageError(
            f"no such study in the store: {', '.join(unknown)}",
            remedy="The studies it has: trialkg query run studies.",
        )
    return sorted({known[name.upper()] for name in ids})


def _registry_id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].upper()


def _watched(texts: Iterable[tuple[str, bytes]], total: int) -> Iterator[tuple[str, bytes]]:
    """The same texts, counted on a progress bar as they pass."""
    with streams.progress("Exporting", total) as bar:
        for text in texts:
            yield text
            bar.advance(bar.task_ids[0])
