from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import lmdb
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import shared_data
from tests.terminology.mesh_samples import BALM, BODY, DESCRIPTORS, FOOT, HAND, THUMB, ntriples, write, xml

from trialkg.errors import SourceError, UsageError
from trialkg.terminology import Descriptor, Mesh, Named
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh import MemoryMesh, MeshIndex, index_of, install_mesh
from trialkg.terminology.mesh.layout import INDEX_FILE, About


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> MeshIndex:
    folder = tmp_path_factory.mktemp("index")
    install_mesh([write(folder / "mesh2024.nt", ntriples(*DESCRIPTORS, BALM))], folder)
    return MeshIndex(folder)


IN_MEMORY = MemoryMesh((*DESCRIPTORS, BALM), "2024")
NAMES = [name for entry in (*DESCRIPTORS, BALM) for name in entry.names]


@pytest.mark.parametrize("entry", [*DESCRIPTORS, BALM], ids=lambda entry: entry.id)
def test_an_entry_comes_back_whole_with_what_is_broader(index: MeshIndex, entry: Descriptor) -> None:
    assert index.descriptor(entry.id) == entry


def test_an_index_says_what_it_holds(index: MeshIndex) -> None:
    assert (index.year, index.complete, index.has_supplementary) == ("2024", True, True)
    assert (index.about.descriptors, index.about.supplementary, index.about.names) == (4, 1, len(NAMES))
    assert index.source.startswith("sha256:")


WORDS = ["thumb", "tumb", "panf", "x"]


@given(name=st.sampled_from(NAMES) | st.text(max_size=12), word=st.sampled_from(WORDS))
def test_an_index_answers_as_the_same_entries_in_memory(index: MeshIndex, name: str, word: str) -> None:
    def answers(mesh: Mesh) -> tuple[object, ...]:
        return (
            mesh.named(exact_key(name)),
            mesh.alike(words_key(name)),
            mesh.words_like(word),
            [mesh.knows_word(each) for each in (word, *words_key(name).split())],
        )

    assert answers(index) == answers(IN_MEMORY)


def test_the_tree_is_walked_up_and_down(index: MeshIndex) -> None:
    assert index.ancestors(THUMB.id) == {HAND.id, BODY.id}
    assert index.narrower(BODY.id) == {HAND.id, FOOT.id, THUMB.id}


@pytest.mark.parametrize("id_", ["D999999", "", "D" * 600])
def test_an_unknown_id_has_nothing(index: MeshIndex, id_: str) -> None:
    assert index.descriptor(id_) is None
    assert index.ancestors(id_) == index.narrower(id_) == frozenset()


def test_names_that_are_alike_for_long_are_told_apart(tmp_path: Path) -> None:
    long = [
        Descriptor(id=f"D90010{last}", label=f"{'long ' * 200}{last}", names=(f"{'long ' * 200}{last}",))
        for last in "12"
    ]
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(*long))], tmp_path)
    (named,) = MeshIndex(tmp_path).named(exact_key(long[1].label))
    assert named.id == "D900102"


def test_supplementary_concepts_are_installed_beside_descriptors(tmp_path: Path) -> None:
    files = [write(tmp_path / "desc2024.xml", xml(*DESCRIPTORS)), write(tmp_path / "supp2024.xml", xml(BALM))]
    install_mesh(files, tmp_path)
    assert MeshIndex(tmp_path).named(exact_key("Balm of Thumbs")) == (
        Named(BALM.id, "balm of thumbs", False),
    )


def test_supplementary_concepts_alone_are_no_mesh(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="supplementary concepts only"):
        install_mesh([write(tmp_path / "supp2024.xml", xml(BALM))], tmp_path)


def test_files_of_two_years_are_refused_unless_the_year_is_given(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "mesh2024.nt", ntriples(*DESCRIPTORS)),
        write(tmp_path / "supp2023.xml", xml(BALM, dtd="nlmsupplementalrecordset_20230101.dtd")),
    ]
    with pytest.raises(UsageError, match=r"supp2023\.xml is of 2023, mesh2024\.nt is of 2024"):
        install_mesh(files, tmp_path / "index")
    assert install_mesh(files, tmp_path / "index", "2024").year == "2024"


def test_an_index_that_is_replaced_while_open_stays_as_it_was(tmp_path: Path) -> None:
    install_mesh([write(tmp_path / "mesh2023.nt", ntriples(HAND))], tmp_path)
    before = MeshIndex(tmp_path)
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(THUMB))], tmp_path)
    assert (before.year, before.descriptor(HAND.id) is None) == ("2023", False)
    assert (MeshIndex(tmp_path).year, MeshIndex(tmp_path).descriptor(HAND.id)) == ("2024", None)


@pytest.mark.parametrize("replaced", [False, True])
def test_an_index_is_mapped_anew_between_look_ups_unless_it_was_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(*DESCRIPTORS))], tmp_path)
    opened = MeshIndex(tmp_path)
    monkeypatch.setattr("trialkg.terminology.mesh.index._MOST_LOOKED_UP", 1)
    mapped: list[str] = []
    open_ = lmdb.open

    def noted(path: str, **options: Any) -> object:
        mapped.append(path)
        return open_(path, **options)

    monkeypatch.setattr(lmdb, "open", noted)
    if replaced:
        install_mesh([write(tmp_path / "mesh2025.nt", ntriples(*DESCRIPTORS, BALM))], tmp_path, year="2025")
        mapped.clear()
    found = [(opened.descriptor(each.id), opened.words_like("tumb")) for each in DESCRIPTORS]
    assert found == [(each, ("thumb",)) for each in DESCRIPTORS]
    assert bool(mapped) is not replaced


