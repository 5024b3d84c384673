from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.linking.criteria import criteria_of


def items(text: str) -> list[tuple[str, str, str]]:
    return [(each.kind.name.lower(), each.position, each.text) for each in criteria_of(text)]


def test_bulleted_lists_under_both_headers() -> None:
    text = "Inclusion Criteria:\n\n* Adult\n* Able to walk\n\nExclusion Criteria:\n\n* Pregnancy"
    assert items(text) == [
        ("inclusion", "1", "Adult"),
        ("inclusion", "2", "Able to walk"),
        ("exclusion", "1", "Pregnancy"),
    ]


def test_printed_numbers_are_the_positions() -> None:
    text = "Inclusion Criteria:\n1. One\n2. Two\n4. Four"
    assert [position for _, position, _ in items(text)] == ["1", "2", "4"]


def test_indented_items_stand_under_the_one_before() -> None:
    text = "Exclusion Criteria:\n\n1. In the spine:\n\n   1. Two levels\n   2. Three levels\n2. In the brain"
    assert [(position, each) for _, position, each in items(text)] == [
        ("1", "In the spine:"),
        ("1.1", "Two levels"),
        ("1.2", "Three levels"),
        ("2", "In the brain"),
    ]


def test_numbers_run_together_in_a_line_begin_items() -> None:
    text = "Inclusion Criteria:\n  1. Adult 2. a. Small lesions 2. b. Few lesions 3. Consent"
    assert [(position, each) for _, position, each in items(text)] == [
        ("1", "Adult"),
        ("2.1", "Small lesions"),
        ("2.2", "Few lesions"),
        ("3", "Consent"),
    ]


def test_a_number_that_belongs_to_the_sentence_begins_no_item() -> None:
    text = "Inclusion Criteria:\n1. Seen at visit 2. Patients may return\n2. Adult"
    assert [position for _, position, _ in items(text)] == ["1", "2"]


def test_text_before_any_header_is_neither_inclusion_nor_exclusion() -> None:
    assert items("* Adults\n* Volunteers") == [
        ("unclassified", "1", "Adults"),
        ("unclassified", "2", "Volunteers"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Key Inclusion Criteria:",
        "INCLUSION CRITERIA",
        "Inclusion criteria :",
        "* Inclusion Criteria:",
        "Inclusion:",
    ],
)
def test_headers_are_met_as_people_write_them(header: str) -> None:
    assert items(f"{header}\n\n* Adult") == [("inclusion", "1", "Adult")]


@pytest.mark.parametrize(
    "header", ["Non-inclusion Criteria:", "Main Exclusion Criteria:", "Exclusion Citeria:"]
)
def test_headers_that_exclude(header: str) -> None:
    assert items(f"{header}\n\n* Pregnant") == [("exclusion", "1", "Pregnant")]


def test_a_criterion_that_speaks_of_exclusion_is_no_header() -> None:
    text = "Inclusion Criteria:\n\n* Does not meet any exclusion criterion of the main study\n* Adult"
    assert len(items(text)) == 2


def test_a_header_in_the_middle_of_a_line_ends_the_item_before_it() -> None:
    text = "Inclusion Criteria:\n\n* Lives with a stable partner Exclusion Criteria:\n\n* Pregnant"
    assert items(text) == [
        ("inclusion", "1", "Lives with a stable partner"),
        ("exclusion", "1", "Pregnant"),
    ]


def test_text_on_the_line_of_a_header_is_an_item() -> None:
    assert items("Inclusion Criteria: adults only\nExclusion Criteria: none") == [
        ("inclusion", "1", "adults only"),
        ("exclusion", "1", "none"),
    ]


def test_lines_without_markers_are_items() -> None:
    text = "Inclusion Criteria:\n\nAdult\nAble to consent"
    assert [each for _, _, each in items(text)] == ["Adult", "Able to consent"]


def test_a_line_broken_within_an_item_goes_on_with_it() -> None:
    text = "Inclusion Criteria:\n\n* Adult who can\n  walk\n* Consent"
    assert [each for _, _, each in items(text)] == ["Adult who can walk", "Consent"]


@pytest.mark.parametrize(
    "text", ["No eligibility criteria", "Please contact site for information.", "Exclusion Criteria:\n\n-\n"]
)
def test_a_text_that_says_nothing_has_no_criteria(text: str) -> None:
    assert items(text) == []


def test_a_header_that_speaks_of_some_is_the_group_of_its_items() -> None:
    lines = "Inclusion Criteria:", "* Man", "Partner Inclusion Criteria:", "* Woman"
    text = "\n\n".join((*lines, "Exclusion Criteria (Donor):", "* Ill"))
    assert [(each.position, each.text, each.group) for each in criteria_of(text)] == [
        ("1", "Man", None),
        ("2.1", "Woman", "Partner Inclusion Criteria:"),
        ("1", "Ill", "Exclusion Criteria (Donor):"),
    ]


@pytest.mark.parametrize(
    "header", ["Inclusion Criteria (all must be met):", "Inclusion Criteria for all subjects:"]
)
def test_a_header_that_speaks_of_all_is_no_item(header: str) -> None:
    assert items(f"{header}\n\n* Adult") == [("inclusion", "1", "Adult")]


def test_words_that_lead_up_to_a_header_stay_with_it() -> None:
    lead = "People take part who meet all of the following inclusion criteria:"
    (adult,) = criteria_of(f"{lead}\n\n* Adult")
    assert (adult.position, adult.group, adult.logic) == ("1", lead, "and")


LINES = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "  ", "    "]),
        st.sampled_from(["* ", "- ", "1. ", "2. ", "12. ", "a. ", "(b) ", ""]),
        st.text("abc de.:3", max_size=20),
    ),
    max_size=12,
)


