"""IRIs as people like to read them: with a prefix, or relative to the base of the studies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trialkg.vocabulary.namespaces import PREFIXES

# Stricter than the grammars of Turtle and JSON-LD, so that what matches is valid in both.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:#[^\s:]*)?")


class Names:
    """The short forms of IRIs in one file, and the prefixes they took."""

    def __init__(self, base: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self.base = base
        self.prefixes = prefixes
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._prefixed: dict[str, str] = {}
        self._used: set[str] = set()

    @property
    def used(self) -> dict[str, str]:
        """The prefixes taken so far with their namespaces, in the order they are declared."""
        return {prefix: namespace for prefix, namespace in self.prefixes.items() if prefix in self._used}

    def prefixed(self, iri: str) -> str | None:
        """The IRI as prefix and local name, or None where it has no such form."""
        known = self._prefixed.get(iri)
        if known is not None:
            return known
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        if prefix is None or not _LOCAL.fullmatch(iri, cut):
            return None
        self._used.add(prefix)
        self._prefixed[iri] = f"{prefix}:{iri[cut:]}"
        return self._prefixed[iri]

    def relative(self, iri: str) -> str | None:
        """The IRI relative to the base, or None where it does not start with it."""
        start = len(self.base)
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, start):
            return iri[start:]
        return None
