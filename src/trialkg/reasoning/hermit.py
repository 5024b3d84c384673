"""HermiT through owlready2, in a world of its own, on the Java that trialkg chose."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import owlready2

from trialkg.errors import ReasoningError
from trialkg.reasoning.java import java_program
from trialkg.vocabulary.namespaces import TKG

_QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a program that lives a second or two: half the time of the virtual machine's defaults, measured."""


def classified(ntriples: bytes, *, with_relations: bool = False) -> Any | None:
    """The world with what follows added to it, or None where the statements contradict each other.

    A world is owlready2's own type, which has no annotations. Raises ReasoningError where HermiT fails.
    """
    world = owlready2.World()
    world.get_ontology(TKG).load(fileobj=io.BytesIO(ntriples))
    try:
        with _on_java(java_program()):
            owlready2.sync_reasoner_hermit(world, infer_property_values=with_relations, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        world.close()
        return None
    except (owlready2.OwlReadyError, OSError) as error:
        world.close()
        raise ReasoningError(
            f"HermiT stopped: {_first_lines(error)}",
            remedy="Try a smaller sample, or trialkg doctor for Java.",
        ) from error
    return world


def is_consistent(ntriples: bytes) -> bool:
    """Whether all the statements can be true together."""
    world = classified(ntriples)
    if world is None:
        return False
    world.close()
    return True


@contextmanager
def _on_java(program: str) -> Iterator[None]:
    """Have owlready2, which keeps the program in a module variable, start this one."""
    before, options = owlready2.JAVA_EXE, os.environ.get("JDK_JAVA_OPTIONS")
    owlready2.JAVA_EXE = program
    os.environ["JDK_JAVA_OPTIONS"] = f"{options or ''} {_QUICK_START}".strip()
    try:
        yield
    finally:
        owlready2.JAVA_EXE = before
        os.environ.pop("JDK_JAVA_OPTIONS")
        if options is not None:
            os.environ["JDK_JAVA_OPTIONS"] = options


def _first_lines(error: Exception) -> str:
    lines = [
        line.strip() for line in str(error).splitlines() if line.strip() and "JDK_JAVA_OPTIONS" not in line
    ]
    return " ".join(lines[:3])
