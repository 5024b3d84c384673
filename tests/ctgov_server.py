"""A registry on loopback that speaks API v2 as ``ctg-oas-v2.yaml`` describes it, over any records.

It pages, counts, filters, packs, and remembers what it was asked; on demand it fails in the ways that real
servers and networks do. Words of a query have to stand in the fields searched; there are no synonyms.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers import POLL_SECONDS

Record = Mapping[str, Any]
Fault = Callable[["Answering", bytes], None]
"""Answers a request in place of the registry, given the bytes of the right answer."""

STATUSES = (
    "ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING",
    "SUSPENDED", "TERMINATED", "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE",
    "APPROVED_FOR_MARKETING", "WITHHELD", "UNKNOWN",
)  # fmt: skip
_PREFIX = "/api/v2"
_LARGEST_PAGE = 1000
_KNOWN = {
    "format", "query.cond", "query.term", "query.locn", "query.intr", "filter.overallStatus", "filter.ids",
    "filter.advanced", "fields", "sort", "countTotal", "pageSize", "pageToken",
}  # fmt: skip
_FREE = {"countTotal", "pageSize", "pageToken"}


class BadRequestError(Exception):
    """What is asked is not what the interface understands."""


def made_record(
    number: int, *, updated: str = "2025-03-01", derived: str = "2025-06-02", title: str = "", **modules: Any
) -> dict[str, Any]:
    """A small invented record that trialkg can read; the number makes its registry number."""
    protocol = {
        "identificationModule": {
            "nctId": f"NCT{number:08d}",
            "briefTitle": title or f"A Study Named {number}",
        },
        "statusModule": {"overallStatus": "COMPLETED", "lastUpdatePostDateStruct": {"date": updated}},
    }
    return {
        "protocolSection": protocol | modules,
        "derivedSection": {"miscInfoModule": {"versionHolder": derived}},
        "hasResults": False,
    }


def id_of(record: Record) -> str:
    return str(record["protocolSection"]["identificationModule"]["nctId"])


class Registry:
    """The records it has, the faults its next answers to ``/studies`` will have, and what it was asked."""

    def __init__(self, records: Iterable[Record], data_version: str | None = "2025-06-02T09:00:05") -> None:
        self.records = list(records)
        self.data_version = data_version
        self.moved: dict[str, str] = {}
        self.faults: deque[Fault | None] = deque()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.headers: list[Mapping[str, str]] = []
        self.before_answer: Callable[[int], object] = lambda _: None
        self.in_answer: Callable[[int], object] = lambda _: None
        self.address = ""
        self._tokens: dict[str, tuple[str, int]] = {}

    @property
    def pages_asked(self) -> list[dict[str, str]]:
        """The query of each request for studies, those of single ones left out."""
        return [query for path, query in self.asked if path == "/studies"]

    def forget_tokens(self) -> None:
        self._tokens.clear()

    def page(self, query: Mapping[str, str]) -> bytes:
        if unknown := query.keys() - _KNOWN:
            raise BadRequestError(f"unknown parameter {sorted(unknown)}")
        key = json.dumps({name: value for name, value in query.items() if name not in _FREE}, sort_keys=True)
        start = self._place(query.get("pageToken"), key)
        size = min(int(query.get("pageSize", 0)) or 10, _LARGEST_PAGE)
        found = [record for record in self.records if _meets(record, query)]
        parts = []
        if query.get("countTotal") == "true" and not start:
            parts.append(f'"totalCount":{len(found)}')
        fields = query.get("fields")
        shown = found[start : start + size]
        lines = [
            json.dumps(_cut(record, fields) if fields else record, ensure_ascii=False) for record in shown
        ]
        parts.append('"studies":[' + ",\n".join(lines) + "]")
        if start + size < len(found):
            parts.append(f'"nextPageToken":"{self._token(key, start + size)}"')
        return ("{" + ",".join(parts) + "}").encode()

    def study(self, nct_id: str) -> bytes | None:
        found = (record for record in self.records if id_of(record) == nct_id)
        record = next(found, None)
        return json.dumps(record).encode() if record is not None else None

    def _token(self, key: str, place: int) -> str:
        token = base64.urlsafe_b64encode(hashlib.sha256(f"{key} {place}".encode()).digest())[:12].decode()
        self._tokens[token] = (key, place)
        return token

    def _place(self, token: str | None, key: str) -> int:
        if token is None:
            return 0
        of, place = self._tokens.get(token, ("", 0))
        if of != key:
            raise BadRequestError("`pageToken` is not of this query")
        return place


def _cut(record: Record, fields: str) -> dict[str, Any]:
    """The fields that are asked for, by their piece names."""
    protocol, names = record["protocolSection"], set(fields.replace(",", "|").split("|"))
    kept: dict[str, Any] = {"protocolSection": {"identificationModule": {"nctId": id_of(record)}}}
    day = protocol.get("statusModule", {}).get("lastUpdatePostDateStruct", {}).get("date")
    if "LastUpdatePostDate" in names and day:
        kept["protocolSection"]["statusModule"] = {"lastUpdatePostDateStruct": {"date": day}}
    holder = record.get("derivedSection", {}).get("miscInfoModule", {}).get("versionHolder")
    if "VersionHolder" in names and holder:
        kept["derivedSection"] = {"miscInfoModule": {"versionHolder": holder}}
    return kept


def _meets(record: Record, query: Mapping[str, str]) -> bool:
    protocol = record["protocolSection"]
    status = protocol.get("statusModule", {})
    searched = {
        "query.term": protocol,
        "query.cond": protocol.get("conditionsModule", {}),
        "query.intr": protocol.get("armsInterventionsModule", {}),
        "query.locn": protocol.get("contactsLocationsModule", {}),
    }
    for name, area in searched.items():
        text = json.dumps(area, ensure_ascii=False).casefold()
        if not all(word in text for word in query.get(name, "").casefold().split()):
            return False
    statuses = _items(query, "filter.overallStatus", STATUSES)
    if statuses and status.get("overallStatus") not in statuses:
        return False
    if ids := _items(query, "filter.ids", None):
        return id_of(record) in ids
    return _updated_since(status, query.get("filter.advanced"))


def _items(query: Mapping[str, str], name: str, known: Iterable[str] | None) -> list[str]:
    found = [item for item in query.get(name, "").replace(",", "|").split("|") if item]
    if known is not None and (wrong := set(found) - set(known)):
        raise BadRequestError(f"`{name}` has unknown values {sorted(wrong)}")
    return found


def _updated_since(status: Mapping[str, Any], advanced: str | None) -> bool:
    if advanced is None:
        return True
    opening, closing = "AREA[LastUpdatePostDate]RANGE[", ",MAX]"
    if not (advanced.startswith(opening) and advanced.endswith(closing)):
        raise BadRequestError(f"this registry on loopback does not understand {advanced}")
    day = advanced.removeprefix(opening).removesuffix(closing)
    return str(status.get("lastUpdatePostDateStruct", {}).get("date", "")) >= day


class Answering(BaseHTTPRequestHandler):
    """One request, and ways to answer it, faults among them."""

    protocol_version = "HTTP/1.1"
    registry: Registry

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = parts.path.removeprefix(_PREFIX)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.registry.asked.append((path, query))
        self.registry.headers.append(dict(self.headers))
        fault = self.registry.faults.popleft() if path != "/version" and self.registry.faults else None
        self.registry.before_answer(len(self.registry.asked))
        try:
            status, body = self._right(path, query)
        except BadRequestError as error:
            status, body = 400, str(error).encode()
        if fault is not None:
            fault(self, body)
        elif status == 301:
            self.answer(status, b"", {"Location": body.decode()})
        else:
            self.answer(status, body, pack=status == 200)

    def _right(self, path: str, query: Mapping[str, str]) -> tuple[int, bytes]:
        if not self.path.startswith(_PREFIX):
            return 404, b"Not found"
        if path == "/version":
            version = {"apiVersion": "2.0.5", "dataTimestamp": self.registry.data_version}
            return 200, json.dumps({name: told for name, told in version.items() if told}).encode()
        if path == "/studies":
            return 200, self.registry.page(query)
        nct_id = path.removeprefix("/studies/")
        if nct_id in self.registry.moved:
            return 301, f"{_PREFIX}/studies/{self.registry.moved[nct_id]}".encode()
        body = self.registry.study(nct_id)
        return (404, b"Not found") if body is None else (200, body)

    def answer(
        self, status: int, body: bytes, headers: Mapping[str, str] | None = None, *, pack: bool = False
    ) -> None:
        if pack and "gzip" in self.headers.get("Accept-Encoding", ""):
            body, headers = gzip.compress(body, mtime=0), {"Content-Encoding": "gzip", **(headers or {})}
        self.begin(status, len(body), headers or {})
        half = len(body) // 2
        self.wfile.write(body[:half])
        self.registry.in_answer(len(self.registry.asked))
        self.wfile.write(body[half:])

    def begin(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def hang_up(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        pass


def refusing(status: int, text: str = "", **headers: str) -> Fault:
    """An answer of this status; underscores in names of headers stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.answer(status, text.encode(), {"Content-Type": "text/plain", **named})


