"""Numbers in the fields for ids: other registrations of a study, and other studies."""

from __future__ import annotations

import pytest
from tests.conftest import shared_data
from tests.samples import READING

from trialkg.linking.links import study_named
from trialkg.linking.other_studies import other_studies
from trialkg.linking.registrations import registrations
from trialkg.linking.relations import Relations, decided
from trialkg.linking.study_keys import keys_of
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import Identifier, Study
from trialkg.vocabulary.codes import IdentifierType, Method, RelationType

OWN, A, B = "NCT99999901", "NCT99999902", "NCT99999903"
EUDRACT = "2011-001234-56"


def study(*identifiers: Identifier, **more: object) -> Study:
    base = Study(registry_id=OWN, reading=READING, identifiers=identifiers)
    return Study(**{name: getattr(base, name) for name in base.__struct_fields__} | more)


def read(record: Study) -> Relations:
    return other_studies(record, ()).found


def types_of(record: Study) -> dict[str, RelationType]:
    return {study_named(each.related): each.type for each in decided(read(record).relations)}


def labelled(value: str, label: str | None = None, title: str | None = None) -> Study:
    """A study with one secondary id, and a title that may say of what kind it is."""
    return study(Identifier(value=value, issuer=label), brief_title=title)


def test_an_older_number_of_the_registry_is_a_registration_of_the_study() -> None:
    (found,) = read(study(aliases=(A,))).relations
    assert (found.type, found.related.number, found.method) == (
        RelationType.DUPLICATE_OF,
        A,
        Method.REGISTERED,
    )
    assert (found.evidence.quote, found.evidence.field, found.confidence) == (A, "aliases[1]", 1.0)


@pytest.mark.parametrize("alias", [OWN, "an older number", "NCT123"])
def test_an_alias_that_is_no_other_number_is_no_registration(alias: str) -> None:
    assert read(study(aliases=(alias,))) == Relations()


@pytest.mark.parametrize(
    ("value", "issuer", "number"),
    [
        (EUDRACT, None, EUDRACT),
        (f"EudraCT No: {EUDRACT}", None, EUDRACT),
        (f"EUCTR{EUDRACT}-DE", "EU register", EUDRACT),
        ("2022-500123-12-00", "CTIS (EU)", "EUCT 2022-500123-12-00"),
        ("ISRCTN12345678", "Primary registry", "ISRCTN12345678"),
        ("12345678", "ISRCTN", "ISRCTN12345678"),
        ("6494", "NTR", "NTR6494"),
        ("JapicCTI-123456", "Japan", "JapicCTI-123456"),
        ("jRCT2031230046", "jRCT", "jRCT2031230046"),
    ],
)
def test_a_number_of_another_registry_is_a_registration_there(
    value: str, issuer: str | None, number: str
) -> None:
    record = labelled(value, issuer)
    assert types_of(record) == {number: RelationType.DUPLICATE_OF}
    (found,) = read(record).relations
    assert (found.evidence.quote, found.evidence.field) == (value, "identifiers[1].value")


@pytest.mark.parametrize(
    "identifier",
    [
        Identifier(value="R01CA123456", type=IdentifierType.NIH),
        Identifier(value=EUDRACT, type=IdentifierType.OTHER_GRANT, issuer="A fund"),
        Identifier(value="U1111-1234-5678", type=IdentifierType.REGISTRY, issuer="WHO"),
        Identifier(value="2014-A00486-41", issuer="RCB number"),
        Identifier(value="AB-12-3456"),
    ],
)
def test_grants_and_sponsors_numbers_are_no_registrations(identifier: Identifier) -> None:
    assert read(study(identifier)) == Relations()


def test_a_number_that_is_listed_twice_is_one_registration() -> None:
    record = study(Identifier(value="2022-500123-12-00"), Identifier(value="EU CT 2022-500123-12-01"))
    assert len(read(record).relations) == 1


@pytest.mark.parametrize("text", ["2022-500123-12-00", "EudraCT 2011-001234-56"])
def test_prose_that_prints_the_number_again_names_no_other_study(text: str) -> None:
    own = (Identifier(value="2022-500123-12-01"), Identifier(value=f"EudraCT:{EUDRACT}"))
    found = read(study(*own, brief_summary=f"This is a substudy, registered in the EU as {text}."))
    assert {each.type for each in found.relations} == {RelationType.DUPLICATE_OF}
    assert found.citations == ()


