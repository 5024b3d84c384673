"""``trialkg doctor``: what works here, what is missing, and the command that mends it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from trialkg import __version__, resources
from trialkg.cli.console import streams
from trialkg.cli.options import StoreOption
from trialkg.cli.tables import plain_table
from trialkg.errors import MissingDependencyError, SourceError, StoreError
from trialkg.reasoning import java_program
from trialkg.store import EmbeddedStore
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh import MeshIndex, installed_index

_PACKAGES = (
    "rdflib", "pyoxigraph", "pyshacl", "owlready2", "SPARQLWrapper", "msgspec", "lxml", "lmdb", "rapidfuzz",
    "httpx", "tenacity", "platformdirs", "typer", "rich",
)  # fmt: skip
_WEB_PACKAGES = ("starlette", "uvicorn", "httptools")
_ENOUGH_DISK = 1 << 30


class State(StrEnum):
    """How a thing is."""

    GOOD = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True)
class Check:
    """One thing looked at, how it is, and what mends it."""

    name: str
    state: State
    detail: str
    remedy: str = ""


def doctor(store: StoreOption = Path("trialkg-store")) -> int:
    """Look at everything trialkg needs, and say what works and how to mend what does not.

    Exits with 1 if something is broken; a missing store or Java is told, but is no fault.

    Example: trialkg doctor
    """
    checks = [
        _python(),
        *map(_package, _PACKAGES),
        _data(),
        _mesh(),
        _java(),
        _serve(),
        _store(store),
        _disk(store),
    ]
    table = plain_table("", "what", "state", "detail", "to mend it")
    for check in checks:
        mark = "✓" if check.state is State.GOOD else "✗" if check.state is State.BROKEN else "-"
        table.add_row(mark, check.name, check.state, check.detail, check.remedy)
    streams.out.print(table)
    return 1 if any(check.state is State.BROKEN for check in checks) else 0


def _python() -> Check:
    running = ".".join(map(str, sys.version_info[:3]))
    return Check("trialkg", State.GOOD, f"{__version__} on Python {running}")


def _package(name: str) -> Check:
    try:
        return Check(name, State.GOOD, version(name))
    except PackageNotFoundError:
        return Check(name, State.BROKEN, "is not installed", "pip install trialkg")


def _data() -> Check:
    folders = (
        resources.ontology_folder(),
        resources.shapes_folder(),
        resources.queries_folder(),
        resources.examples_folder(),
    )
    missing = [folder.name for folder in folders if not folder.is_dir()]
    if missing:
        return Check(
            "data files", State.BROKEN, f"no {', '.join(missing)}", "pip install --force-reinstall trialkg"
        )
    return Check("data files", State.GOOD, "ontology, shapes, queries, examples")


def _mesh() -> Check:
    index = installed_index()
    if index is None:
        year = load_terminology().mesh.year
        return Check("MeSH", State.MISSING, f"only the shipped slice of {year}", "trialkg mesh install")
    try:
        about = MeshIndex(index).about
    except SourceError as error:
        return Check("MeSH", State.BROKEN, f"{index}: {error.what}", "trialkg mesh install")
    held = f"{about.descriptors:,} descriptors, {about.supplementary:,} supplementary"
    return Check("MeSH", State.GOOD, f"{about.year or 'year unknown'}: {held}, in {index}")


def _java() -> Check:
    try:
        return Check("Java", State.GOOD, java_program())
    except MissingDependencyError:
        return Check("Java", State.MISSING, "only trialkg reason needs it", "pip install 'trialkg[reason]'")


def _serve() -> Check:
    try:
        held = ", ".join(f"{name} {version(name)}" for name in _WEB_PACKAGES)
    except PackageNotFoundError:
        return Check(
            "web server", State.MISSING, "only trialkg serve needs it", "pip install 'trialkg[serve]'"
        )
    return Check("web server", State.GOOD, held)


def _store(folder: Path) -> Check:
    try:
        manifest = EmbeddedStore.open(folder).manifest
    except StoreError as error:
        state = State.BROKEN if folder.exists() else State.MISSING
        return Check("store", state, f"{folder}: {error.what}", error.remedy)
    return Check("store", State.GOOD, f"{folder}: {manifest.studies:,} studies, {manifest.triples:,} triples")


def _disk(folder: Path) -> Check:
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(place).free
    if free < _ENOUGH_DISK:
        return Check(
            "disk", State.BROKEN, f"{free / 1e9:.1f} GB free", "free some space or choose another --store"
        )
    return Check("disk", State.GOOD, f"{free / 1e9:,.0f} GB free")
