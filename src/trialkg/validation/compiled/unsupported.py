"""What the compiler says of a shape that it leaves to the reference engine."""

from __future__ import annotations


class UnsupportedShapeError(Exception):
    """A shape uses what is not compiled. It never leaves the compiler: pySHACL checks the shape instead."""
