"""The folder of an embedded store: which generation of the graph stands, and how the next one replaces it.

::

    trialkg-store/
        manifest.json         names the generation that stands, and counts what is in it
        graph-000002/         that generation
            database/         its triples, an Oxigraph database
            vocabulary.nt     those of them that are vocabulary
            texts/            what its studies were loaded from, as far as they stand so
            journal.ndjson    while it is written: what of it is certain, for a build that goes on
            fingerprints      the same: what tells records that stand from those that have changed
        lock                  held by the one process that writes

A build writes the next generation beside the standing one and then replaces the manifest, in one rename: a
build that is killed at any moment leaves the old store as it was.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import Annotated

import msgspec
import pyoxigraph as ox

from trialkg.errors import StoreError

FORMAT = 1
MANIFEST = "manifest.json"
_LOCK = "lock"
_GENERATION = "graph-"
_GENERATION_NAME = rf"^{_GENERATION}[0-9]{{6,}}$"
DATABASE = "database"
VOCABULARY = "vocabulary.nt"
"""What a generation's folder holds."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a store: the folder of its graph, its numbers, and what built it.

    The MeSH is that of the last build; each study's record says which one it was linked with. ``shapes``
    names those that all studies were held against when they were built; it is empty where there are none.
    """

    format: int = FORMAT
    generation: Annotated[str, msgspec.Meta(pattern=_GENERATION_NAME)]
    studies: int
    triples: int
    trialkg: str
    mapping_version: str
    base: str
    mesh_year: str = ""
    mesh_source: str = ""
    shapes: str = ""


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a store, None where there is none; raises StoreError for one that cannot be read."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        remedy = "Name the folder of a store, as trialkg build makes it."
        raise StoreError("is no folder", where=str(folder), remedy=remedy) from error
    except PermissionError as error:
        remedy = "Have its owner let you read it, or name another store."
        raise StoreError("may not be read", where=str(path), remedy=remedy) from error
    except (OSError, msgspec.MsgspecError) as error:
        remedy = "Delete the folder and build it again."
        raise StoreError(
            f"the store's manifest cannot be read ({error})", where=str(path), remedy=remedy
        ) from error
    if manifest.format != FORMAT:
        remedy = "Build it again with this version."
        raise StoreError(
            f"the store has format {manifest.format}, this trialkg reads {FORMAT}",
            where=str(path),
            remedy=remedy,
        )
    return manifest


def require_manifest(folder: Path) -> Manifest:
    """The manifest of a store that must be there."""
    manifest = read_manifest(folder)
    if manifest is None:
        remedy = f"Build one: trialkg build SOURCE --store {quote(str(folder))}, or try trialkg demo."
        raise StoreError("there is no trialkg store here", where=str(folder), remedy=remedy)
    return manifest


def open_database(folder: Path, manifest: Manifest) -> ox.Store:
    """The standing graph, for reading; raises StoreError where it is damaged."""
    try:
        return ox.Store.read_only(str(folder / manifest.generation / DATABASE))
    except (OSError, ValueError, RuntimeError) as error:
        raise _unopened(folder, error) from error


def read_vocabulary(folder: Path, manifest: Manifest) -> bytes:
    """The vocabulary of the standing graph, as N-Triples; raises StoreError where it is gone."""
    try:
        return (folder / manifest.generation / VOCABULARY).read_bytes()
    except OSError as error:
        raise _unopened(folder, error) from error


def _unopened(folder: Path, error: Exception) -> StoreError:
    build = f"trialkg build SOURCE --store {quote(str(folder))}"
    remedy = f"Check its permissions; if it is damaged, delete the folder and build again: {build}"
    return StoreError(f"the store cannot be opened ({error})", where=str(folder), remedy=remedy)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a generation the standing one, in one step that survives a loss of power."""
    temporary = folder / f"{MANIFEST}.new"
    with temporary.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST)
    _flush_names(folder)


def _flush_names(folder: Path) -> None:
    """Make a rename last: it is kept in the folder, which is written at leisure otherwise."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def next_generation(folder: Path, standing: Manifest | None) -> Path:
    """The folder for the next generation; what unfinished builds left behind is removed."""
    keep = standing.generation if standing else ""
    for leftover in folder.glob(f"{_GENERATION}*"):
        # Only what a build may have made: people keep folders of their own where they like.
        if leftover.name != keep and re.match(_GENERATION_NAME, leftover.name) and leftover.is_dir():
            shutil.rmtree(leftover)
    return folder / next_name(standing)


def next_name(standing: Manifest | None) -> str:
    """The name of the generation after the standing one."""
    number = int(standing.generation.removeprefix(_GENERATION)) + 1 if standing else 1
    return f"{_GENERATION}{number:06d}"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the store for writing; raises StoreError if another process holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot be written ({reason})", where=str(folder), remedy="Choose another --store."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            remedy = "Wait for it to end, or build into another --store."
            raise StoreError(
                "another build is writing to this store", where=str(folder), remedy=remedy
            ) from error
        yield


def disk_error(folder: Path, error: OSError) -> StoreError:
    """What to tell of a database that cannot be written."""
    remedy = "Free some space, or build into another --store; the store that stood here is as it was."
    return StoreError(f"the graph cannot be written ({error})", where=str(folder), remedy=remedy)