@pytest.mark.parametrize(
    ("value", "label", "title", "type_"),
    [
        (A, "Parent study", "An Open-Label Extension Study of X", RelationType.EXTENSION_OF),
        (f"{A} (parent trial)", None, "Bone Substudy of a Trial of X", RelationType.SUBSTUDY_OF),
        (A, "Core study", "Long-Term Follow-Up After X", RelationType.FOLLOW_UP_OF),
        (f"Extension of {A}", None, None, RelationType.EXTENSION_OF),
        (f"Substudy of {A}", None, None, RelationType.SUBSTUDY_OF),
        (A, "Long-term follow-up of", None, RelationType.FOLLOW_UP_OF),
        (A, "Extension study", None, RelationType.HAS_EXTENSION),
        (A, "Rollover", None, RelationType.HAS_EXTENSION),
        (A, "Sub-study", None, RelationType.HAS_SUBSTUDY),
        (A, "Follow-up study", None, RelationType.HAS_FOLLOW_UP),
        (A, "Related study", None, RelationType.SERIES_OF),
        (A, "Pilot study", None, RelationType.SERIES_OF),
        (A, "Phase 2 study", None, RelationType.SERIES_OF),
        (A, "Previously registered as", None, RelationType.DUPLICATE_OF),
        (EUDRACT, "EudraCT, parent study", "An Open-Label Extension Study of X", RelationType.EXTENSION_OF),
    ],
)
def test_a_label_says_how_the_study_of_a_number_stands(
    value: str, label: str | None, title: str | None, type_: RelationType
) -> None:
    assert list(types_of(labelled(value, label, title)).values()) == [type_]


@pytest.mark.parametrize(
    ("value", "label", "title"),
    [
        (A, None, None),
        (A, "ClinicalTrials.gov", "An Open-Label Extension Study of X"),
        (A, "Parent study", "Drug X in Asthma"),
        (A, "Parent Project of Neurology", "An Open-Label Extension Study of X"),
        (A, "Extension study", "An Open-Label Extension Study of X"),
        (A, "Old Dominion University", None),
        (A, "Companion study", None),
        (f"{A} / {B}", "Other trials", None),
    ],
)
def test_another_number_without_a_plain_label_is_a_citation(
    value: str, label: str | None, title: str | None
) -> None:
    found = read(labelled(value, label, title))
    assert found.relations == ()
    assert A in [each.related.number for each in found.citations]


def test_a_label_is_quoted_from_the_field_it_stands_in() -> None:
    (found,) = read(labelled(A, "Parent study", "An Extension Study of X")).relations
    assert (found.evidence.quote, found.evidence.field) == ("Parent study", "identifiers[1].issuer")


def test_prose_says_what_the_id_field_leaves_open() -> None:
    record = study(Identifier(value=A), brief_summary=f"This is an extension of study {A}.")
    assert types_of(record) == {A: RelationType.EXTENSION_OF}


def test_the_parent_study_of_the_prose_is_the_one_that_the_ids_call_so() -> None:
    record = study(
        Identifier(value=A, issuer="Parent study"),
        brief_title="Open-Label Extension of X",
        brief_summary="Those who completed the parent study may go on with X.",
    )
    assert {each.evidence.field for each in read(record).relations} == {
        "briefSummary",
        "identifiers[1].issuer",
    }


def test_the_number_of_another_study_is_no_name_of_this_one() -> None:
    record = study(
        Identifier(value=A, issuer="Parent study"),
        Identifier(value="2010-009999-11", issuer="Main trial"),
        Identifier(value=EUDRACT),
    )
    assert keys_of(record) == ("eu201100123456",)


def test_real_records_have_registrations_of_themselves_only_under_other_numbers() -> None:
    folders = [str(shared_data(name, "records")) for name in ("ctgov_v2", "ctgov_xml")]
    studies = {
        study.registry_id: study
        for raw in raw_records(folders)
        if isinstance(raw, RawRecord) and (study := read_study(raw))
    }
    found = {
        (number, study_named(each.related)) for number in studies for each in registrations(studies[number])
    }
    assert {("NCT00470873", "NCT00459394"), ("NCT00377793", "2006-001228-37")} <= found
    assert all(number != other for number, other in found)
    aliases = {(number, alias) for number, study in studies.items() for alias in study.aliases}
    assert aliases == {pair for pair in found if pair[1].startswith("NCT")}
