"""A generation of the graph while it is written: made of the standing one, or unfinished and taken up."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pyoxigraph as ox

from trialkg.store.evaluation import counted
from trialkg.store.folder import DATABASE, Manifest, disk_error, next_generation, next_name, open_database
from trialkg.store.journal import Head, Journal, Loaded, Part, believed, read_journal
from trialkg.store.texts import carry_over


class Generation(msgspec.Struct, frozen=True):
    """The folder of a generation, its open database, its journal, and what it was taken up with."""

    folder: Path
    graph: ox.Store
    journal: Journal
    taken_up: tuple[Part, ...] = ()
    loaded: bool = False


def begun(folder: Path, standing: Manifest | None, purpose: str) -> Generation:
    """The next generation as a copy of the standing one, made of links where the disk allows."""
    generation = next_generation(folder, standing)
    before = open_database(folder, standing) if standing else None
    triples = standing.triples if standing else 0
    try:
        generation.mkdir()
        if standing is not None and before is not None:
            before.backup(str(generation / DATABASE))
            carry_over(folder / standing.generation, generation)
        graph = ox.Store(str(generation / DATABASE))
        return Generation(generation, graph, Journal(generation, [_head(standing, triples, purpose)]))
    except OSError as error:
        shutil.rmtree(generation, ignore_errors=True)
        raise disk_error(folder, error) from error


def taken_up(folder: Path, standing: Manifest | None, purpose: str) -> Generation | None:
    """The generation that a killed build for the same purpose left, if it is what its journal says."""
    generation = folder / next_name(standing)
    lines = read_journal(generation)
    if not lines or lines[0] != _head(standing, standing.triples if standing else 0, purpose):
        return None
    try:
        graph = ox.Store(str(generation / DATABASE))
        lines = believed(lines, default_size(graph))
        if not lines:
            return None
        parts = tuple(line for line in lines if isinstance(line, Part))
        journal = Journal(generation, lines)
        return Generation(generation, graph, journal, parts, loaded=isinstance(lines[-1], Loaded))
    except (OSError, ValueError, RuntimeError):
        return None


def _head(standing: Manifest | None, triples: int, purpose: str) -> Head:
    return Head(standing=standing.generation if standing else "", triples=triples, purpose=purpose)


def default_size(graph: ox.Store) -> int:
    """The triples of the default graph; former versions of studies stand in others."""
    if next(iter(graph.named_graphs()), None) is None:
        return len(graph)
    return counted(graph, "count-triples")
