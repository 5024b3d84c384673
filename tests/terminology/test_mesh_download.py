from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.servers import POLL_SECONDS, free_port
from tests.terminology.mesh_samples import DESCRIPTORS, ntriples

from trialkg.errors import SourceError
from trialkg.terminology.mesh.download import download_mesh

CONTENT = gzip.compress(ntriples(*DESCRIPTORS).encode(), mtime=0)
SHA1 = hashlib.sha1(CONTENT).hexdigest()
FILE = "/rdf/2024/mesh2024.nt.gz"
CHECKED: Mapping[str, bytes] = {FILE: CONTENT, f"{FILE}.sha1": f"{SHA1}  mesh2024.nt.gz\n".encode()}


@contextmanager
def served(files: Mapping[str, bytes], *, cut: int = 0, status: int = 200) -> Iterator[str]:
    """The address of a server that has these files, and calls all of them gzip, as NLM's does by their names.

    It ends an answer so many bytes early, if asked.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path)
            self.send_response(404 if body is None else status)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write((body or b"")[: len(body or b"") - cut])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(POLL_SECONDS,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/rdf"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_file_is_fetched_as_it_lies_and_checked_against_the_published_sha1(tmp_path: Path) -> None:
    with served(CHECKED) as address:
        found = download_mesh(tmp_path, (2024,), address)
    assert found.path == tmp_path / "mesh2024.nt.gz"
    assert found.path.read_bytes() == CONTENT
    assert found.verified


def test_a_file_without_a_published_checksum_is_not_called_verified(tmp_path: Path) -> None:
    with served({FILE: CONTENT}) as address:
        assert not download_mesh(tmp_path, (2024,), address).verified


def test_a_year_that_is_not_published_yet_gives_way_to_the_one_before(tmp_path: Path) -> None:
    with served(CHECKED) as address:
        assert download_mesh(tmp_path, (2025, 2024), address).path.name == "mesh2024.nt.gz"


def test_progress_is_told_up_to_the_length_of_the_file(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with served(CHECKED) as address:
        download_mesh(tmp_path, (2024,), address, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_bytes_that_are_not_those_of_the_checksum_are_refused(tmp_path: Path) -> None:
    changed = {**CHECKED, FILE: CONTENT[:-1] + b"!"}
    with served(changed) as address, pytest.raises(SourceError, match="does not have the SHA-1"):
        download_mesh(tmp_path, (2024,), address)


def test_an_answer_that_ends_early_is_refused(tmp_path: Path) -> None:
    with (
        served(CHECKED, cut=10) as address,
        pytest.raises(SourceError, match=r"cannot be reached \("),
    ):
        download_mesh(tmp_path, (2024,), address)


@pytest.mark.parametrize(("status", "said"), [(500, "answered with status 500"), (404, "no MeSH of 2024")])
def test_another_answer_is_told(tmp_path: Path, status: int, said: str) -> None:
    with served(CHECKED, status=status) as address, pytest.raises(SourceError, match=said):
        download_mesh(tmp_path, (2024,), address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/rdf", "no address", "ftp://127.0.0.1/rdf"])
def test_a_server_that_is_not_there_is_told_with_what_else_to_do(tmp_path: Path, address: str) -> None:
    with pytest.raises(SourceError, match=r"cannot be reached.* trialkg mesh install FILE"):
        download_mesh(tmp_path, (2024,), address.format(port=free_port()))
