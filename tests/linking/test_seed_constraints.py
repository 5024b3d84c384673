"""What the criteria and arms of the seed pages demand and state, by hand: positions and facts, no words."""

from __future__ import annotations

import pytest
from tests.conftest import shared_data

from trialkg.linking import Linker, link_study
from trialkg.linking.links import Links
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.terminology import load_terminology

PAGES = {
    "NCT02089100": "NCT02089100.clinicaltrials-2017.txt",
    "NCT03873428": "NCT03873428.inclinicaltrials.txt",
    "NCT04125277": "NCT04125277.medpath.txt",
}
NUMBERS = {
    "NCT02089100": """
        inclusion 2 age > 18 a
        inclusion 3 ECOG <= 2 {score}
        unclassified 7.1.1 duration <= 1 mo
        unclassified 7.1.2 prior-cycles <= 1 1
        inclusion 8.2 lesion-count <= 5 1
        inclusion 8.3 lesion-size <= 10 cm
        inclusion 8.3 lesion-volume <= 500 mL
        inclusion 9.1 liver-enzymes < 3 {ULN}
        inclusion 9.1 bilirubin < 30 mg/dL
        inclusion 9.1 albumin > 2.5 g/dL
        inclusion 9.3 lesion-size <= 7 cm
        inclusion 10.1 creatinine-clearance > 60 mL/min
        inclusion 12 life-expectancy > 3 mo
        exclusion 5.1 segment-count > 3 1
        exclusion 5.2 time-since > 1 wk
        exclusion 5.4 washout <= 30 d
        exclusion 5.6 canal-compromise > 25 %
    """,
    "NCT03873428": "",
    "NCT04125277": """
        inclusion 3 ER > 10 %
        exclusion 3 washout <= 5 wk
    """,
}
STATES = {
    "NCT02089100": """
        inclusion 1 stage IV
        inclusion 4 HR positive
        inclusion 5 HER2 negative
        inclusion 6 prior-therapy present
        inclusion 7 prior-therapy absent
        inclusion 9.2 cirrhosis absent
        inclusion 14 consent present
        exclusion 1 triple-negative present
        exclusion 2 HER2 positive
        exclusion 3 prior-therapy present
        exclusion 4 brain-metastases present
        exclusion 5.7 spinal-cord-compression present
        exclusion 7 pregnancy present
        exclusion 7 breast-feeding present
    """,
    "NCT03873428": "",
    "NCT04125277": """
        inclusion 1 ER positive
        inclusion 2 consent present
    """,
}
STATED = {
    "NCT02089100": """
        start-limit <= 4 wk
        start-limit >= 2 d
        start-limit <= 7 d
        interval = 48 h
    """,
    "NCT03873428": "",
    "NCT04125277": """
        radiation-dose = 6.1 mSv
        activity = 210 MBq
        weight = 70 kg
    """,
}
LINKER = Linker(load_terminology())


def lines(block: str) -> list[str]:
    return sorted(line.strip() for line in block.strip().splitlines())


def links(registry_id: str) -> Links:
    (raw,) = raw_records([str(shared_data("seeds", PAGES[registry_id]))])
    assert isinstance(raw, RawRecord)
    return link_study(read_study(raw), LINKER)


@pytest.mark.parametrize("registry_id", PAGES)
def test_every_number_of_the_criteria_is_understood(registry_id: str) -> None:
    found = links(registry_id)
    said = [
        f"{_place(found, each.criterion)} {each.feature} {each.comparator} {each.value:g} {each.unit}"
        for each in found.constraints
        if each.value is not None
    ]
    assert sorted(said) == lines(NUMBERS[registry_id])


@pytest.mark.parametrize("registry_id", PAGES)
def test_every_state_of_the_criteria_is_understood(registry_id: str) -> None:
    found = links(registry_id)
    said = [
        f"{_place(found, each.criterion)} {each.feature} {each.state}"
        for each in found.constraints
        if each.state is not None
    ]
    assert sorted(said) == lines(STATES[registry_id])


@pytest.mark.parametrize("registry_id", PAGES)
def test_every_quantity_of_the_arms_is_understood(registry_id: str) -> None:
    said = [
        f"{each.feature} {each.comparator} {each.value:g} {each.unit}"
        for each in links(registry_id).quantities
    ]
    assert sorted(said) == lines(STATED[registry_id])


def test_the_ligands_of_the_washout_of_sonimage_are_named() -> None:
    (washout,) = [each for each in links("NCT04125277").constraints if each.feature == "washout"]
    assert washout.exposures == ("ER-ligand", "tamoxifen", "fulvestrant")


def _place(found: Links, criterion: int) -> str:
    item = found.criteria[criterion - 1]
    return f"{item.kind.removesuffix('Criterion').lower()} {item.position}"
