from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from tests.conftest import shared_data

from trialkg.resources import ontology_folder
from trialkg.terminology import Descriptor, load_terminology
from trialkg.terminology.mesh import MemoryMesh
from trialkg.terminology.mesh.tops import TOPS
from trialkg.vocabulary.namespaces import MESH, MESHV, RDFS, SKOS


def descriptors_of_the_slice() -> Mapping[str, Descriptor]:
    mesh = load_terminology().mesh
    assert isinstance(mesh, MemoryMesh)
    return mesh.descriptors


Values = dict[str, dict[str, set[str]]]
DESCRIPTORS = descriptors_of_the_slice()


def values(source: bytes, syntax: ox.RdfFormat) -> Values:
    found: Values = defaultdict(lambda: defaultdict(set))
    for quad in ox.parse(source, format=syntax):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.Triple)
        found[quad.subject.value][quad.predicate.value].add(quad.object.value)
    return found


@pytest.fixture(scope="module")
def mesh() -> Values:
    source = gzip.decompress(shared_data("mesh", "mesh2024.nt.gz").read_bytes())
    return with_tops(values(source, ox.RdfFormat.N_TRIPLES))


def with_tops(mesh: Values) -> Values:
    """The file leaves the tops of trees without their numbers; here are those that stand in the slice."""
    tops = {MESH + number: MESH + id_ for number, id_ in TOPS.items() if id_ in DESCRIPTORS}
    for number, top in tops.items():
        mesh[top][f"{MESHV}treeNumber"].add(number)
    for id_ in DESCRIPTORS:
        parents = {number.rpartition(".")[0] for number in mesh[MESH + id_][f"{MESHV}treeNumber"]}
        mesh[MESH + id_][f"{MESHV}broaderDescriptor"] |= {tops[number] for number in parents & tops.keys()}
    return mesh


@pytest.fixture(scope="module")
def sliced() -> Values:
    return values((ontology_folder() / "mesh-slice.ttl").read_bytes(), ox.RdfFormat.TURTLE)


def entry_terms(mesh: Values, descriptor: str) -> set[str]:
    def followed(subjects: set[str], *steps: str) -> set[str]:
        return {value for subject in subjects for step in steps for value in mesh[subject][MESHV + step]}

    terms = followed(followed({MESH + descriptor}, "preferredConcept", "concept"), "preferredTerm", "term")
    return followed(terms, "prefLabel", "altLabel") - mesh[MESH + descriptor][f"{RDFS}label"]


def test_every_broader_descriptor_stands_in_the_slice() -> None:
    assert {broader for each in DESCRIPTORS.values() for broader in each.broader} <= set(DESCRIPTORS)


@pytest.mark.parametrize(
    "predicate",
    [f"{RDFS}label", f"{MESHV}identifier", f"{MESHV}broaderDescriptor", f"{MESHV}treeNumber"],
)
def test_a_descriptor_says_what_mesh_2024_says(mesh: Values, sliced: Values, predicate: str) -> None:
    differing = [id_ for id_ in DESCRIPTORS if sliced[MESH + id_][predicate] != mesh[MESH + id_][predicate]]
    assert differing == []


def test_a_descriptor_has_the_entry_terms_of_mesh_2024(mesh: Values, sliced: Values) -> None:
    differing = [
        id_ for id_ in DESCRIPTORS if sliced[MESH + id_][f"{SKOS}altLabel"] != entry_terms(mesh, id_)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("descriptor", "label"),
    [
        ("D001943", "Breast Neoplasms"),
        ("D009362", "Neoplasm Metastasis"),
        ("D011960", "Receptors, Estrogen"),
        ("D012008", "Recurrence"),
        ("D016634", "Radiosurgery"),
        ("D049268", "Positron-Emission Tomography"),
    ],
)
def test_the_descriptors_of_the_field_are_there(descriptor: str, label: str) -> None:
    assert DESCRIPTORS[descriptor].label == label


def test_the_year_is_noted() -> None:
    assert load_terminology().mesh.year == "2024"
