from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest
from tests.conftest import shared_data
from tests.terminology.mesh_samples import (
    BALM,
    BASE,
    DESCRIPTORS,
    HAND,
    THUMB,
    VOCABULARY,
    ntriples,
    write,
    xml,
)

from trialkg.errors import SourceError, UnsafeInputError
from trialkg.terminology import Descriptor
from trialkg.terminology.mesh.files import read_mesh_file

READ = tuple(msgspec.structs.replace(entry, broader=()) for entry in DESCRIPTORS)
"""As files say it: what is broader follows from the tree numbers of all."""


def entries(path: Path) -> tuple[Descriptor, ...]:
    found: list[Descriptor] = []
    read_mesh_file(path, found.append)
    return tuple(found)


def test_ntriples_give_labels_names_trees_and_mappings(tmp_path: Path) -> None:
    assert entries(write(tmp_path / "mesh.nt", ntriples(*DESCRIPTORS, BALM))) == (*READ, BALM)


def test_descriptor_xml_gives_the_same(tmp_path: Path) -> None:
    assert entries(write(tmp_path / "desc.xml", xml(*DESCRIPTORS))) == READ


def test_supplementary_xml_gives_the_same(tmp_path: Path) -> None:
    assert entries(write(tmp_path / "supp.xml", xml(BALM))) == (BALM,)


def test_ntriples_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = sorted(ntriples(*DESCRIPTORS).splitlines(keepends=True), reverse=True)
    found = {entry.id: set(entry.names) for entry in entries(write(tmp_path / "mesh.nt", lines))}
    assert found == {entry.id: set(entry.names) for entry in DESCRIPTORS}


def test_a_packed_file_is_read_as_a_plain_one(tmp_path: Path) -> None:
    path = tmp_path / "mesh.nt.gz"
    path.write_bytes(gzip.compress(ntriples(*DESCRIPTORS).encode()))
    assert entries(path) == READ


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("any.nt", ntriples(HAND, year="2024")),
        ("mesh2024.nt", ntriples(HAND)),
        ("desc2023.xml", xml(HAND, dtd="nlmdescriptorrecordset_20240101.dtd")),
        ("any.xml", xml(HAND, dtd="desc2024.dtd")),
    ],
    ids=["IRIs", "name of the file", "DTD before name", "old DTD"],
)
def test_the_year_is_that_of_the_content_else_that_of_the_name(tmp_path: Path, name: str, text: str) -> None:
    assert read_mesh_file(write(tmp_path / name, text), list[Descriptor]().append).year == "2024"


def test_a_file_that_tells_no_year_has_none(tmp_path: Path) -> None:
    assert read_mesh_file(write(tmp_path / "some.nt", ntriples(HAND)), list[Descriptor]().append).year == ""


@pytest.mark.parametrize("value", ['"false"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"0"'])
def test_what_is_no_longer_active_is_left_out(tmp_path: Path, value: str) -> None:
    inactive = f"<{BASE}{THUMB.id}> <{VOCABULARY}active> {value} .\n"
    assert entries(write(tmp_path / "mesh.nt", ntriples(HAND, THUMB) + inactive)) == (READ[1],)


def test_a_term_that_is_no_longer_active_is_no_name(tmp_path: Path) -> None:
    inactive = f'<{BASE}T{HAND.id}2> <{VOCABULARY}active> "0" .\n'
    (hand,) = entries(write(tmp_path / "mesh.nt", ntriples(HAND) + inactive))
    assert hand.names == ("Hand Pangs", "Pang, Hand")


def test_what_is_labelled_obsolete_is_left_out(tmp_path: Path) -> None:
    text = ntriples(HAND, THUMB).replace('"Thumb Pangs"@en', '"[OBSOLETE] Thumb Pangs"@en')
    assert entries(write(tmp_path / "mesh.nt", text)) == (READ[1],)


def test_escapes_of_ntriples_are_undone(tmp_path: Path) -> None:
    text = ntriples(HAND).replace("Cheiralgia", r"Cheir\u00E4lgia \\ \"x\"")
    (hand,) = entries(write(tmp_path / "mesh.nt", text))
    assert hand.names[2] == 'Cheirälgia \\ "x"'


@pytest.mark.parametrize(
    "line",
    [
        "<a> <b> <c>",
        f'<{BASE}D900002> <{VOCABULARY}prefLabel> "cut off',
        f"<{BASE}D900002> <{VOCABULARY}term>",
    ],
)
def test_a_line_that_is_no_ntriples_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "mesh.nt", ntriples(HAND) + line)
    number = len(path.read_text().splitlines())
    with pytest.raises(SourceError, match=rf"mesh\.nt, line {number}: is no N-Triples"):
        entries(path)


def test_xml_that_is_cut_off_is_told_with_the_last_record(tmp_path: Path) -> None:
    text = xml(*DESCRIPTORS)
    path = write(tmp_path / "desc.xml", text[: text.index("Thumb Pangs")])
    with pytest.raises(SourceError, match=r"line 7: is cut off .* after the record D900003"):
        entries(path)


def test_a_record_without_a_name_is_told_with_its_line(tmp_path: Path) -> None:
    text = xml(HAND).replace("<DescriptorName><String>Hand Pangs</String></DescriptorName>", "")
    with pytest.raises(SourceError, match="line 4: a DescriptorRecord has no id or no name"):
        entries(write(tmp_path / "desc.xml", text))


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    text = xml(HAND).replace('.dtd">', '.dtd" [<!ENTITY pang "Hand Pangs">]>')
    with pytest.raises(UnsafeInputError, match="declares entities"):
        entries(write(tmp_path / "desc.xml", text))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither MeSH RDF nor MeSH XML"),
        (b"name,id\n", "neither MeSH RDF nor MeSH XML"),
        (b"PK\x03\x04", "is a zip archive"),
        (b"<clinical_study/>", "is XML of <clinical_study>"),
        (b"<http://a> <http://b> <http://c> .\n", "holds no MeSH descriptors"),
        (gzip.compress(ntriples(*DESCRIPTORS).encode())[:-20], "is damaged or cut off"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=f"file.*{said}"):
        entries(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        entries(tmp_path / "mesh.nt")


def test_nlms_own_samples_say_the_same_in_both_forms() -> None:
    folder = shared_data("mesh", "samples")
    written = {entry.id: entry for entry in entries(folder / "mesh-samples.nt")}
    marked = {
        entry.id: entry
        for name in ("desc-samples.xml", "supp-samples.xml")
        for entry in entries(folder / name)
    }
    assert {id_: _comparable(entry) for id_, entry in written.items()} == {
        id_: _comparable(entry) for id_, entry in marked.items()
    }


def _comparable(entry: Descriptor) -> tuple[str, set[str], set[str], bool, set[str]]:
    return (
        entry.label,
        set(entry.names),
        set(entry.tree_numbers),
        entry.supplementary,
        set(entry.mapped_to),
    )


def test_every_hostile_or_broken_document_is_refused() -> None:
    for path in sorted(shared_data("bad_input", "xml").glob("*.xml")):
        with pytest.raises(SourceError):
            entries(path)