def cut_off(handler: Answering, body: bytes) -> None:
    """The connection ends in the middle of the answer."""
    packed = gzip.compress(body)
    handler.begin(200, len(packed), {"Content-Encoding": "gzip"})
    handler.wfile.write(packed[: len(packed) // 2])
    handler.hang_up()


def no_answer(handler: Answering, _: bytes) -> None:
    """The connection ends without a word."""
    handler.hang_up()


def truncated_gzip(handler: Answering, body: bytes) -> None:
    """The packed bytes end early, and the length says that this is all."""
    half = gzip.compress(body)
    half = half[: len(half) // 2]
    handler.begin(200, len(half), {"Content-Encoding": "gzip"})
    handler.wfile.write(half)


def broken_gzip(handler: Answering, body: bytes) -> None:
    """Bytes that are called gzip and are none."""
    handler.begin(200, len(body), {"Content-Encoding": "gzip"})
    handler.wfile.write(body)


def bomb(size: int) -> Fault:
    """A small answer that unpacks to so many blanks."""
    packed = gzip.compress(b" " * size)

    def explode(handler: Answering, _: bytes) -> None:
        handler.begin(200, len(packed), {"Content-Encoding": "gzip"})
        handler.wfile.write(packed)

    return explode


def silence(seconds: float) -> Fault:
    """An answer that comes late."""

    def wait(handler: Answering, _: bytes) -> None:
        time.sleep(seconds)
        handler.hang_up()

    return wait


def instead(text: str) -> Fault:
    """Another text, with the status of success."""
    return lambda handler, _: handler.answer(200, text.encode())


@contextmanager
def serving(registry: Registry) -> Iterator[Registry]:
    """The registry on a port of loopback; its ``address`` is that of the interface."""
    handler = type("Handler", (Answering,), {"registry": registry})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # of this one
    registry.address = f"http://127.0.0.1:{server.server_port}{_PREFIX}"
    thread = Thread(target=server.serve_forever, args=(POLL_SECONDS,))
    thread.start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
