"""Draws the README's family: VITAL and its sub-studies, from a store built of the examples.

It is what ``trialkg query run study-family study=NCT01169259 --format svg`` draws. Run it again with
``python docs/family.py``; a test fails while the file is not what this draws.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from trialkg.build import BuildOptions, build_store
from trialkg.cli import run
from trialkg.resources import examples_folder

PICTURE = Path(__file__).parent / "images" / "vital.svg"
STUDY = "NCT01169259"


def drawn() -> str:
    """The picture of a store built anew from the examples."""
    with tempfile.TemporaryDirectory() as folder:
        store, picture = Path(folder) / "store", Path(folder) / "family.svg"
        sources = [str(path) for path in sorted(examples_folder().glob("NCT*"))]
        build_store(sources, store, BuildOptions(profile=None))
        asked = ["query", "run", "study-family", f"study={STUDY}", "--format", "svg"]
        if run([*asked, "--store", str(store), "--output", str(picture)]):
            raise SystemExit(f"the family of {STUDY} could not be drawn")
        return picture.read_text(encoding="utf-8")


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
