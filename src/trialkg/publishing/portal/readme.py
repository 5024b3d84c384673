"""The page of a package for people."""

from __future__ import annotations

from collections.abc import Mapping

from trialkg.publishing.portal.described import Described
from trialkg.publishing.portal.details import RIGHTS, SOURCE_TERMS
from trialkg.publishing.portal.files import Part

_PAGE = """\
# {title}

{description}

Version {version}, {dates}. Publisher: {publisher}.{contact}{previous}

## What is here

| file | what | bytes |
|---|---|---|
{rows}

To check the files: `sha256sum --check {checksums}`. Each part of the graph is a whole file by itself; all
parts of one format together are the graph. `studies` are the studies, `vocabulary` is the ontology, the
concepts and the part of MeSH that studies link to. The N-Quads have a graph for each study, the JSON-LD has
each study as one tree. `studies-schema` says in schema.org's words what that has words for, to be put into a
study's web page.

## How to load it

```bash
gunzip --stdout data/*.ttl.gz | oxigraph load --location store --format ttl
```

## Licence and sources

Licence: <{licence}>. {rights} Their terms: <{terms}>.

To cite it: {citation}
"""


def readme(package: Described, others: Mapping[str, tuple[str, str]], checksums: str) -> str:
    """The page, in Markdown; ``others`` are the files beside the graph's: title and media type by path."""
    details, studies = package.details, package.studies
    issued = f"issued {details.issued}, " if details.issued else ""
    contact = f" Contact: {details.contact.name} <{details.contact.iri}>." if details.contact else ""
    return _PAGE.format(
        title=details.title,
        description=package.description,
        version=package.version,
        dates=f"{issued}with what was known on {studies.modified or details.issued}",
        publisher=details.publisher.name,
        contact=contact,
        previous=f" It follows <{details.previous}>." if details.previous else "",
        rows="\n".join(_rows(package, others)),
        checksums=checksums,
        licence=details.licence,
        rights=RIGHTS,
        terms=SOURCE_TERMS,
        citation=package.citation,
    )


def _rows(package: Described, others: Mapping[str, tuple[str, str]]) -> list[str]:
    described = [f"| [{path}]({path}) | {title} | |" for path, (title, _) in others.items()]
    files = package.files_of(*Part)
    return [*described, *(f"| [{file.path}]({file.path}) | {file.title} | {file.size:,} |" for file in files)]
