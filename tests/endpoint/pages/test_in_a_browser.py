"""The pages in a real browser: axe looks at them, the editor of the query page is used, the policy holds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.browser import CONTROL, Browser, Page, browsing
from tests.node import node_file
from tests.servers import trialkg_server

AUDITED: Final = (
    "/",
    "/studies?q=breast",
    "/condition/D001943.html",
    "/concept/CDK4-6-inhibitor.html",
    "/concept/PFS.html",
    "/study/NCT04125277.html",
    "/study/NCT04125277/neighbourhood",
    "/query?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%2020",
    "/query",
    "/query?query=SELECT%20nonsense",
    "/query/outcomes?run=1&study=NCT04125277",
    "/ontology.html",
    "/shapes/families.html",
)
QUERY: Final = "SELECT ?number { ?study <http://purl.org/dc/terms/identifier> ?number } ORDER BY ?number"
_EDITOR: Final = "document.querySelector('.editor')?.shadowRoot"
_AUDIT: Final = """
document.querySelectorAll("details").forEach((each) => { each.open = true });
axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map(
  (each) => [each.id, ...each.nodes.map((node) => node.html.slice(0, 200))]))
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def address(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with trialkg_server(tmp_path_factory.mktemp("server"), examples_store) as address:
        yield address


@pytest.fixture
def asking(browser: Browser, address: str) -> Page:
    """The query page, with an empty editor that has the focus."""
    page = browser.page()
    page.open(f"{address}/query")
    empty(page)
    return page


def empty(page: Page) -> None:
    """Leave nothing in the editor, and the focus in it."""
    page.wait(f"{_EDITOR}.querySelector('.cm-content')")
    page.run(f"{_EDITOR}.querySelector('.cm-content').focus()")
    page.run("document.execCommand('selectAll') && document.execCommand('delete')")
    page.wait("document.querySelector('#query').value.trim() === ''")


def rows(page: Page) -> list[str]:
    """The first cell of each row of the answer that is shown."""
    found = page.run(
        "[...document.querySelectorAll('.answer tbody tr:not([hidden]) td:first-child')]"
        ".map((cell) => cell.textContent)"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_shows_the_whole_width(
    browser: Browser, address: str, scheme: str
) -> None:
    axe = node_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = browser.page(360, 800, scheme)
    found = {}
    for path in AUDITED:
        page.open(address + path)
        page.wait("!document.querySelector('form.ask textarea') || document.querySelector('.editor')")
        page.run(axe + ";0")
        wider = page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = (page.run(_AUDIT), max(0, wider))
    assert found == dict.fromkeys(AUDITED, ([], 0))
    assert page.complaints == []


@pytest.mark.parametrize("width", [360, 1200])
def test_the_scale_of_time_frames_never_covers_their_heading(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.page(width, 800)
    page.open(f"{address}/study/NCT04125277.html")
    for seen in range(0, 200, 20):
        page.run(f"scrollTo({{top: outcomes.offsetTop - 800 + {seen}, behavior: 'instant'}})")
        assert page.run(
            "document.querySelector('.scale').getBoundingClientRect().top >="
            " outcomes.getBoundingClientRect().bottom"
        )


def test_the_editor_asks_by_keyboard_and_the_answer_comes_into_the_page(asking: Page) -> None:
    asking.run("window.still = true")
    asking.type(QUERY)
    asking.press("Enter", CONTROL)
    asking.wait("document.querySelector('#outcome table')")
    assert "NCT04125277" in rows(asking)
    assert asking.run("window.still") is True
    assert asking.run("new URL(location.href).searchParams.get('query').trim()") == QUERY
    assert "rows" in asking.run("document.querySelector('.ask [role=status]').textContent")
    assert asking.complaints == []


def test_a_mistake_is_told_and_marked_where_it_stands(asking: Page) -> None:
    asking.type("SELECT * { ?s ?p }")
    asking.press("Enter", CONTROL)
    asking.wait("document.querySelector('#problem [role=alert]')")
    assert "line 1, column 19" in asking.run("document.querySelector('#problem').textContent")
    asking.wait(f"{_EDITOR}.querySelector('.cm-lintRange-error, .cm-lintPoint-error')")


def test_a_term_is_offered_and_its_prefix_declared(asking: Page) -> None:
    asking.type("SELECT * { ?s hasRec")
    asking.wait(f"{_EDITOR}.querySelector('.cm-tooltip-autocomplete li[aria-selected]')")
    assert "tkg:hasRecord" in asking.run(f"{_EDITOR}.querySelector('li[aria-selected]').textContent")
    asking.wait(f"{_EDITOR}.querySelector('.cm-completionInfo')")
    time.sleep(0.2)  # the editor takes no key for an offer that has stood for less than 75 ms
    asking.press("Enter")
    asking.wait("document.querySelector('#query').value.includes('tkg:hasRecord')")
    text = asking.run("document.querySelector('#query').value")
    assert text.startswith("PREFIX tkg: <https://w3id.org/trialkg/ontology#>\n")
    assert asking.complaints == []


def test_names_that_the_vocabulary_lacks_are_marked(asking: Page) -> None:
    asking.type(
        "PREFIX tkg: <https://w3id.org/trialkg/ontology#> SELECT * { ?s tkg:hasRecrod nobody:here ?o }"
    )
    asking.wait(f"{_EDITOR}.querySelectorAll('.cm-lintRange').length === 2")
    marked = asking.run(f"[...{_EDITOR}.querySelectorAll('.cm-lintRange')].map((each) => each.textContent)")
    assert marked == ["tkg:hasRecrod", "nobody:here"]


def test_tab_leaves_the_editor(asking: Page) -> None:
    asking.type("ASK {}")
    asking.press("Tab")
    assert asking.run("document.activeElement.textContent") == "Ask"


def test_a_slash_in_the_editor_stays_there(asking: Page) -> None:
    asking.call("Input.dispatchKeyEvent", type="keyDown", key="/", text="/")
    asking.wait("document.querySelector('#query').value === '/'")
    assert asking.run("document.activeElement.className") == "editor"


def test_rows_are_sorted_and_filtered(browser: Browser, address: str) -> None:
    page = browser.page()
    page.open(f"{address}/query/studies?run=1")
    page.wait("document.querySelector('.answer th button')")
    before = rows(page)
    page.run("document.querySelector('.answer th button').click()")
    page.run("document.querySelector('.answer th button').click()")
    assert rows(page) == sorted(before, reverse=True)
    assert page.run("document.querySelector('.answer th').ariaSort") == "descending"
    page.run("document.querySelector('.filter input').focus()")
    page.type("nct04125277")
    assert rows(page) == ["NCT04125277"]
    assert page.run("document.querySelector('.filter [role=status]').textContent") == f"1 of {len(before)}"


def test_a_query_that_was_asked_can_be_taken_up_again(asking: Page) -> None:
    asking.type("ASK { <urn:a> <urn:b> <urn:c> }")
    asking.press("Enter", CONTROL)
    asking.wait("document.querySelector('#outcome pre')")
    empty(asking)
    asking.wait("document.querySelector('.asked:not([hidden]) button')")
    asking.run("document.querySelector('.asked button').click()")
    assert asking.run("document.querySelector('#query').value") == "ASK { <urn:a> <urn:b> <urn:c> }"
