"""The README's picture is what the examples' graph says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from docs.picture import PICTURE, drawn

TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def picture() -> str:
    return drawn()


def test_the_picture_is_current(picture: str) -> None:
    assert Path(PICTURE).read_text(encoding="utf-8") == picture, "draw it again: python docs/picture.py"


def test_the_picture_shows_the_parent_the_condition_and_the_concepts(picture: str) -> None:
    words = [element.text or "" for element in ElementTree.fromstring(picture).iter(TEXT)]
    for word in (
        "The SONImage Study",
        "NCT03425838",
        "substudyOf",
        "mesh:D001943",
        "FES-PET",
        "FDG-PET",
        "PFS",
    ):
        assert word in words
    assert any("within the SONIA study" in word for word in words)
