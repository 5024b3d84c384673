"""``trialkg publish``: a store as the package that a linked-data portal takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.console import streams
from trialkg.cli.options import StoreOption
from trialkg.errors import UsageError
from trialkg.publishing.portal import PART_SIZE, Agent, Details, Package, publish_package
from trialkg.store import EmbeddedStore

_SIZE = re.compile(r"([0-9]+)\s*([kMG]?)B?")
_UNITS = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_LEAST = 100_000
_DEFAULTS = Details()


_OutputOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the package, a new one.")
]
_BaseUrlOption = Annotated[
    str,
    typer.Option(
        "--base-url",
        metavar="URL",
        help="Where the package will stand, ending in /; else its addresses are relative to it.",
    ),
]
_TitleOption = Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of the dataset.")]
_DescriptionOption = Annotated[
    str,
    typer.Option("--description", metavar="TEXT", help="What it is; else made of what the store holds."),
]
_PublisherOption = Annotated[
    str,
    typer.Option("--publisher", metavar="NAME", help='Who publishes it: "NAME" or "NAME <https://...>".'),
]
_CreatorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--creator", metavar="NAME", help="Who made it, likewise; may be repeated. [default: publisher]"
    ),
]
_ContactOption = Annotated[
    str,
    typer.Option(
        "--contact", metavar="NAME", help='Whom to ask: "NAME <data@example.org>" or a web address.'
    ),
]
_LicenceOption = Annotated[str, typer.Option("--licence", metavar="URL", help="The licence you give.")]
_LandingPageOption = Annotated[
    str,
    typer.Option("--landing-page", metavar="URL", help="Its page for people; else its README.md."),
]
_IdentifierOption = Annotated[
    str, typer.Option("--identifier", metavar="ID", help="A DOI or the like, if it has one.")
]
_VersionOption = Annotated[
    str, typer.Option("--version", metavar="TEXT", help="Its version; else the date of what is in it.")
]
_PreviousOption = Annotated[
    str, typer.Option("--previous", metavar="URL", help="The dataset of the version before.")
]
_IssuedOption = Annotated[
    str, typer.Option("--issued", metavar="DATE", help="The day it is published, YYYY-MM-DD.")
]
_PartSizeOption = Annotated[
    str,
    typer.Option(
        "--part-size", metavar="SIZE", help="Size of a part of the graph before compression: 64MB, 1GB."
    ),
]
_ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Put it in the place of the package that stands there.")
]


def publish(
    output: _OutputOption,
    store: StoreOption = Path("trialkg-store"),
    base_url: _BaseUrlOption = "",
    title: _TitleOption = _DEFAULTS.title,
    description: _DescriptionOption = "",
    publisher: _PublisherOption = _DEFAULTS.publisher.name,
    creator: _CreatorOption = None,
    contact: _ContactOption = "",
    licence: _LicenceOption = _DEFAULTS.licence,
    landing_page: _LandingPageOption = "",
    identifier: _IdentifierOption = "",
    version: _VersionOption = "",
    previous: _PreviousOption = "",
    issued: _IssuedOption = "",
    part_size: _PartSizeOption = f"{PART_SIZE // 1_000_000}MB",
    replace: _ReplaceOption = False,
) -> None:
    """Write the package of a store for a portal: the graph in files, and what describes it.

    Turtle, N-Quads and JSON-LD in parts, ontology and shapes, schema.org markup for each study, checksums,
    and descriptions in DCAT-AP 3, VoID, PROV-O, schema.org and RO-Crate. Equal stores give equal packages.

    Example: trialkg publish --store demo-store -o package --publisher "Example Institute"
    """
    made_by = Agent.from_text(publisher, "--publisher")
    details = Details(
        title=title,
        description=description,
        publisher=made_by,
        creators=tuple(Agent.from_text(text, "--creator") for text in creator or ()) or (made_by,),
        contact=Agent.from_text(contact, "--contact") if contact else None,
        licence=licence,
        base_url=base_url,
        landing_page=landing_page,
        identifier=identifier,
        version=version,
        previous=previous,
        issued=issued,
    )
    size = _bytes(part_size)
    package = _published(EmbeddedStore.open(store), output, details, size, replace=replace)
    _say_what_was_written(package, output)
    _say_defaults(details)
    streams.say(f"Check it: trialkg validate --profile portal {output / 'catalog.ttl'}")


def _say_what_was_written(package: Package, output: Path) -> None:
    streams.say(
        f"{output}: {package.triples:,} triples, studies: {package.studies:,}, files: {len(package.files)},"
        f" version {package.version}."
    )


def _published(graph: EmbeddedStore, output: Path, details: Details, size: int, *, replace: bool) -> Package:
    total = graph.manifest.studies + len(graph.unresolved_studies())
    with streams.progress("Publishing", total) as bar:
        return publish_package(
            graph,
            output,
            details,
            part_size=size,
            replace=replace,
            advance=lambda done: bar.advance(bar.task_ids[0], done),
        )


def _bytes(text: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    size = int(match[1]) * _UNITS[match[2]] if match else 0
    if size < _LEAST:
        remedy = f"Write it as 64MB or 1GB; at least {_LEAST // 1000}kB."
        raise UsageError(f"--part-size '{text}' is no size of a file", remedy=remedy)
    return size


def _say_defaults(details: Details) -> None:
    """What was taken for granted and only the publisher knows."""
    if details.publisher == _DEFAULTS.publisher:
        streams.say("No publisher is named: name yourself with --publisher.")
    if details.licence == _DEFAULTS.licence:
        streams.say(f"Under {details.licence}: give another with --licence.")
    if not details.base_url:
        streams.say("Its addresses are relative: say where it will stand with --base-url.")
