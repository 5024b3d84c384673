from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from tests.endpoint.pages.client import Client, parsed
from tests.endpoint.pages.conftest import app_of

from trialkg.endpoint.pages import Context

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
    "/ontology",
    "/resource?iri=https://w3id.org/trialkg/study/NCT04125277",
    "/nowhere",
)
AUDITED: Final = (
    "/",
    "/studies?q=breast",
    "/condition/D001943.html",
    "/concept/CDK4-6-inhibitor.html",
    "/study/NCT04125277.html",
    "/study/NCT04125277/neighbourhood",
    "/query/outcomes?run=1&study=NCT04125277",
    "/query?query=SELECT%20nonsense",
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
_SCRIPTS: Final = b'<script src="/audit/axe.js"></script><script src="/audit/run.js"></script>'
_HERE: Final = Path(__file__).parent


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


def axe() -> Path:
    """The file of axe-core, which npm has installed or AXE_CORE names; the test is skipped without."""
    named = os.environ.get("AXE_CORE")
    places = [Path(named)] if named else []
    npm = shutil.which("npm")
    if npm:
        run = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False)
        places.append(Path(run.stdout.strip()) / "axe-core" / "axe.min.js")
    found = next((place for place in places if place.is_file()), None)
    return found or pytest.skip("needs axe-core: npm install --global axe-core")


def chromium() -> str:
    """The browser; the test is skipped without one."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or pytest.skip("needs Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def audited(context: Context) -> Iterator[str]:
    """The site on loopback, its pages with axe at the end: as scripts of its own, which the policy allows."""
    library, site = axe(), httpx.ASGITransport(app_of(context))

    async def script(request: Request) -> Response:
        return FileResponse(_HERE / "axe_run.js" if request.path_params["name"] == "run.js" else library)

    async def page(request: Request) -> Response:
        async with httpx.AsyncClient(transport=site) as client:
            found = await client.get(str(request.url))
        body, headers = found.content, dict(found.headers)
        if headers.get("content-type", "").startswith("text/html"):
            body = body.replace(b"</head>", _SCRIPTS + b"</head>")
            del headers["content-length"]
        return Response(body, found.status_code, headers)

    app = Starlette(routes=[Route("/audit/{name}", script), Route("/{path:path}", page)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", AUDITED)
def test_axe_finds_nothing_and_a_phone_shows_the_whole_width(
    audited: str, tmp_path: Path, path: str, scheme: str
) -> None:
    colours = f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"
    command = [
        *(chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=500,900", colours),
        *(f"--user-data-dir={tmp_path}", "--virtual-time-budget=20000", "--dump-dom", audited + path),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    (report,) = parsed(run.stdout).xpath("//pre[@id='axe-report']/text()")
    found = json.loads(report)
    assert found["violations"] == []
    assert found["overflow"] <= 0
    assert found["scheme"] == scheme
