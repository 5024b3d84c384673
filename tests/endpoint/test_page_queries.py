"""Pages of studies from the query processes of a server."""

from __future__ import annotations

from pathlib import Path

import httpx
from tests.endpoint.pages.client import Client
from tests.endpoint.pages.conftest import app_of

from trialkg.endpoint.pages import Context

SONIMAGE = "/study/NCT04125277.html"
PLAIN = {"Accept-Encoding": "identity"}


def test_a_page_is_the_one_that_is_made_within_a_process(client: httpx.Client, store: Path) -> None:
    here = Client(app_of(Context(store)))
    for path in (SONIMAGE, "/study/NCT03425838.html", "/study/NCT01942135.html"):
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert response.text == here.get(path).text


def test_a_page_comes_compressed_and_plain(client: httpx.Client) -> None:
    zipped, plain = client.get(SONIMAGE), client.get(SONIMAGE, headers=PLAIN)
    assert (zipped.headers.get("Content-Encoding"), plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert zipped.text == plain.text
    assert int(zipped.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2


def test_a_page_that_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(SONIMAGE)
    again = client.get(SONIMAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_head_request_has_the_length_of_the_page(client: httpx.Client) -> None:
    head = client.head(SONIMAGE, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(client.get(SONIMAGE, headers=PLAIN).content)


def test_an_unknown_study_is_not_found(client: httpx.Client) -> None:
    for number in ("NCT00000000", "%20", "a%00b", "%3E%22"):
        assert client.get(f"/study/{number}.html").status_code == 404
