from __future__ import annotations

import pytest
from tests.registries.pages.pages import FIXTURES, page_text, read, read_fixture

from trialkg.errors import RecordError
from trialkg.registries.pages import detect_layout, read_page
from trialkg.registries.records import Origin, RawRecord, RecordFormat

LAYOUTS = {
    "summary": RecordFormat.SUMMARY_PAGE,
    "medpath": RecordFormat.MEDPATH_PAGE,
    "ctgov2017": RecordFormat.CTGOV_PAGE_2017,
}
NAMES = sorted(path.stem for path in FIXTURES.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_of_a_page_is_found_from_its_text(name: str) -> None:
    assert detect_layout(page_text(name)) is LAYOUTS[name.split("-")[0]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A letter about a trial, NCT99999911.",
        '{"protocolSection": {}}',
        "<clinical_study/>",
        "Status\nSex\n",
    ],
)
def test_text_that_is_no_page_has_no_layout(text: str) -> None:
    assert detect_layout(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_the_same_with_windows_line_ends_hard_blanks_and_a_byte_order_mark(name: str) -> None:
    text = "\ufeff" + page_text(name).replace("\n", "\r\n").replace(": ", ":\xa0")

    assert read(text) == read_fixture(name)


@pytest.mark.parametrize("name", NAMES)
def test_more_blank_lines_between_sections_change_nothing(name: str) -> None:
    text = page_text(name).replace("\n\n", "\n\n\n\n\n")

    assert read(text) == read_fixture(name)


def number_read(text: str, layout: RecordFormat) -> str | None:
    """The number of the study that a page gives; None where the page is rejected."""
    try:
        return read(text, layout).registry_id
    except RecordError:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_lost_any_one_line_is_read_unless_it_lost_its_number(name: str) -> None:
    lines = page_text(name).split("\n")
    shorter = ["\n".join((*lines[:index], *lines[index + 1 :])) for index in range(len(lines))]

    numbers = [number_read(text, LAYOUTS[name.split("-")[0]]) for text in shorter]

    assert set(numbers) <= {read_fixture(name).registry_id, None}
    assert numbers.count(None) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_no_person_and_no_phone_number_of_a_page_enters_the_study(name: str) -> None:
    written = repr(read_fixture(name))

    assert not [word for word in ("Placeholder", "A Person", "example.org", "000 000") if word in written]


@pytest.mark.parametrize("name", ["summary-sparse", "medpath-repeated", "ctgov2017-bare"])
def test_a_page_without_its_own_number_is_rejected(name: str) -> None:
    text = page_text(name)
    number = read_fixture(name).registry_id

    with pytest.raises(RecordError, match="number") as caught:
        read(text.replace(number, "pending"), LAYOUTS[name.split("-")[0]])

    assert str(caught.value).startswith("page.txt ")


@pytest.mark.parametrize("name", ["summary-sparse", "medpath-repeated", "ctgov2017-bare"])
def test_two_pages_in_one_text_are_rejected_by_both_numbers(name: str) -> None:
    text = page_text(name)
    number = read_fixture(name).registry_id

    with pytest.raises(RecordError, match=f"{number} and NCT99999900"):
        read(text + "\n\n" + text.replace(number, "NCT99999900"))


def test_a_number_of_another_registry_is_named_in_the_rejection() -> None:
    text = page_text("medpath-repeated").replace("NCT99999923", "OTHER-0000")

    with pytest.raises(RecordError, match=r"'OTHER-0000' is not a ClinicalTrials\.gov number"):
        read(text)


def test_a_page_that_is_not_utf_8_is_rejected_by_the_byte() -> None:
    raw = RawRecord(RecordFormat.SUMMARY_PAGE, Origin("page.txt"), b"Caf\xe9")

    with pytest.raises(RecordError, match="byte 3 of the page is not UTF-8"):
        read_page(raw)


def test_a_record_of_another_form_is_no_page() -> None:
    raw = RawRecord(RecordFormat.CTGOV_JSON, Origin("study.json"), b"{}")

    with pytest.raises(RecordError, match="is not a page layout"):
        read_page(raw)


@pytest.mark.parametrize("name", NAMES)
def test_the_reading_names_the_layout_and_an_address_only_on_the_registrys_own_page(name: str) -> None:
    study = read_fixture(name)
    own = name.startswith("ctgov2017")

    assert study.reading.source == LAYOUTS[name.split("-")[0]].value
    assert study.reading.url == (f"https://clinicaltrials.gov/study/{study.registry_id}" if own else None)
