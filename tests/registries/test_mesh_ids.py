from __future__ import annotations

import gzip
import re

import pytest
from tests.conftest import shared_data

from trialkg.registries.descriptors import mesh_id


@pytest.mark.parametrize(
    ("registered", "own"),
    [
        ("D000001943", "D001943"),
        ("D001943", "D001943"),
        ("D000086382", "D000086382"),
        ("C000010792", "C010792"),
        ("C000500026", "C500026"),
        ("C000598644", "C000598644"),
        ("Q000175", "Q000175"),
        ("", ""),
    ],
)
def test_filled_ids_are_cut_to_the_form_of_nlm_and_no_others(registered: str, own: str) -> None:
    assert mesh_id(registered) == own


def test_every_descriptor_of_mesh_2024_is_found_from_both_of_its_forms() -> None:
    typed = re.compile(rb"<http://id\.nlm\.nih\.gov/mesh/(D\d+)> <[^>]*#type> <[^>]*Descriptor>")
    with gzip.open(shared_data("mesh", "mesh2024.nt.gz")) as lines:
        ids = {found[1].decode() for line in lines if (found := typed.match(line))}
    assert len(ids) == 30_764
    assert {own for own in ids if mesh_id(own) != own or mesh_id(f"D{own[1:]:0>9}") != own} == set()
