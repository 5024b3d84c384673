"""Finds the records in a stream of bytes by what stands in it, whatever it is called."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import IO, BinaryIO, TypeAlias

import msgspec

from trialkg.errors import SourceError, TrialkgError
from trialkg.registries.archives import Guard, Limits, opened_gzip, opened_members
from trialkg.registries.json_values import Damage, json_values
from trialkg.registries.pages import detect_layout
from trialkg.registries.records import Origin, RawRecord, RecordFormat, Rejection
from trialkg.registries.streams import read_fully, rejoined, seekable

Found: TypeAlias = RawRecord | Rejection

_HEAD = 1 << 16
_BLOCK = 1 << 20
_BOM = b"\xef\xbb\xbf"

_FORMATS = "Give ClinicalTrials.gov records as JSON, NDJSON or XML, or the text of a registry page."
_FETCH_AGAIN = "Fetch the record again."

_JSON_START = re.compile(rb"\s*+(?:\{\s*+(?:[\"}]|$)|\[\s*+(?:[\[{\]\"\d-]|$))")
_PAGE_START = re.compile(rb'\s*+(?:\[|\{[^{}\[\]]*?"studies"\s*+:\s*+\[)')
_RECORD_LINE = re.compile(rb'^\{\s*+"', re.MULTILINE)
_XML_ROOT = re.compile(rb"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+<([!\w:.-]++)", re.DOTALL)


class Content(Enum):
    """What a stream holds, by its first bytes."""

    EMPTY = auto()
    GZIP = auto()
    ZIP = auto()
    XML = auto()
    JSON_VALUES = auto()
    JSON_LINES = auto()
    UTF16 = auto()
    TEXT = auto()


def stream_records(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    """The records of one file or of standard input; what cannot be read is a rejection in its place."""
    return _found(stream, origin, limits, packed=frozenset())


def _found(stream: IO[bytes], origin: Origin, limits: Limits, packed: frozenset[Content]) -> Iterator[Found]:
    head = read_fully(stream, _HEAD)
    content = content_of(head)
    if content in packed or (content is Content.ZIP and packed):
        yield _rejected(
            origin, SourceError("is packed inside another packed file", remedy="Unpack the outer one.")
        )
    elif content is Content.GZIP:
        guard = opened_gzip(rejoined(head, stream), limits)
        yield from _guarded(guard, origin, limits, packed | {content})
    elif content is Content.ZIP:
        with seekable(head, stream) as archive:
            yield from _members(archive, origin, limits)
    else:
        text = head.removeprefix(_BOM)
        yield from _plain(
            content, io.BytesIO(text) if len(head) < _HEAD else rejoined(text, stream), origin, limits
        )


def content_of(head: bytes) -> Content:
    """What a stream that begins with these bytes holds."""
    text = head.removeprefix(_BOM)
    if not text.strip():
        return Content.EMPTY
    for content, begins in _BEGINNINGS:
        if begins(text):
            return content
    return Content.TEXT


def _is_lines(text: bytes) -> bool:
    """Whether each line is a value: the first is complete, or the next begins one."""
    first, _, rest = text.lstrip().partition(b"\n")
    if _PAGE_START.match(first) or len(first.strip()) == 1:
        return False
    return not rest or first.rstrip().endswith(b"}") or rest.lstrip().startswith(b"{")


_BEGINNINGS: tuple[tuple[Content, Callable[[bytes], bool]], ...] = (
    (Content.GZIP, lambda text: text.startswith(b"\x1f\x8b")),
    (Content.ZIP, lambda text: text.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))),
    (Content.UTF16, lambda text: text.startswith((b"\xff\xfe", b"\xfe\xff"))),
    (Content.XML, lambda text: text.lstrip().startswith(b"<")),
    (Content.JSON_LINES, lambda text: bool(_JSON_START.match(text)) and _is_lines(text)),
    (Content.JSON_VALUES, lambda text: bool(_JSON_START.match(text))),
    (Content.JSON_LINES, lambda text: bool(_RECORD_LINE.search(text))),
)


def _guarded(guard: Guard, origin: Origin, limits: Limits, packed: frozenset[Content]) -> Iterator[Found]:
    """The records of an unpacking stream; where it breaks, one rejection stands for the broken record."""
    held: Found | None = None
    for found in _found(io.BufferedReader(guard, _BLOCK), origin, limits, packed):
        if held is not None:
            yield held
        held = found
    if guard.failure is None:
        if held is not None:
            yield held
    else:
        yield _rejected(origin, guard.failure)


def _members(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Found]:
    try:
        for name, guard in opened_members(stream, limits):
            member = msgspec.structs.replace(origin, member=name)
            yield from _guarded(guard, member, limits, frozenset({Content.ZIP}))
    except SourceError as error:
        yield _rejected(origin, error)


def _plain(content: Content, stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    reader = _READERS.get(content)
    if reader is None:
        yield _rejected(origin, _UNREADABLE[content])
    else:
        yield from _without_needless_index(reader(stream, origin, limits))


def _lines(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    number, too_long = 0, False
    while line := stream.readline(limits.record):
        continued, whole = too_long, line.endswith(b"\n") or len(line) < limits.record
        number, too_long = number + (not continued), not whole
        place = msgspec.structs.replace(origin, line=number)
        if continued:
            continue
        if too_long:
            yield _rejected(
                place, SourceError(f"the line is longer than {limits.record} bytes", remedy=_FETCH_AGAIN)
            )
        elif text := line.strip():
            yield RawRecord(format=RecordFormat.CTGOV_JSON, origin=place, data=text)


def _values(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    for index, value in enumerate(json_values(stream, limits.record), start=1):
        place = msgspec.structs.replace(origin, index=index)
        if isinstance(value, Damage):
            yield _rejected(place, SourceError(value.reason, remedy=_FETCH_AGAIN))
        else:
            yield RawRecord(format=RecordFormat.CTGOV_JSON, origin=place, data=value)


def _xml(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    data = _whole(stream, limits)
    root = _XML_ROOT.match(data) if data is not None else None
    if data is None:
        yield _rejected(origin, _too_large(limits))
    elif root and root[1] == b"clinical_study":
        yield RawRecord(format=RecordFormat.CTGOV_XML, origin=origin, data=data)
    else:
        yield _rejected(origin, _not_a_study(root[1] if root else b""))


def _not_a_study(root: bytes) -> SourceError:
    if root.upper() == b"!DOCTYPE":
        remedy = "Remove the declaration if you trust the file; of a web page, save the text."
        return SourceError("has a DOCTYPE declaration, which trialkg refuses for safety", remedy=remedy)
    if root.lower() == b"html":
        return SourceError("is a web page", remedy="Save the text of the page, or fetch the record as JSON.")
    name = root.decode(errors="replace")
    if name.endswith(":"):  # N-Triples begin with an IRI, <https://…
        return SourceError("is RDF, not a record", remedy="Hand it to trialkg validate.")
    return SourceError(
        f"is XML of <{name}>, not of <clinical_study>" if name else "is no XML", remedy=_FORMATS
    )


def _text(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Found]:
    data = _whole(stream, limits)
    if data is None:
        yield _rejected(origin, _too_large(limits))
        return
    try:
        layout = detect_layout(data.decode())
    except UnicodeDecodeError as error:
        yield _rejected(origin, _undecodable(data, error))
        return
    if layout is None:
        yield _rejected(origin, SourceError("is of no format that trialkg reads", remedy=_FORMATS))
    else:
        yield RawRecord(format=layout, origin=origin, data=data)


_MOSTLY = 0.8


def _undecodable(data: bytes, error: UnicodeDecodeError) -> SourceError:
    """A page in another encoding reads for the most part, and has no zeros."""
    readable = len(data.decode(errors="ignore").encode())
    if b"\0" in data or readable < _MOSTLY * len(data):
        return SourceError("is of no format that trialkg reads", remedy=_FORMATS)
    return SourceError(f"is not UTF-8 at byte {error.start}", remedy="Save it as UTF-8.")


_READERS: dict[Content, Callable[[BinaryIO, Origin, Limits], Iterator[Found]]] = {
    Content.XML: _xml,
    Content.JSON_LINES: _lines,
    Content.JSON_VALUES: _values,
    Content.TEXT: _text,
}

_UNREADABLE = {
    Content.EMPTY: SourceError("is empty", remedy="Give records there, or leave it out."),
    Content.UTF16: SourceError("is text in UTF-16", remedy="Save it as UTF-8."),
}


def _rejected(origin: Origin, error: TrialkgError) -> Rejection:
    return Rejection(origin=origin, reason=error.what, remedy=error.remedy)


def _too_large(limits: Limits) -> SourceError:
    return SourceError(f"is larger than a record of {limits.record} bytes", remedy=_FORMATS)


def _without_needless_index(records: Iterator[Found]) -> Iterator[Found]:
    """The records, a lone one named by its file alone."""
    first = next(records, None)
    second = next(records, None)
    if first is not None and second is None and isinstance(first, RawRecord):
        first = msgspec.structs.replace(
            first, origin=Origin(file=first.origin.file, member=first.origin.member)
        )
    yield from (found for found in (first, second) if found is not None)
    yield from records


def _whole(stream: BinaryIO, limits: Limits) -> bytes | None:
    data = stream.read(limits.record + 1)
    return None if len(data) > limits.record else data
