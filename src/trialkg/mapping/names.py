"""Names of a study's parts inside its document: slugs people can read that stay when a list is reordered."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

_TO_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_LONGEST = 48


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:6]


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """Text as lower-case ASCII words joined by hyphens.

    What is cut for length or cannot be written in ASCII becomes six hex digits of a digest of the whole.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "-".join(plain.translate(_TO_WORDS).split())
    if not words:
        return _digest(text)
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit('-', 1)[0]}-{_digest(text)}"


def fragments(
    kind: str, names: Sequence[str], identities: Callable[[], Sequence[str]] | None = None
) -> list[str]:
    """A fragment ``kind-slug`` for each name, no two alike.

    Names with the same slug are told apart by a digest of their identity (the name, unless fuller ones can be
    had), never by their order; only parts alike in everything are numbered.
    """
    slugs = [slug(name) for name in names]
    if len(set(slugs)) == len(slugs):
        return [f"{kind}-{each}" for each in slugs]
    return _told_apart(kind, slugs, identities() if identities else names)


def _told_apart(kind: str, slugs: Sequence[str], identities: Sequence[str]) -> list[str]:
    shared = Counter(slugs)
    longer = [
        f"{each}-{_digest(identity)}" if shared[each] > 1 else each
        for each, identity in zip(slugs, identities, strict=True)
    ]
    seen: Counter[str] = Counter()
    unique = []
    for each in longer:
        seen[each] += 1
        unique.append(f"{kind}-{each}-{seen[each]}" if seen[each] > 1 else f"{kind}-{each}")
    return unique
