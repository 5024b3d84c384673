from __future__ import annotations

import itertools
from html.parser import HTMLParser
from typing import Final

import pytest
from tests.endpoint.pages.client import Client, parsed

PAGES: Final = (
    "/",
    "/studies",
    "/studies?q=breast&phase=https://w3id.org/trialkg/ontology%23Phase3",
    "/studies?q=zzzz",
    "/concepts",
    "/concept/CDK4-6-inhibitor.html",
    "/condition/D001943.html",
    "/study/NCT04125277.html",
    "/study/NCT02513394.html",
    "/study/NCT04125277/findings",
    "/study/NCT04125277/neighbourhood",
    "/query",
    "/query?query=SELECT%20nonsense",
    "/query/outcomes?run=1&study=NCT04125277",
    "/ontology.html",
    "/ontology/alignments.html",
    "/shapes.html",
    "/shapes/core.html",
    "/resource?iri=https://w3id.org/trialkg/study/NCT04125277",
    "/nowhere",
)
_BLOCKS: Final = {
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "details",
    "section",
    "pre",
    "form",
    "h1",
    "h2",
    "h3",
}
_VOID: Final = {"meta", "link", "input", "br", "hr"}


class Nesting(HTMLParser):
    """Checks that elements end in order, and that no block stands in a paragraph or a phrase."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and any(each in ("p", "span", "a", "strong") for each in self.open):
            self.wrong.append(f"{tag} within {self.open}")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A void element of SVG."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag} after {self.open}")


@pytest.mark.parametrize("path", PAGES)
def test_elements_are_nested_as_html_has_it(site: Client, path: str) -> None:
    check = Nesting()
    check.feed(site.get(path).text)
    assert (check.wrong, check.open) == ([], [])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_language_a_title_and_its_landmarks(site: Client, path: str) -> None:
    page = parsed(site.get(path).text)
    assert page.get("lang") == "en"
    assert page.findtext(".//title", "").endswith(" · trialkg")
    assert [len(page.xpath(f"//body/{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert page.xpath("//body/a[1]/@href") == ["#main"]
    assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


@pytest.mark.parametrize("path", PAGES)
def test_headings_go_down_step_by_step(site: Client, path: str) -> None:
    page = parsed(site.get(path).text)
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_needs_a_name_has_one(site: Client, path: str) -> None:
    page = parsed(site.get(path).text)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in page.xpath("//input[@type!='hidden' or not(@type)] | //textarea | //select"):
        assert page.xpath("//label[@for=$id]", id=field.get("id")), field.get("id")
    for picture in page.xpath("//svg[not(ancestor-or-self::*[@aria-hidden='true'])]"):
        assert picture.get("aria-label") or picture.get("aria-labelledby")
    for reference in page.xpath("//@aria-labelledby | //@aria-describedby"):
        assert set(reference.split()) <= set(ids)
    for link in page.xpath("//a[not(@aria-label)]"):
        assert link.text_content().strip()
