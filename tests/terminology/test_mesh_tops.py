from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import shared_data
from tests.terminology.mesh_samples import ntriples, write

from trialkg.terminology import Descriptor
from trialkg.terminology.mesh import MeshIndex, index_of, install_mesh
from trialkg.terminology.mesh.tops import TOPS
from trialkg.vocabulary.namespaces import MESH

NEOPLASMS = Descriptor(id="D009369", label="Neoplasms", names=("Neoplasms",))
BY_SITE = Descriptor(id="D009371", label="By Site", names=("By Site",), tree_numbers=("C04.588",))
OTHER = Descriptor(id="D900001", label="New Top", names=("New Top",), tree_numbers=("C04",))


def _installed(folder: Path, *entries: Descriptor) -> MeshIndex:
    install_mesh([write(folder / "mesh2024.nt", ntriples(*entries))], folder)
    return MeshIndex(folder)


def test_a_top_whose_number_the_file_leaves_out_has_it_and_all_that_is_below(tmp_path: Path) -> None:
    index = _installed(tmp_path, NEOPLASMS, BY_SITE)
    top = index.descriptor("D009369")
    assert top is not None
    assert top.tree_numbers == ("C04",)
    assert index.narrower("D009369") == {"D009371"}
    assert index.ancestors("D009371") == {"D009369"}


def test_a_number_that_the_file_gives_to_another_is_left_to_it(tmp_path: Path) -> None:
    index = _installed(tmp_path, NEOPLASMS, BY_SITE, OTHER)
    top = index.descriptor("D009369")
    assert top is not None
    assert top.tree_numbers == ()
    assert index.ancestors("D009371") == {"D900001"}


def test_each_tree_has_a_top_of_its_own() -> None:
    assert len(set(TOPS.values())) == len(TOPS)


def test_in_mesh_2024_every_number_below_a_top_is_below_a_descriptor(
    mesh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(mesh_cache))
    index = MeshIndex(index_of(shared_data("mesh", "mesh2024.nt.gz")))
    assert all(index.narrower(id_) for id_ in TOPS.values())
    assert "D014947" in index.ancestors("D013119")
    assert len(index.narrower("D009369")) > 600


def test_the_tops_in_nlms_own_sample_are_those_of_the_table() -> None:
    sample = shared_data("mesh", "samples", "mesh-samples.nt").read_text()
    statements = [line.split() for line in sample.splitlines() if "vocab#treeNumber>" in line]
    found = {
        object_[1:-1].removeprefix(MESH): subject[1:-1].removeprefix(MESH)
        for subject, _, object_, *_ in statements
        if "." not in object_[1:-1].removeprefix(MESH)
    }
    assert found
    assert found.items() <= TOPS.items()
