"""What the registry's derivation of conditions holds, but for less relevant than the terms that it gives.

Older records have leaves of the registry's browser beside the derived terms: each of these again, those
above them in MeSH's tree, and others that the derivation ranks low.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from trialkg.registries import RawRecord, raw_records


class _Term(msgspec.Struct, frozen=True):
    term: str = ""


class _Leaf(msgspec.Struct, frozen=True):
    name: str = ""
    relevance: str = ""


class _Browse(msgspec.Struct, rename="camel", frozen=True):
    ancestors: tuple[_Term, ...] = ()
    browse_leaves: tuple[_Leaf, ...] = ()


class _Derived(msgspec.Struct, rename="camel", frozen=True):
    condition_browse_module: _Browse = _Browse()


class _Identification(msgspec.Struct, rename="camel", frozen=True):
    nct_id: str


class _Protocol(msgspec.Struct, rename="camel", frozen=True):
    identification_module: _Identification


class _Record(msgspec.Struct, rename="camel", frozen=True):
    protocol_section: _Protocol
    derived_section: _Derived = _Derived()


def less_relevant(folder: Path) -> Iterator[tuple[str, str]]:
    """Records of API v2, each with a name of what is ranked low for it and stands above no other of it."""
    for raw in raw_records([str(folder)]):
        if isinstance(raw, RawRecord):
            record = msgspec.json.decode(raw.data, type=_Record)
            browse = record.derived_section.condition_browse_module
            above = {each.term for each in browse.ancestors}
            for leaf in browse.browse_leaves:
                if leaf.relevance == "LOW" and leaf.name not in above:
                    yield record.protocol_section.identification_module.nct_id, leaf.name