def test_most_names_that_are_not_there_are_not_looked_for_in_the_file(
    index: MeshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = 0

    def count(_: MeshIndex) -> None:
        nonlocal looked_at
        looked_at += 1

    monkeypatch.setattr(MeshIndex, "_count", count)
    assert not any(index.named(f"no name {number}") for number in range(800))
    assert not any(index.alike(f"name no {number}") for number in range(800))
    assert not any(index.knows_word(f"word{number}") for number in range(800))
    assert looked_at <= 2400 / 8


def test_a_file_that_is_refused_leaves_the_installed_index(tmp_path: Path) -> None:
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(HAND))], tmp_path / "index")
    before = (tmp_path / "index" / INDEX_FILE).read_bytes()
    with pytest.raises(SourceError):
        install_mesh([write(tmp_path / "desc2025.xml", xml(THUMB)[:-60])], tmp_path / "index")
    assert [path.name for path in (tmp_path / "index").iterdir()] == [INDEX_FILE]
    assert (tmp_path / "index" / INDEX_FILE).read_bytes() == before


def test_an_installation_that_is_killed_leaves_the_installed_index(tmp_path: Path) -> None:
    install_mesh([write(tmp_path / "mesh2023.nt", ntriples(HAND))], tmp_path / "index")
    many = [
        Descriptor(id=f"D{910000 + number}", label=f"Pang {number}", names=(f"Pang {number}",))
        for number in range(50_000)
    ]
    new = write(tmp_path / "mesh2024.nt", ntriples(*many))
    code = "import sys, pathlib; from trialkg.terminology.mesh import install_mesh;"
    code += "install_mesh([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))"
    process = subprocess.Popen([sys.executable, "-c", code, str(new), str(tmp_path / "index")])
    while process.poll() is None and not list((tmp_path / "index").glob(".installing-*/*")):
        time.sleep(0.005)
    process.kill()
    assert process.wait() != 0, "it was done before it could be killed"
    assert MeshIndex(tmp_path / "index").year == "2023"


def test_what_a_killed_installation_left_goes_with_the_next_one_after_an_hour(tmp_path: Path) -> None:
    left, under_way = tmp_path / ".installing-old", tmp_path / ".installing-new"
    for folder in (left, under_way):
        folder.mkdir()
    os.utime(left, (0, 0))
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(HAND))], tmp_path)
    assert (left.exists(), under_way.exists()) == (False, True)


def test_no_index_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no MeSH index\. Install again: trialkg mesh install FILE"):
        MeshIndex(tmp_path)


def test_a_file_that_is_no_index_is_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / INDEX_FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(SourceError, match=r"is damaged .*trialkg mesh install FILE"):
        MeshIndex(tmp_path)


@pytest.mark.parametrize("changed", ["layout", "keys"])
def test_an_index_of_other_keys_or_another_layout_is_refused(tmp_path: Path, changed: str) -> None:
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(HAND))], tmp_path)
    about = MeshIndex(tmp_path).about
    other = msgspec.structs.replace(about, **{changed: getattr(about, changed) + 1})
    _write_about(tmp_path, other)
    with pytest.raises(SourceError, match=r"another version of trialkg.*trialkg mesh install FILE"):
        MeshIndex(tmp_path)


def test_an_index_that_lacks_a_table_is_one_of_another_version(tmp_path: Path) -> None:
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(HAND))], tmp_path)
    with lmdb.open(str(tmp_path / INDEX_FILE), subdir=False, max_dbs=9, lock=False) as environment:
        table = environment.open_db(b"sieves")
        with environment.begin(write=True) as transaction:
            transaction.drop(table)
    with pytest.raises(SourceError, match=r"another version of trialkg.*trialkg mesh install FILE"):
        MeshIndex(tmp_path)


def _write_about(folder: Path, about: About) -> None:
    with lmdb.open(str(folder / INDEX_FILE), subdir=False, max_dbs=8, lock=False) as environment:
        table = environment.open_db(b"about")
        with environment.begin(db=table, write=True) as transaction:
            transaction.put(b"about", msgspec.msgpack.encode(about))


def test_a_file_named_for_one_build_is_indexed_once_and_found_again_by_its_content(tmp_path: Path) -> None:
    first = write(tmp_path / "mesh2024.nt", ntriples(HAND))
    folder = index_of(first)
    made = (folder / INDEX_FILE).stat().st_mtime_ns
    again = write(tmp_path / "copy-of-mesh2024.nt", first.read_text())
    assert index_of(again) == index_of(folder) == index_of(folder / INDEX_FILE) == folder
    assert (folder / INDEX_FILE).stat().st_mtime_ns == made


def test_a_file_of_another_year_is_another_index_even_if_it_says_the_same(tmp_path: Path) -> None:
    years = [
        MeshIndex(index_of(write(tmp_path / f"mesh{year}.nt", ntriples(THUMB)))).year for year in (2023, 2024)
    ]
    assert years == ["2023", "2024"]


def test_the_whole_of_mesh_has_the_tree_that_nlm_states(
    mesh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(mesh_cache))
    mesh = MeshIndex(index_of(shared_data("mesh", "mesh2024.nt.gz")))
    assert mesh.about.descriptors == 30_764
    assert {"D001941", "D009371", "D012871"} <= mesh.ancestors("D001943")
    assert "D064726" in mesh.narrower("D001943")
    assert mesh.named(exact_key("breast cancer")) == (Named("D001943", "Breast Cancer", False),)
    assert "carcinoma" in mesh.words_like("carcinma")
