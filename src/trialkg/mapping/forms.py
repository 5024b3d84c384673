"""How values are written: each form makes, for a predicate, the function that writes one value.

What it writes is predicate and object together, the part of a statement that follows the subject, so that a
field costs one call and one copy. Values that recur from study to study are written once and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from trialkg.mapping import lexical

Write = Callable[[Any], bytes]
Form = Callable[[bytes], Write]

_KEPT = 1 << 13


def _after(predicate: bytes, write: Write, value: object) -> bytes:
    return predicate + write(value)


def text(predicate: bytes) -> Write:
    """Prose, and whatever else is seldom the same twice."""
    return partial(_after, predicate, lexical.literal)


def name(predicate: bytes) -> Write:
    """Names that recur: places, facilities, organisations, drugs, time frames."""
    return lru_cache(_KEPT)(text(predicate))


def address(predicate: bytes) -> Write:
    """Addresses of pages."""
    return partial(_after, predicate, lexical.any_uri)


def integer(predicate: bytes) -> Write:
    """Whole numbers."""
    return lru_cache(_KEPT)(partial(_after, predicate, lexical.integer))


def decimal(predicate: bytes) -> Write:
    """Numbers with places."""
    return lru_cache(_KEPT)(partial(_after, predicate, lexical.decimal))


def boolean(predicate: bytes) -> Write:
    """Yes and no."""
    return {value: predicate + lexical.boolean(value) for value in (True, False)}.__getitem__


def code(predicate: bytes) -> Write:
    """Members of closed value sets."""
    return {value: predicate + written for value, written in lexical.CODE.items()}.__getitem__
