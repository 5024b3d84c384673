from __future__ import annotations

import json
from typing import Any

import pytest
from tests.endpoint.pages.client import Client, parsed
from tests.endpoint.pages.conftest import BREAKOUT, IMAGE, SCRIPT

STUDY = "/study/NCT99999911.html"
PAGES = (
    STUDY,
    "/study/NCT99999911/neighbourhood",
    "/study/NCT99999911/findings",
    "/",
    "/studies",
    "/condition/D001943.html",
    "/concept/FES-PET.html",
    "/resource?iri=https%3A%2F%2Fw3id.org%2Ftrialkg%2Fstudy%2FNCT99999911",
    "/query/studies?run=1",
    "/query/outcomes?run=1",
)
_OWN_SCRIPTS = (["/static/pages.js"], ["/static/pages.js", "/static/editor.js"])


def check(text: str) -> Any:
    """A page has its own scripts alone, no handler, and no address but of the web or of this server."""
    page = parsed(text)
    data = page.xpath("//script[@type='application/ld+json']")
    assert not any("<" in block.text or block.get("src") for block in data)
    scripts = page.xpath("//script[not(@type)]")
    assert len(page.xpath("//script")) == len(scripts) + len(data)
    assert [script.get("src", "").partition("?")[0] for script in scripts] in _OWN_SCRIPTS
    assert not any(script.text for script in scripts)
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//@style | //style | //img | //b | //iframe | //base") == []
    for address in page.xpath("//@href | //@src | //@action"):
        assert address.startswith(("/", "#", "http://", "https://"))
        assert not address.startswith("//")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_a_record_stays_text(harmful: Client, path: str) -> None:
    check(harmful.get(path).text)


def test_harmful_text_is_shown_as_it_is_registered(harmful: Client) -> None:
    page = check(harmful.get(STUDY).text)
    (told,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(told.text)["name"] == f"Title {SCRIPT}"
    shown = page.text_content()
    assert all(text in shown for text in (f"Title {SCRIPT}", f"Official {BREAKOUT}", f"A{IMAGE}"))


@pytest.mark.parametrize(
    "path",
    [
        f"/studies?q={BREAKOUT}",
        f"/studies?country={BREAKOUT}&condition={SCRIPT}",
        f"/study/{BREAKOUT}",
        f"/study/{SCRIPT}/findings",
        f"/study/{IMAGE}/neighbourhood",
        f"/concept/{BREAKOUT}.html",
        f"/condition/{SCRIPT}",
        f"/query/{SCRIPT}",
        f"/query/outcomes?run=1&study={BREAKOUT}",
        f"/query?query={BREAKOUT}",
        f"/resource?iri={BREAKOUT}",
        "/resource?iri=javascript:alert(1)",
        '/resource?iri=https://w3id.org/trialkg/study/NCT99999911">',
        "/resource?iri=",
        "/study/..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2f__init__.py",
        "/static/%2e%2e/rendering.py",
        "/study/%00",
        "/study/NCT99999911.html%0d%0aX-Bad: 1",
    ],
)
def test_nothing_in_an_address_becomes_markup(harmful: Client, path: str) -> None:
    response = harmful.get(path)
    assert response.status_code in (200, 400, 404)
    assert "x-bad" not in response.headers
    if response.headers["Content-Type"].startswith("text/html"):
        check(response.text)


def test_an_iri_of_the_graph_with_a_script_scheme_is_no_link(harmful: Client) -> None:
    query = "SELECT (IRI('javascript:alert(1)') AS ?bad) {}"
    page = check(harmful.get("/query", params={"query": query}).text)
    (link,) = page.xpath("//table//a/@href")
    assert link == "/resource?iri=javascript%3Aalert%281%29"


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/study/NCT99999911.ttl"])
def test_every_answer_keeps_the_browser_from_running_anything_else(harmful: Client, path: str) -> None:
    headers = harmful.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_here_has_a_search(harmful: Client) -> None:
    response = harmful.get("/nowhere")
    assert response.status_code == 404
    assert parsed(response.text).xpath("//main//form[@action='/studies']//input[@name='q']")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_for_reading_only(harmful: Client, method: str) -> None:
    assert harmful.request(method, STUDY).status_code == 405


def test_files_beside_the_pages_may_be_kept_and_change_their_address_when_they_change(site: Client) -> None:
    page = parsed(site.get("/").text)
    (style,) = page.xpath("//link[@rel='stylesheet']/@href")
    assert "?v=" in style
    assert site.get(style).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert site.get("/static/none.css").status_code == 404


def test_no_page_loads_anything_from_another_host(site: Client) -> None:
    for path in ("/", "/studies", "/study/NCT04125277.html", "/concepts", "/query", "/ontology.html"):
        page = parsed(site.get(path).text)
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert all(address.startswith("/static/") for address in loaded)
        assert all(site.get(address).status_code == 200 for address in loaded)
    assert "url(" not in site.get("/static/pages.css").text
    assert "http" not in site.get("/static/pages.js").text
