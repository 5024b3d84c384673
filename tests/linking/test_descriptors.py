from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from tests.conftest import shared_data
from tests.linking.mesh_of_diseases import LINKER, MESH
from tests.samples import READING

from trialkg.linking import DescriptorLinker, Linker, link_study
from trialkg.linking.descriptors import condition_links, intervention_links
from trialkg.linking.links import DescriptorLink
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import DerivedTerm, Intervention, Study
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh import MemoryMesh
from trialkg.vocabulary.codes import Asserter, InterventionType, Method

SLICE = DescriptorLinker(load_terminology().mesh)
STUDY = Study(registry_id="NCT99999901", reading=READING)
LISTED = tuple(
    DerivedTerm(label=label)
    for label in ("Breast Neoplasms", "Neoplasms by Site", "Breast Diseases", "Skin Diseases")
)


class WholeMesh(MemoryMesh):
    """A small MeSH that passes for the whole of a year."""

    complete = True

    def __init__(self) -> None:
        super().__init__(MESH.descriptors.values(), "2024")


def _study(**fields: object) -> Study:
    return msgspec.structs.replace(STUDY, **fields)


def _ours(study: Study, linker: DescriptorLinker = LINKER) -> list[DescriptorLink]:
    links = (*condition_links(study, linker).links, *intervention_links(study, linker).links)
    return [link for link in links if link.asserted_by is Asserter.TRIALKG]


def test_a_derived_term_is_kept_as_the_registrys() -> None:
    study = _study(condition_terms=(DerivedTerm(label="Erectile Dysfunction", descriptor="D007172"),))
    (link,) = condition_links(study, SLICE).links
    assert (link.descriptor, link.asserted_by, link.method) == (
        "D007172",
        Asserter.REGISTRY,
        Method.REGISTERED,
    )
    assert link.evidence is None


def test_a_term_given_by_label_alone_gets_its_descriptor() -> None:
    study = _study(condition_terms=LISTED[:1])
    assert [link.descriptor for link in condition_links(study, SLICE).links] == ["D001943"]


def test_a_label_that_is_not_known_stays_without_a_descriptor() -> None:
    (link,) = condition_links(_study(condition_terms=(DerivedTerm(label="Invented Disease"),)), SLICE).links
    assert (link.label, link.descriptor) == ("Invented Disease", None)


def test_ancestors_are_dropped_from_a_list_that_mixes_them_in() -> None:
    study = _study(condition_terms=LISTED, derived_terms_mix_ancestors=True)
    assert [link.label for link in condition_links(study, SLICE).links] == ["Breast Neoplasms"]


def test_a_list_that_is_not_mixed_is_kept_whole() -> None:
    assert len(condition_links(_study(condition_terms=LISTED), SLICE).links) == len(LISTED)


def test_a_condition_links_with_its_place_its_words_and_how_sure_it_is() -> None:
    (link,) = _ours(_study(conditions=("Fatigue", "Stage IV breast CANCER")))
    assert (link.descriptor, link.label, link.term, link.method) == (
        "D001943",
        "Breast Neoplasms",
        2,
        Method.NORMALISED,
    )
    assert link.evidence is not None
    assert link.confidence is not None
    assert (link.evidence.quote, link.evidence.field) == ("breast CANCER", "conditions[2]")
    assert 0.5 < link.confidence < 1


def test_the_small_slice_links_by_the_same_rules() -> None:
    links = _ours(_study(conditions=("HR+ HER2- metastatic breast carcinoma",)), SLICE)
    assert [link.descriptor for link in links] == ["D001943"]


def test_an_abbreviation_is_what_the_record_says_it_stands_for() -> None:
    study = _study(conditions=("BC",), brief_summary="Many women with breast cancer (BC) are tired.")
    (link,) = _ours(study)
    assert link.evidence is not None
    assert (link.descriptor, link.method, link.evidence.quote, link.evidence.field) == (
        "D001943",
        Method.NORMALISED,
        "breast cancer",
        "briefSummary",
    )
    assert _ours(_study(conditions=("BC",))) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"brief_title": "FES PET in Metastatic Breast Cancer"}, "briefTitle"),
        ({"official_title": "Receptors in women with breast cancer, a pilot"}, "officialTitle"),
        ({"keywords": ("FES", "breast cancer")}, "keywords[2]"),
        (
            {"brief_summary": "Breast cancer is common. Breast cancer is treated. Breast cancer."},
            "briefSummary",
        ),
    ],
)
def test_where_no_condition_names_one_the_context_does(fields: dict[str, object], field: str) -> None:
    (link,) = _ours(_study(conditions=("FES TEP in Detection of Estrogen Receptors",), **fields))
    assert link.evidence is not None
    assert (link.descriptor, link.method, link.term, link.evidence.field) == (
        "D001943",
        Method.CONTEXT,
        None,
        field,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"brief_title": "Obesity and hypertension"},
        {"brief_summary": "Breast cancer is common, and so is obesity."},
        {"brief_summary": "Breast cancer, breast cancer, breast cancer; obesity, obesity."},
        {"brief_title": "Recurrence"},
    ],
)
def test_an_unclear_context_links_nothing(fields: dict[str, object]) -> None:
    assert _ours(_study(conditions=("Detection of receptors",), **fields)) == []


def test_a_condition_that_is_named_needs_no_context() -> None:
    links = _ours(_study(conditions=("Obesity",), brief_title="Breast cancer"))
    assert [link.descriptor for link in links] == ["D009765"]


