"""What a check finds, before it is made into a result for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from rdflib.term import Node

from trialkg.validation.compiled.graph import LightGraph, Values


@dataclass(frozen=True, slots=True)
class Source:
    """What objects: a shape, one of its constraint components, and the SPARQL constraint if it is one."""

    shape: Node
    component: str
    constraint: Node | None = None


class Finding(NamedTuple):
    """A focus node that does not fulfil a source, with terms as N-Triples writes them.

    ``path`` and ``messages`` are given where they are not those of the shape.
    """

    source: Source
    focus: str
    value: str | None = None
    path: str | None = None
    messages: tuple[str, ...] | None = None


Check: TypeAlias = Callable[[LightGraph, str, Values, list[Finding]], None]
"""Looks at a focus node and its value nodes, and adds what it finds to the list."""