@given(LINES)
def test_no_word_is_lost_and_no_position_is_given_twice(lines: list[str]) -> None:
    found = criteria_of("Inclusion Criteria:\n" + "\n".join(lines))
    positions = [each.position for each in found]
    assert len(positions) == len(set(positions))
    groups = {each.group for each in found if each.group}
    words = re.findall(r"[a-z]{2,}", " ".join((*groups, *(each.text for each in found))))
    assert set(words) == set(re.findall(r"[a-z]{2,}", "\n".join(lines)))


@pytest.mark.parametrize(
    "hostile", ["1. " * 40_000, "(" * 100_000, "* " * 50_000, "inclusion " * 20_000, " " * 200_000]
)
def test_hostile_text_is_read_to_its_end(hostile: str) -> None:
    assert "".join(each.text for each in criteria_of(hostile)) is not None


def test_criteria_beyond_the_hundredth_keep_their_numbers() -> None:
    text = "Inclusion Criteria:\n" + "\n".join(f"{number}. Item" for number in range(1, 121))
    assert [position for _, position, _ in items(text)] == [str(number) for number in range(1, 121)]


def test_numbers_in_one_line_are_items_below_what_leads_them() -> None:
    text = "Exclusion Criteria:\n\n* Any of these: 1.Illness;2.Age over 80;3.Refusal"
    assert items(text) == [
        ("exclusion", "1", "Any of these:"),
        ("exclusion", "1.1", "Illness;"),
        ("exclusion", "1.2", "Age over 80;"),
        ("exclusion", "1.3", "Refusal"),
    ]
    assert [each.logic for each in criteria_of(text)[1:]] == ["or", "or", "or"]


def test_numbers_with_brackets_in_one_line_are_items() -> None:
    text = "Inclusion Criteria:\n\n1) Adult 2) Able to walk 3) Willing"
    assert [each for _, _, each in items(text)] == ["Adult", "Able to walk", "Willing"]


def test_criteria_parted_by_semicolons_alone_are_items() -> None:
    heart, liver = "Illness of the heart (failure; infarction);", "illness of the liver;"
    text = f"Exclusion Criteria:\n\n{heart} {liver} age above 80"
    assert [each for _, _, each in items(text)] == [
        heart,
        liver,
        "age above 80",
    ]


def test_paragraphs_of_the_cancer_institute_are_cut_at_their_capitals() -> None:
    text = (
        "PATIENT CHARACTERISTICS: Age: 18 and over Performance status: ECOG 0-2 Hematopoietic: WBC at least"
        " 3,000/mm3 Platelet count at least 100,000/mm3 Renal: Not specified Other: No Hodgkin's disease No"
        " New York Heart Association class III disease"
    )
    assert [(each.text, each.group) for each in criteria_of(text)] == [
        ("Age: 18 and over", "PATIENT CHARACTERISTICS:"),
        ("Performance status: ECOG 0-2", "PATIENT CHARACTERISTICS:"),
        ("WBC at least 3,000/mm3", "Hematopoietic:"),
        ("Platelet count at least 100,000/mm3", "Hematopoietic:"),
        ("Not specified", "Renal:"),
        ("No Hodgkin's disease", "Other:"),
        ("No New York Heart Association class III disease", "Other:"),
    ]


def test_a_heading_is_the_group_of_the_items_below_it_and_no_item() -> None:
    text = "Exclusion Criteria\n\nMedicines:\n\n* Heparin\n\nHistory:\n\n* Stroke"
    assert [(each.position, each.text, each.group) for each in criteria_of(text)] == [
        ("1.1", "Heparin", "Medicines:"),
        ("2.1", "Stroke", "History:"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("People with the following are excluded:", "exclusion"),
        ("You may be eligible for this study if you:", "inclusion"),
        ("Allowed:", "unclassified"),
        ("People are accepted who have begun to take:", "unclassified"),
    ],
)
def test_a_heading_can_say_what_its_items_do(heading: str, kind: str) -> None:
    assert items(f"{heading}\n\n* Gout\n* Asthma") == [(kind, "1", "Gout"), (kind, "2", "Asthma")]


def test_numbers_go_on_after_what_is_allowed() -> None:
    allowed = "Accepted are those who took:\n\n* Aspirin"
    text = f"Inclusion Criteria:\n\n1. Adult\n2. No prior drug\n\n{allowed}\n\n3. Consent"
    assert items(text) == [
        ("inclusion", "1", "Adult"),
        ("inclusion", "2", "No prior drug"),
        ("unclassified", "2.1.1", "Aspirin"),
        ("inclusion", "3", "Consent"),
    ]


def test_a_heading_with_nothing_below_it_is_an_item() -> None:
    assert items("Inclusion Criteria:\n\n* Adult\n\nNo other rules:") == [
        ("inclusion", "1", "Adult"),
        ("inclusion", "2", "No other rules:"),
    ]


def test_a_line_that_only_joins_is_how_the_next_goes_with_the_others() -> None:
    found = criteria_of("Inclusion Criteria:\n\n* Adult\n\nOR\n\n* Married")
    assert [(each.text, each.logic) for each in found] == [("Adult", None), ("Married", "or")]


def test_a_header_at_the_end_of_a_line_opens_the_next_list() -> None:
    text = "Inclusion Criteria:\n\n* Written consent of the man Inclusion Criteria Partner\n* Adult"
    assert [(each.text, each.group) for each in criteria_of(text)] == [
        ("Written consent of the man", None),
        ("Adult", "Inclusion Criteria Partner:"),
    ]
