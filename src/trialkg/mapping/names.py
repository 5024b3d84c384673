"""Names of a study's parts inside its document: slugs people can read that stay when a list is reordered."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

_TO_WORDS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256)
)
_LONGEST = 48

Part = TypeVar("Part")


def _digest(text: str) -> bytes:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:6].encode()


@lru_cache(maxsize=1 << 15)
def slug(text: str) -> bytes:
    """Text as lower-case ASCII words joined by hyphens.

    What is cut for length or cannot be written in ASCII becomes six hex digits of a digest of the whole.
    """
    plain = text.encode() if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore")
    words = b"-".join(plain.translate(_TO_WORDS).split())
    if not words:
        return _digest(text)
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(b"-", 1)[0] + b"-" + _digest(text)


def nodes_named(
    start: bytes, names: Sequence[str], parts: Sequence[Part], identity: Callable[[Part], str]
) -> list[bytes]:
    """A node for each name, which begins like this and ends in the name's slug; no two alike.

    Names with the same slug are told apart by a digest of the identity of their part, never by their order;
    only parts alike in everything are numbered.
    """
    nodes = [start + slug(name) + b">" for name in names]
    if len(nodes) < 2 or len(set(nodes)) == len(nodes):
        return nodes
    shared = Counter(nodes)
    longer = [
        node[:-1] + b"-" + _digest(identity(part)) + b">" if shared[node] > 1 else node
        for node, part in zip(nodes, parts, strict=True)
    ]
    return _numbered(longer) if len(set(longer)) < len(longer) else longer


def _numbered(nodes: Sequence[bytes]) -> list[bytes]:
    seen: Counter[bytes] = Counter()
    unique = []
    for node in nodes:
        seen[node] += 1
        unique.append(b"%b-%d>" % (node[:-1], seen[node]) if seen[node] > 1 else node)
    return unique
