"""Fetches the current year of MeSH RDF from NLM, whole and unchanged or not at all.

NLM publishes a folder a year, ``…/rdf/2025/mesh2025.nt.gz``, and beside a file its SHA-1 as ``….sha1``
(https://hhs.github.io/meshrdf/). The coming year's folder appears in December.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from trialkg import __version__
from trialkg.errors import SourceError

NLM = "https://nlmpubs.nlm.nih.gov/projects/mesh/rdf"
"""The address of NLM's folder of MeSH RDF."""

Progress = Callable[[int, int | None], object]
"""Called with the bytes fetched so far and those there are in all, where the server says so."""

_SECONDS = 60.0
_SHA1 = re.compile(rb"\b[0-9a-fA-F]{40}\b")
_REMEDY = "Try again later, or fetch it yourself and give the file: trialkg mesh install FILE"
_AS_IT_LIES = {"Accept-Encoding": "identity", "User-Agent": f"trialkg/{__version__}"}
"""Servers that unpack ``.gz`` on the way would change the bytes that the checksum is of."""


@dataclass(frozen=True)
class Download:
    """A file as fetched, and whether the checksum that the server has for it was there to compare with."""

    path: Path
    address: str
    verified: bool


def download_mesh(
    folder: Path, years: tuple[int, ...], address: str = NLM, progress: Progress = lambda *_: None
) -> Download:
    """Fetch the file of the first of the years that is published.

    Raises SourceError where none is, where the server cannot be reached, and where the bytes are not those
    that the server's own length and SHA-1 speak of.
    """
    try:
        with httpx.Client(timeout=_SECONDS, follow_redirects=True, headers=_AS_IT_LIES) as client:
            for year in years:
                found = _fetched(client, f"{address.rstrip('/')}/{year}/mesh{year}.nt.gz", folder, progress)
                if found is not None:
                    return found
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        what = f"cannot be reached ({str(error) or type(error).__name__})"
        raise SourceError(what, where=address, remedy=_REMEDY) from error
    told = " nor ".join(map(str, years))
    raise SourceError(f"has no MeSH of {told}", where=address, remedy=_REMEDY)


def _fetched(client: httpx.Client, address: str, folder: Path, progress: Progress) -> Download | None:
    """The file at an address, None where there is none."""
    path = folder / address.rpartition("/")[2]
    sha1 = hashlib.sha1(usedforsecurity=False)
    with client.stream("GET", address) as response:
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        _require_good(response, address)
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isdecimal() else None
        with path.open("wb") as file:
            for part in response.iter_raw():
                file.write(part)
                sha1.update(part)
                progress(response.num_bytes_downloaded, total)
    if total is not None and path.stat().st_size != total:
        raise SourceError("ended early", where=address, remedy=_REMEDY)
    published = _published_sha1(client, f"{address}.sha1")
    if published is not None and published != sha1.hexdigest():
        raise SourceError("does not have the SHA-1 that NLM publishes for it", where=address, remedy=_REMEDY)
    return Download(path, address, published is not None)


def _published_sha1(client: httpx.Client, address: str) -> str | None:
    with client.stream("GET", address) as response:
        if response.status_code != httpx.codes.OK:
            return None
        # Not decoded: a server that goes by the name's endings calls this text gzip.
        found = _SHA1.search(b"".join(response.iter_raw()))
    return found[0].decode().lower() if found else None


def _require_good(response: httpx.Response, address: str) -> None:
    if response.status_code != httpx.codes.OK:
        raise SourceError(f"answered with status {response.status_code}", where=address, remedy=_REMEDY)
