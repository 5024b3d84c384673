"""A naive rule to hold links to MeSH against: the longest names of MeSH that stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from trialkg.terminology import Descriptor
from trialkg.terminology.mesh.files import read_mesh_file

_WORD = re.compile(r"\w+")
_LONGEST = 9
"""Words of a name that is looked for."""


@cache
def longest_phrases(text: str, branches: tuple[str, ...], mesh: Path) -> frozenset[str]:
    """The descriptors whose names stand in a text, word for word, plural endings aside, the longest first.

    Of the descriptors of a MeSH file that stand in some branches of the tree.
    """
    words = _simple_words(text)
    found = set()
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            descriptor = _names(branches, mesh).get(" ".join(words[start:end]))
            if descriptor is not None:
                found.add(descriptor)
                start = end
                break
        else:
            start += 1
    return frozenset(found)


@cache
def _names(branches: tuple[str, ...], mesh: Path) -> Mapping[str, str]:
    entries: list[Descriptor] = []
    read_mesh_file(mesh, entries.append)
    return {
        " ".join(_simple_words(name)): entry.id
        for entry in entries
        if any(number.startswith(branches) for number in entry.tree_numbers)
        for name in (entry.label, *entry.names)
    }


def _simple_words(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]
