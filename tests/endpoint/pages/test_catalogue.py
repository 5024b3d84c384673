"""The index of all studies: what it counts, where it is kept, and what is shown until there is one."""

from __future__ import annotations

import random
import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.endpoint.pages.client import Client, parsed
from tests.endpoint.pages.conftest import app_of

from trialkg.endpoint.pages import Context, catalogue, concept
from trialkg.endpoint.pages.catalogue import MOST_VALUES, Choice, Facet, Spread, most_frequent
from trialkg.endpoint.pages.catalogues import opened
from trialkg.endpoint.pages.kept import KeptPages
from trialkg.endpoint.pages.making import Made

FILE = Path("graph-000001") / "catalogue.sqlite"
BREAST = (Facet.CONDITION, "http://id.nlm.nih.gov/mesh/D001943")
CHOICES = (
    Choice(),
    Choice("breast cancer"),
    Choice("zzzz"),
    Choice("", (BREAST, (Facet.PHASE, "https://w3id.org/trialkg/ontology#Phase2"))),
    Choice("fes", (BREAST, (Facet.COUNTRY, "France"), (Facet.COUNTRY, "Netherlands"))),
)


@pytest.fixture
def folder(examples_store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    shutil.copytree(examples_store, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def many(folder: Path) -> Iterator[Context]:
    """The pages of a store that counts as one of many studies."""
    context = Context(folder, few=0)
    yield context
    context.close()
    context.snapshot.cataloguing.wait()


def following(site: Client, path: str) -> Iterator[str]:
    """The numbers of the studies of a list, through all its pages."""
    while path:
        page = parsed(site.get(path).text)
        yield from page.xpath("//ul[@class='studies']//span[@class='number']/text()")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")


@pytest.mark.parametrize("path", ["/", "/studies?q=breast", "/concepts", "/concept/PET.html", "/study/SONIA"])
def test_a_page_says_that_the_list_is_being_made_until_it_is(many: Context, path: str) -> None:
    site = Client(app_of(many))
    early = site.get(path)
    assert (early.status_code, early.headers["Retry-After"]) == (503, "5")
    assert "The list is being made" in early.text
    many.snapshot.cataloguing.wait()
    assert site.get(path).status_code in (200, 301)


def test_studies_are_shown_before_the_list_is_made(many: Context) -> None:
    site = Client(app_of(many))
    assert "SONImage" in site.get("/study/NCT04125277.html").text
    assert site.get("/concept/PET.ttl").status_code == 200
    assert site.get("/").status_code == 503


@pytest.mark.parametrize("choice", CHOICES)
def test_a_list_from_the_file_is_the_one_made_in_memory(
    many: Context, context: Context, choice: Choice
) -> None:
    many.snapshot.cataloguing.wait()
    assert many.snapshot.catalogue.listing(choice, 1, 10) == context.snapshot.catalogue.listing(choice, 1, 10)


def test_the_file_is_made_once_for_a_generation(folder: Path) -> None:
    Context(folder, few=0).snapshot.cataloguing.wait()
    made = (folder / FILE).stat().st_mtime_ns
    again = Context(folder, few=0)
    assert again.snapshot.catalogue.listing(Choice(), 1, 1).total == 30
    assert (folder / FILE).stat().st_mtime_ns == made


@pytest.mark.parametrize("content", [b"", b"no database", bytes(5000)])
def test_a_file_that_is_no_catalogue_is_made_anew(folder: Path, content: bytes) -> None:
    (folder / FILE).write_bytes(content)
    assert opened(folder / FILE) is None
    context = Context(folder, few=0)
    context.snapshot.cataloguing.wait()
    assert context.snapshot.catalogue.listing(Choice(), 1, 1).total == 30


def test_a_list_that_cannot_be_made_is_told(folder: Path) -> None:
    (folder / FILE).mkdir()
    context = Context(folder, few=0)
    context.snapshot.cataloguing.wait()
    response = Client(app_of(context)).get("/studies")
    assert (response.status_code, "There is no list" in response.text) == (503, True)


def test_a_small_store_is_served_without_a_file(folder: Path) -> None:
    assert Context(folder).snapshot.catalogue.listing(Choice(), 1, 1).total == 30
    assert not (folder / FILE).exists()


def test_the_most_frequent_values_are_those_that_counting_all_gives() -> None:
    chance = random.Random(7)
    for _ in range(200):
        studies = range(1, 60)
        chosen = {study for study in studies if chance.random() < 0.3}
        spreads = []
        for value in range(40):
            having = [study for study in studies if chance.random() < chance.random()]
            own = [study for study in having if chance.random() < 0.5]
            rest = sorted(set(having) - set(own))
            spreads.append(Spread(f"v{value:02}", array("I", own), array("I", rest)))
        counted = {each.value: len(chosen.intersection([*each.own, *each.inherited])) for each in spreads}
        offered = [each.value for each in spreads if chosen.intersection(each.own)]
        expected = sorted((-counted[value], value) for value in offered)[:MOST_VALUES]
        spreads.sort(key=lambda each: (-each.studies, each.value))
        marks = bytearray(study in chosen for study in range(60))
        assert [(-each.studies, each.value) for each in most_frequent(spreads, marks)] == expected


def test_a_search_with_very_many_hits_lists_the_latest_first(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "_MOST_RANKED", 3)
    rows = context.snapshot.catalogue.listing(Choice("breast"), 1, 100).rows
    assert len(rows) > 3
    assert [row.start for row in rows] == sorted((row.start for row in rows), reverse=True)


def test_a_concept_shows_some_studies_of_each_part_and_leads_to_all(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parsed(site.get("/concept/PET.html").text)
    parts = whole.xpath("//section[h3[@class='section']]")
    in_all = {part.xpath("normalize-space(h3)").split(" ")[0]: _numbers(part) for part in parts}
    monkeypatch.setattr(concept, "PAGE_SIZE", 2)
    few = parsed(site.get("/concept/PET.html").text)
    longest = 0
    for part in few.xpath("//section[h3[@class='section']]"):
        numbers = in_all[part.xpath("normalize-space(h3)").split(" ")[0]]
        shown, more = _numbers(part), part.xpath(".//a[@rel='next']/@href")
        assert shown == numbers[:2]
        assert [*shown, *(following(site, more[0]) if more else ())] == numbers
        longest = max(longest, len(numbers))
    assert longest > 4


def _numbers(part: object) -> list[str]:
    assert hasattr(part, "xpath")
    return list(part.xpath(".//span[@class='number']/text()"))


@pytest.mark.parametrize("asked", ["role=nothing", "role=studied&page=x", "page=7", "role=studied&page=9999"])
def test_odd_parts_and_pages_of_a_concept_are_no_error(site: Client, asked: str) -> None:
    assert site.get(f"/concept/PET.html?{asked}").status_code == 200


def test_the_pages_kept_stay_within_their_bytes() -> None:
    kept = KeptPages(most=10)
    for number in range(5):
        kept.keep((f"{number}", False), Made(b"1234"))
        kept.get(("0", False))
    assert [number for number in range(5) if kept.get((f"{number}", False))] == [0, 4]
    kept.keep(("0", False), Made(b"12345678"))
    assert [number for number in range(5) if kept.get((f"{number}", False))] == [0]
