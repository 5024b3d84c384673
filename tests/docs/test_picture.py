"""The README's pictures are what the examples' graph says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from docs.picture import PICTURE, drawn

from docs import family

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


def test_the_picture_of_the_family_is_current_and_has_eight_studies() -> None:
    drawn = family.drawn()
    assert family.PICTURE.read_text(encoding="utf-8") == drawn, "draw it again: python docs/family.py"
    words = [element.text or "" for element in ElementTree.fromstring(drawn).iter(TEXT)]
    numbers = {word[:11] for word in words if word.startswith("NCT")}
    assert len(numbers) >= 8
    assert words.count("hasSubstudy") == len(numbers) - 1
