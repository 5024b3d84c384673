"""Cutting prose into sentences, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?\n;](?:"
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\s\d\.)(?<!\s\d\d\.)['\")\]]*\s+(?=(?:[*•–-]\s+)?[\"'(\[]?[A-Z0-9])"
    r"|(?<=\n)[ \t]*\n\s*|(?<=;)\s*$)"
)
"""A full stop that closes no abbreviation and no list number, a blank line, or a last semicolon."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its offset; a paragraph ends one too. The sentence is the text to the letter."""
    start = 0
    for end in _END.finditer(text):
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = text[start:end]
    trimmed = sentence.strip()
    if trimmed:
        yield start + sentence.index(trimmed), trimmed
