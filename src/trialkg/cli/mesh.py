"""``trialkg mesh``: MeSH installed, looked up, and named in people's own terms."""

from __future__ import annotations

import csv
import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, BinaryIO

import msgspec
import typer

from trialkg.cli.console import streams
from trialkg.cli.options import MeshOption, index_chosen
from trialkg.cli.tables import plain_table
from trialkg.errors import SourceError, UsageError, member_of
from trialkg.linking import DescriptorLinker, TermLink, link_terms
from trialkg.terminology import Descriptor, Mesh, load_terminology
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh import About, index_folder, install_mesh
from trialkg.validation import counted

_ID = re.compile(r"[DC]\d{6,9}", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_TRIED = 64
_SUGGESTED = 5

mesh_app = typer.Typer(
    help="Install MeSH, look it up, and link terms to it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


class LookupFormat(StrEnum):
    """How a descriptor is shown."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


class Card(msgspec.Struct, frozen=True, rename="camel"):
    """What is shown of a descriptor; ``narrower`` is how many there are below it."""

    mesh: str
    label: str
    tree_numbers: tuple[str, ...]
    entry_terms: tuple[str, ...]
    broader: tuple[str, ...]
    narrower: int
    mapped_to: tuple[str, ...]


@mesh_app.command("install")
def install(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="NLM's mesh20XX.nt or desc20XX.xml, plain or .gz; without it the current year is fetched.",
        ),
    ] = None,
    supplementary: Annotated[
        Path | None,
        typer.Option("--supplementary", metavar="FILE", help="NLM's supp20XX.xml, plain or .gz."),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year", metavar="YEAR", help="The year to fetch, or that of files that do not tell theirs."
        ),
    ] = None,
    address: Annotated[
        str | None, typer.Option("--from", metavar="URL", help="A mirror of NLM's folder of MeSH RDF.")
    ] = None,
) -> None:
    """Install a year of MeSH, in place of the one that is installed.

    The index goes to the folder that the environment variable TRIALKG_MESH names, else to your data folder.

    Example: trialkg mesh install mesh2024.nt
    """
    if year is not None and not _YEAR.fullmatch(year):
        raise UsageError(f"'{year}' is no year", remedy="Write it like 2024.")
    folder = index_folder()
    more = [supplementary] if supplementary else []
    if files:
        _install([*files, *more], folder, year)
        return
    with TemporaryDirectory(prefix="trialkg-mesh-") as aside:
        _install([_fetched(Path(aside), year, address), *more], folder, year)


def _fetched(folder: Path, year: str | None, address: str | None) -> Path:
    # Only this needs a network library, which takes its time to load.
    from trialkg.terminology.mesh.download import NLM, download_mesh

    this = datetime.now(tz=UTC).year
    with streams.progress("Fetching MeSH") as bar:
        found = download_mesh(
            folder,
            (int(year),) if year else (this, this - 1),
            address or NLM,
            lambda done, total: bar.update(bar.task_ids[0], completed=done, total=total),
        )
    checked = "its SHA-1 is the published one" if found.verified else "no checksum is published for it"
    streams.say(f"Fetched {found.address}; {checked}.")
    return found.path


def _install(files: list[Path], folder: Path, year: str | None) -> None:
    with streams.progress("Installing MeSH"):
        about = install_mesh(files, folder, year or "")
    _say_installed(about, folder)


def _say_installed(about: About, folder: Path) -> None:
    held = counted(about.descriptors, "descriptor")
    if about.supplementary:
        held += f" and {counted(about.supplementary, 'supplementary concept')}"
    year = about.year or "(year unknown)"
    streams.say(f"Installed MeSH {year}: {held} with {about.names:,} names, in {folder}.")
    if not about.year:
        streams.warn("The files do not say which year they are of; install again with --year to record it.")


@mesh_app.command("lookup")
def lookup(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="An id such as D001943, or a name.")],
    mesh: MeshOption = None,
    shown_as: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="table, csv, tsv or json; a table on a terminal, else csv."
        ),
    ] = None,
) -> int:
    """Look up a descriptor by its id or any of its names, in any order of words.

    Exits with 1 where nothing is found, and suggests what is spelt almost so.

    Example: trialkg mesh lookup "cancer of the breast"
    """
    chosen = member_of(LookupFormat, shown_as) if shown_as else None
    known = load_terminology(index_chosen(mesh)).mesh
    found = list(_found(text, known))
    if not found:
        _say_not_found(text, known)
        return 1
    _show([_card(entry, known) for entry in found], chosen, known)
    return 0


def _found(text: str, mesh: Mesh) -> Iterator[Descriptor]:
    """The descriptor of this id; else those of this name, else those of its words."""
    if _ID.fullmatch(text.strip()):
        ids = [text.strip().upper()]
    else:
        ids = [each.id for each in mesh.named(exact_key(text)) or mesh.alike(words_key(text))]
    return (entry for id_ in ids if (entry := mesh.descriptor(id_)) is not None)


def _say_not_found(text: str, mesh: Mesh) -> None:
    whole = "" if mesh.complete else "the slice of "
    streams.warn(f"Nothing is called '{text}' in {whole}MeSH {mesh.year}.")
    near = list(islice(dict.fromkeys(_near(text, mesh)), _SUGGESTED))
    if near:
        streams.warn(f"Near it: {'; '.join(near)}")
    if not mesh.complete:
        streams.warn("For the whole of MeSH: trialkg mesh install")


def _near(text: str, mesh: Mesh) -> Iterator[str]:
    """Names whose words are each the text's, or spelt almost so."""
    choices = [
        (word,) if mesh.knows_word(word) else mesh.words_like(word) for word in words_key(text).split()
    ]
    for words in islice(product(*choices), _TRIED):
        for named in mesh.alike(" ".join(sorted(words))):
            yield f"{named.name} ({named.id})"


def _card(entry: Descriptor, mesh: Mesh) -> Card:
    return Card(
        mesh=entry.id,
        label=entry.label,
        tree_numbers=entry.tree_numbers,
        entry_terms=tuple(name for name in entry.names if name != entry.label),
        broader=entry.broader,
        narrower=len(mesh.narrower(entry.id)),
        mapped_to=entry.mapped_to,
    )


def _show(cards: list[Card], shown_as: LookupFormat | None, mesh: Mesh) -> None:
    chosen = shown_as or (LookupFormat.TABLE if sys.stdout.isatty() else LookupFormat.CSV)
    if chosen is LookupFormat.TABLE:
        _show_tables(cards, mesh)
    elif chosen is LookupFormat.JSON:
        streams.out.print(msgspec.json.format(msgspec.json.encode(cards)).decode())
    else:
        delimiter = "," if chosen is LookupFormat.CSV else "\t"
        writer = csv.writer(sys.stdout, delimiter=delimiter, lineterminator="\n")
        writer.writerow(field.encode_name for field in msgspec.structs.fields(Card))
        writer.writerows(_cells(card) for card in cards)


def _cells(card: Card) -> tuple[str, ...]:
    return (
        card.mesh,
        card.label,
        " ".join(card.tree_numbers),
        "; ".join(card.entry_terms),
        " ".join(card.broader),
        str(card.narrower),
        " ".join(card.mapped_to),
    )


def _show_tables(cards: Iterable[Card], mesh: Mesh) -> None:
    for card in cards:
        table = plain_table(card.mesh, card.label)
        table.add_row("tree numbers", " ".join(card.tree_numbers))
        table.add_row("entry terms", "; ".join(card.entry_terms))
        table.add_row("broader", _with_labels(card.broader, mesh))
        table.add_row("narrower", f"{card.narrower:,}")
        if card.mapped_to:
            table.add_row("mapped to", _with_labels(card.mapped_to, mesh))
        streams.out.print(table)


def _with_labels(ids: Iterable[str], mesh: Mesh) -> str:
    entries = ((id_, mesh.descriptor(id_)) for id_ in ids)
    return "; ".join(f"{id_} {entry.label}" if entry else id_ for id_, entry in entries)


@mesh_app.command("link")
def link(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file with a term a line; - is standard input.")
    ] = "-",
    mesh: MeshOption = None,
) -> None:
    """Link conditions and interventions, a term a line, to MeSH.

    Writes tab-separated lines without a header: text, mesh, label, method, score; a line for each link, and
    one with the rest empty where no link is sure enough.

    Example: trialkg mesh link terms.txt
    """
    linker = DescriptorLinker(load_terminology(index_chosen(mesh)).mesh)
    if file == "-":
        _write_links(sys.stdin.buffer, linker)
        return
    try:
        with Path(file).open("rb") as lines:
            _write_links(lines, linker)
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise SourceError(what, where=file, remedy="Check the path.") from error


def _write_links(lines: BinaryIO, linker: DescriptorLinker) -> None:
    for text, links in _linked(_terms(lines), linker):
        for found in links:
            score = f"{found.score:.2f}"
            print(text, found.descriptor, found.label, found.method, score, sep="\t")
        if not links:
            print(text, "", "", "", "", sep="\t")


def _terms(lines: Iterable[bytes]) -> Iterator[str]:
    """A term a line; tells at the end of those that are no UTF-8, whose damaged letters are replaced."""
    damaged: list[int] = []
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(BOM_UTF8) if number == 1 else line
        try:
            term = text.decode()
        except UnicodeDecodeError:
            damaged.append(number)
            term = text.decode(errors="replace")
        # A tab inside a term would begin another column.
        yield term.rstrip("\r\n").replace("\t", " ")
    if damaged:
        what = f"{counted(len(damaged), 'line')} not in UTF-8, first line {damaged[0]:,}"
        streams.warn(f"{what}: letters were lost. Save the terms as UTF-8 and link them again.")


def _linked(texts: Iterable[str], linker: DescriptorLinker) -> Iterator[tuple[str, tuple[TermLink, ...]]]:
    for text in texts:
        yield text, next(link_terms((text,), linker))
