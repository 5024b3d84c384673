"""Asks API v2 of ClinicalTrials.gov, politely and until it answers.

The interface is described in ``ctg-oas-v2.yaml`` (https://clinicaltrials.gov/data-api/api).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self, TypeVar

import httpx

from trialkg import __version__
from trialkg.errors import SourceError, UsageError
from trialkg.registries.ctgov.answers import (
    DamagedAnswerError,
    FetchedRecord,
    Page,
    read_data_version,
    read_page,
    read_record,
)
from trialkg.registries.ctgov.retries import LONGEST_WAIT, Clock, Pace, PassingError, retrying, wait_asked
from trialkg.registries.ctgov.search import PAGE_SIZE, PUBLIC_API, REQUESTS_A_MINUTE

# People report that the registry's gateway turns away programs that do not name the library they ask with.
AGENT = f"trialkg/{__version__} python-httpx/{httpx.__version__}"
"""What the client calls itself."""

_T = TypeVar("_T")
_MIB = 1 << 20
_LARGEST_ANSWER = 128 * _MIB
_LARGEST_FAULT = 1 << 14
_REDIRECTS = 5
_REQUEST_SECONDS = 900.0
_TIMEOUT = httpx.Timeout(60.0, connect=20.0)
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LATER = "Run the same command again to go on, later if need be."
_CORRECT = "Correct the query; its syntax: https://clinicaltrials.gov/find-studies/constructing-complex-search-queries"
_ELSEWHERE = (
    "The registry's gateway may block networks and names of programs; try from another network, or give "
    "another name with --agent."
)


class RefusedRequestError(SourceError):
    """The interface says that it cannot be asked this: a query it does not understand, or a token it lost."""


class TooLargeAnswerError(SourceError):
    """An answer has, unpacked, more bytes than are held in memory."""


class CtgovClient:
    """A connection to the interface; ``told`` hears of every wait, in words for a person.

    ``requests`` caps the requests a minute, ``largest`` the bytes of an answer when unpacked.
    """

    def __init__(
        self,
        address: str = PUBLIC_API,
        *,
        agent: str = AGENT,
        requests: float = REQUESTS_A_MINUTE,
        largest: int = _LARGEST_ANSWER,
        clock: Clock | None = None,
        timeout: httpx.Timeout = _TIMEOUT,
        told: Callable[[str], object] = lambda _: None,
    ) -> None:
        self.address = address.rstrip("/")
        self._clock = clock or Clock()
        self._pace = Pace(requests, self._clock)
        self._largest = largest
        self._page_size = PAGE_SIZE
        self._again = retrying(self._clock, told)
        headers = {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        try:
            self._http = httpx.Client(
                headers=headers, timeout=timeout, follow_redirects=True, max_redirects=5
            )
        except UnicodeEncodeError:
            raise UsageError(f"'{agent}' cannot be sent as a name", remedy="Use ASCII letters.") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def data_version(self) -> str | None:
        """The moment of the data that the registry answers from, None where it does not tell."""
        return self._asked("/version", {}, read_data_version)

    def page(self, query: Mapping[str, str], *, token: str | None = None, size: int = PAGE_SIZE) -> Page:
        """The first page of a query, with the total, or the one a token stands for.

        A page that is too large is asked for again with half as many studies, and so are those that follow.
        Raises RefusedRequestError, and SourceError for all else.
        """
        place = {"pageToken": token} if token else {"countTotal": "true"}
        while True:
            size = min(size, self._page_size)
            asked = {**query, "format": "json", "pageSize": str(size), **place}
            try:
                return self._required("/studies", asked, read_page)
            except TooLargeAnswerError:
                if size == 1:
                    raise
                self._page_size = size // 2

    def record(self, nct_id: str) -> FetchedRecord | None:
        """The study of this number, or the one that has it as an older number; None where there is none."""
        return self._asked(f"/studies/{nct_id}", {"format": "json"}, read_record)

    def _required(self, path: str, query: Mapping[str, str], read: Callable[[bytearray], _T]) -> _T:
        found = self._asked(path, query, read)
        if found is None:
            remedy = f"Check the address of the interface; the public one is {PUBLIC_API}"
            raise SourceError("is not there", where=f"{self.address}{path}", remedy=remedy)
        return found

    def _asked(self, path: str, query: Mapping[str, str], read: Callable[[bytearray], _T]) -> _T | None:
        """What is read from the answer, asked for until there is one; None where there is no such thing."""
        address = f"{self.address}{path}"
        try:
            return self._again(self._once, address, query, read)
        except PassingError as fault:
            raise SourceError(f"cannot be asked ({fault})", where=address, remedy=_LATER) from fault
        except (httpx.RequestError, httpx.InvalidURL) as error:
            what = f"cannot be asked ({str(error) or type(error).__name__})"
            raise SourceError(what, where=address, remedy="Check the address.") from error
        except SourceError as error:
            if not error.where:
                raise SourceError(error.what, where=address, remedy=error.remedy) from error
            raise

    def _once(self, address: str, query: Mapping[str, str], read: Callable[[bytearray], _T]) -> _T | None:
        """One request; None for 404. Raises PassingError to be called again."""
        self._pace.wait()
        try:
            with self._http.stream("GET", address, params=query) as response:
                if response.status_code == httpx.codes.NOT_FOUND:
                    return None
                if not response.is_success:
                    raise self._fault(response, address)
                body = self._body(response, address)
            return read(body)
        except (httpx.UnsupportedProtocol, httpx.TooManyRedirects):
            raise
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise PassingError(f"{type(error).__name__}: {error}".rstrip(": ")) from error
        except DamagedAnswerError as error:
            raise PassingError(str(error)) from error

    def _body(self, response: httpx.Response, address: str) -> bytearray:
        """The unpacked bytes, taken piece by piece so that neither a bomb nor a trickle goes on for ever."""
        last, body = self._clock.elapsed() + _REQUEST_SECONDS, bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > self._largest:
                what = f"answers with more than {self._largest:,} bytes"
                raise TooLargeAnswerError(what, where=address, remedy="Report it if it stays so.")
            if self._clock.elapsed() > last:
                raise PassingError(f"no end of the answer after {_REQUEST_SECONDS:.0f} s")
        return body

    def _fault(self, response: httpx.Response, address: str) -> Exception:
        """The error that a status other than success stands for."""
        status = f"HTTP {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code in _PASSING:
            wait = wait_asked(response.headers.get("Retry-After"), self._clock.now())
            if wait > LONGEST_WAIT:
                what = f"answers {status} and asks to wait {wait:.0f} s"
                return SourceError(what, where=address, remedy=_LATER)
            return PassingError(status, wait)
        said = _said(response)
        if response.status_code == httpx.codes.BAD_REQUEST:
            return RefusedRequestError(f"refuses the query: {said or status}", where=address, remedy=_CORRECT)
        if response.status_code == httpx.codes.FORBIDDEN:
            return SourceError(
                f"turns this program or network away ({status})", where=address, remedy=_ELSEWHERE
            )
        what = f"answers {status}" + (f": {said}" if said else "")
        return SourceError(what, where=address, remedy="Check the address of the interface.")


def _said(response: httpx.Response) -> str:
    """The beginning of what the server says of a fault, on one line."""
    said = b""
    for part in response.iter_bytes():
        said += part[:_LARGEST_FAULT]
        if len(said) >= _LARGEST_FAULT:
            break
    text = said.decode(errors="replace")
    return "" if text.lstrip().startswith("<") else " ".join(text.split())[:300]
