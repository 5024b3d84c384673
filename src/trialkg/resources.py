"""The only module that knows where the ontology, shapes, queries and examples live.

In a wheel they stand in ``trialkg/data``; in a checkout at its top.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def ontology_folder() -> Path:
    """The folder of the ontology, its concept schemes, alignments and the small MeSH slice."""
    return _folder("ontology")


def shapes_folder() -> Path:
    """The folder of the SHACL shapes, a file a profile."""
    return _folder("shapes")


def queries_folder() -> Path:
    """The folder of the stored queries, an ``.rq`` file a question."""
    return _folder("queries")


def examples_folder() -> Path:
    """The folder of the example trials that the demo builds."""
    return _folder("examples")