_TITLES = {
    "brief_title": "Tamoxifen for obesity in breast cancer",
    "official_title": "A pilot of tamoxifen in women with cancer of the breast",
}


def test_what_both_titles_name_is_linked_beside_the_registered_conditions() -> None:
    registered, titled = _ours(_study(conditions=("Hypertension",), **_TITLES))
    assert titled.evidence is not None
    assert (registered.descriptor, titled.descriptor) == ("D006973", "D001943")
    assert (titled.method, titled.term) == (Method.CONTEXT, None)
    assert (titled.evidence.quote, titled.evidence.field) == ("breast cancer", "briefTitle")


def test_titles_add_to_what_the_registry_derived_too() -> None:
    derived = (DerivedTerm(label="Obesity", descriptor="D009765"),)
    (link,) = _ours(_study(condition_terms=derived, **_TITLES))
    assert link.descriptor == "D001943"


@pytest.mark.parametrize(
    ("brief", "official"),
    [
        ("Exercise without diabetes mellitus", "Exercise in persons with no diabetes mellitus"),
        ("Exercise in non-diabetes mellitus", "Exercise in diabetes mellitus"),
        ("Hepatitis B negative donors", "Donors negative for hepatitis B"),
        ("Exercise during the AIDS epidemic", "Exercise during AIDS"),
        ("Laser for burns scars", "A laser for scars of burns"),
        ("Exercise in diabetes mellitus", "Exercise in adults who are tired"),
        ("Exercise in diabetes mellitus", None),
        ("Exercise in obesity", "Exercise in obesity"),
        ("Exercise in overweight", "Exercise in overweight"),
        ("Recurrence", "Recurrence"),
    ],
)
def test_titles_add_nothing_that_is_denied_or_said_once_or_linked_or_above_what_is(
    brief: str, official: str | None
) -> None:
    study = _study(conditions=("Obesity",), brief_title=brief, official_title=official)
    assert [link.descriptor for link in _ours(study)] == ["D009765"]


def test_titles_name_symptoms_but_no_processes() -> None:
    title = "Shock waves for dyspepsia"
    study = _study(conditions=("Obesity",), brief_title=title, official_title=title)
    assert [link.descriptor for link in _ours(study)] == ["D009765", "D004415"]


def test_of_what_both_titles_name_the_narrower_is_linked() -> None:
    title = "Diabetes mellitus: insulin for type 2 diabetes"
    study = _study(conditions=("Obesity",), brief_title=title, official_title=title)
    assert [link.descriptor for link in _ours(study)] == ["D009765", "D003924"]


def test_a_study_that_the_registry_has_linked_needs_no_context() -> None:
    derived = (DerivedTerm(label="Obesity", descriptor="D009765"),)
    assert _ours(_study(condition_terms=derived, brief_title="Breast cancer")) == []


def test_an_intervention_is_looked_for_where_its_type_says() -> None:
    names = ("Tamoxifen", "Radiation Therapy")
    expected = {
        InterventionType.DRUG: ["D013629"],
        InterventionType.PROCEDURE: ["D011878"],
        InterventionType.OTHER: ["D013629", "D011878"],
        InterventionType.DIAGNOSTIC_TEST: [],
    }
    for type_, descriptors in expected.items():
        interventions = tuple(Intervention(name=name, type=type_) for name in names)
        assert [link.descriptor for link in _ours(_study(interventions=interventions))] == descriptors


def test_an_intervention_is_linked_once_by_name_and_other_names() -> None:
    given = Intervention(
        name="Arm B drug", type=InterventionType.DRUG, other_names=("Tamoxifen", "tamoxifen 20 mg")
    )
    (link,) = _ours(_study(interventions=(given,)))
    assert link.evidence is not None
    assert (link.term, link.evidence.field) == (1, "interventions[1].otherNames[1]")


def test_with_all_of_mesh_at_hand_a_term_without_a_link_is_a_finding() -> None:
    linker = DescriptorLinker(WholeMesh())
    study = _study(
        conditions=("Obesity", "Obscure ailment"),
        interventions=(Intervention(name="Obscure device"), Intervention(name="Placebo")),
    )
    findings = (*condition_links(study, linker).findings, *intervention_links(study, linker).findings)
    assert [(each.path, each.value) for each in findings] == [
        ("conditions[2]", "Obscure ailment"),
        ("interventions[1].name", "Obscure device"),
    ]
    assert condition_links(study, LINKER).findings == ()


def test_linking_a_study_passes_the_findings_on() -> None:
    whole = replace(load_terminology(), mesh=WholeMesh())
    (finding,) = link_study(_study(conditions=("Obscure ailment",)), Linker(whole)).findings
    assert finding.path == "conditions[1]"


@pytest.mark.parametrize("number", ["NCT03873428", "NCT04125277", "NCT02089100"])
def test_the_seed_pages_are_linked_to_breast_neoplasms_and_nothing_above(number: str) -> None:
    pages = [path for path in shared_data("seeds").iterdir() if number in path.name]
    (raw,) = (each for each in raw_records([str(pages[0])]) if isinstance(each, RawRecord))
    linked = {link.descriptor for link in condition_links(read_study(raw), SLICE).links}
    assert "D001943" in linked
    assert not linked & SLICE.mesh.ancestors("D001943")
