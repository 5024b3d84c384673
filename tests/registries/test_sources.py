from __future__ import annotations

import gzip
import io
import json
import os
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.conftest import shared_data
from tests.registries.records import encoded, record, xml

from trialkg.registries import Limits, RawRecord, RecordFormat, Rejection, raw_records, read_study

IDS = ["NCT99999911", "NCT99999912", "NCT99999913"]
RECORDS = [encoded(nct) for nct in IDS]
NDJSON = b"\n".join(RECORDS) + b"\n"
LIST = b"[" + b",\n".join(RECORDS) + b"]"
PAGE = b'{"studies":[' + b",".join(RECORDS) + b'],"nextPageToken":"t"}'
PRETTY = json.dumps(record(IDS[0]), indent=2).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def found_in(path: Path, limits: Limits | None = None) -> tuple[list[str], list[Rejection]]:
    """The ids of the records of a source, and its rejections."""
    found = list(raw_records([str(path)], limits or Limits()))
    ids = [read_study(raw).registry_id for raw in found if isinstance(raw, RawRecord)]
    return ids, [rejection for rejection in found if isinstance(rejection, Rejection)]


def written(tmp_path: Path, data: bytes, name: str = "source") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (RECORDS[0], IDS[:1]),
        (PRETTY, IDS[:1]),
        (LIST, IDS),
        (PAGE, IDS),
        (json.dumps(json.loads(PAGE), indent=1).encode(), IDS),
        (NDJSON, IDS),
        (NDJSON.replace(b"\n", b"\r\n\r\n"), IDS),
        (PRETTY + b"\n" + PRETTY, [IDS[0], IDS[0]]),
        (PAGE + b"\n" + PAGE, [*IDS, *IDS]),
        (b"\xef\xbb\xbf" + NDJSON, IDS),
        (xml("", IDS[0]), IDS[:1]),
        (b'<?xml version="1.0"?>\n<!-- a note -->\n' + xml("", IDS[0]), IDS[:1]),
    ],
    ids=[
        "study",
        "study on many lines",
        "list",
        "page",
        "page on many lines",
        "NDJSON",
        "NDJSON with blank lines",
        "studies on many lines",
        "pages",
        "NDJSON with a byte order mark",
        "XML",
        "XML with a declaration",
    ],
)
@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, lambda data: zipped({"a": data}), lambda data: zipped({"a": gzip.compress(data)})],
)
def test_records_are_found_in_every_container_whatever_its_name(
    tmp_path: Path, data: bytes, ids: list[str], pack: Callable[[bytes], bytes]
) -> None:
    assert found_in(written(tmp_path, pack(data), "misnamed.bin")) == (ids, [])


def test_each_record_says_where_it_stands(tmp_path: Path) -> None:
    lines, page = written(tmp_path, NDJSON, "a.ndjson"), written(tmp_path, PAGE, "b.json")
    lone, packed = written(tmp_path, RECORDS[0], "c.json"), written(tmp_path, zipped({"x/y": LIST}), "d.zip")
    found = raw_records([str(path) for path in (lines, page, lone, packed)])
    places = [str(raw.origin).removeprefix(f"{tmp_path}/") for raw in found]
    expected = ["a.ndjson:1", "a.ndjson:2", "a.ndjson:3", "b.json[1]", "b.json[2]", "b.json[3]", "c.json"]
    assert places == [*expected, "d.zip!x/y[1]", "d.zip!x/y[2]", "d.zip!x/y[3]"]


def test_a_folder_is_read_to_its_depth_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    written(tmp_path / "b", RECORDS[2], "1.json")
    written(tmp_path, RECORDS[1], "z.json")
    written(tmp_path, RECORDS[0], "a.json")
    written(tmp_path, RECORDS[0], ".hidden.json")
    written(tmp_path / ".git", RECORDS[0], "c.json")
    assert found_in(tmp_path) == ([IDS[0], IDS[1], IDS[2]], [])


def test_hidden_members_of_a_zip_are_left_out(tmp_path: Path) -> None:
    data = zipped({"a": RECORDS[0], "__MACOSX/._a": b"junk", ".DS_Store": b"junk"})
    assert found_in(written(tmp_path, data)) == (IDS[:1], [])


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert found_in(tmp_path) == ([], [])


@pytest.mark.parametrize("data", [NDJSON, PAGE, gzip.compress(LIST), zipped({"a": NDJSON})])
def test_standard_input_is_read_even_where_it_cannot_be_rewound(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()

    def feed() -> None:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)

    feeder = threading.Thread(target=feed)
    feeder.start()
    with os.fdopen(reading, "rb") as pipe:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
        found = list(raw_records(["-"]))
    feeder.join()
    assert [read_study(raw).registry_id for raw in found if isinstance(raw, RawRecord)] == IDS
    assert found[0].origin.file == "standard input"


def test_the_text_of_a_registry_page_is_recognised() -> None:
    found = list(raw_records([str(shared_data("seeds"))]))
    formats = [raw.format for raw in found if isinstance(raw, RawRecord)]
    assert formats == [RecordFormat.CTGOV_PAGE_2017, RecordFormat.SUMMARY_PAGE, RecordFormat.MEDPATH_PAGE]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"some notes of somebody", "is of no format that trialkg reads"),
        (bytes(range(128, 256)), "is of no format that trialkg reads"),
        ("[]".encode("utf-16"), "is text in UTF-16"),
        (b"<root/>", "is XML of <root>, not of <clinical_study>"),
        (
            b"<!DOCTYPE clinical_study><clinical_study/>",
            "has a DOCTYPE declaration, which trialkg refuses for safety",
        ),
        (b"<html><body/></html>", "is a web page"),
        (b"< 3 mm", "is no XML"),
        (b"<https://example.org/a> <https://example.org/b> _:c .", "is RDF, not a record"),
        (b"PK\x03\x04 not really", "is a damaged zip archive (File is not a zip file)"),
        (gzip.compress(gzip.compress(NDJSON)), "is packed inside another packed file"),
        (gzip.compress(zipped({"a": NDJSON})), "is packed inside another packed file"),
        (zipped({"a": zipped({"a": NDJSON})}), "is packed inside another packed file"),
    ],
)
def test_a_file_that_is_no_source_is_rejected_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    ids, rejections = found_in(written(tmp_path, data))
    assert ids == []
    assert [rejection.reason for rejection in rejections] == [reason]
    assert rejections[0].remedy


def test_a_missing_file_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    paths = [str(tmp_path / "missing.json"), str(written(tmp_path, RECORDS[0]))]
    rejection, raw = raw_records(paths)
    assert str(rejection) == f"{paths[0]}: does not exist. Check the path."
    assert isinstance(raw, RawRecord)


def test_a_broken_line_of_ndjson_costs_itself_alone(tmp_path: Path) -> None:
    data = b"\n".join([RECORDS[0], RECORDS[1][:50], RECORDS[2]])
    found = list(raw_records([str(written(tmp_path, data))]))
    assert [(raw.origin.line, isinstance(raw, RawRecord)) for raw in found] == [
        (1, True),
        (2, True),
        (3, True),
    ]
    first, _, last = (raw for raw in found if isinstance(raw, RawRecord))
    assert [read_study(first).registry_id, read_study(last).registry_id] == [IDS[0], IDS[2]]


@pytest.mark.parametrize("start", [RECORDS[0][30:], RECORDS[0][:30]])
def test_ndjson_whose_first_line_is_cut_is_still_ndjson(tmp_path: Path, start: bytes) -> None:
    found = list(raw_records([str(written(tmp_path, start + b"\n" + NDJSON))]))
    assert [read_study(raw).registry_id for raw in found[1:] if isinstance(raw, RawRecord)] == IDS


def test_a_line_over_the_limit_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    data = RECORDS[0] + b"\n" + b'{"a": "' + b"x" * 5000 + b'"}\n' + RECORDS[1] + b"\n"
    ids, rejections = found_in(written(tmp_path, data), Limits(record=1000))
    assert ids == IDS[:2]
    assert [str(rejection.origin)[-2:] for rejection in rejections] == [":2"]


@pytest.mark.parametrize("data", [LIST, NDJSON])
def test_records_before_the_end_of_a_cut_gzip_survive(tmp_path: Path, data: bytes) -> None:
    packed = gzip.compress(data, compresslevel=0)
    ids, rejections = found_in(written(tmp_path, packed[: len(packed) - 60]))
    assert ids == IDS[:2]
    assert len(rejections) == 1
    assert "damaged or cut off" in rejections[0].reason


def test_a_gzip_that_swells_is_stopped(tmp_path: Path) -> None:
    data = gzip.compress(NDJSON + b" " * 5_000_000)
    ids, rejections = found_in(written(tmp_path, data), Limits(free=1000))
    assert len(ids) <= len(IDS)
    assert [rejection.reason for rejection in rejections] == ["unpacks to far more than its size"]


def test_a_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    data = bytearray(zipped({"a": RECORDS[0], "b": RECORDS[1]}))
    data[data.index(b"a", 30) + 5] ^= 0xFF
    ids, rejections = found_in(written(tmp_path, bytes(data)))
    assert ids == [IDS[1]]
    assert [rejection.origin.member for rejection in rejections] == ["a"]


def _with(change: Callable[[zipfile.ZipInfo], None], data: bytes = b"{}") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fine.json", RECORDS[0])
        info = zipfile.ZipInfo("member.json")
        info.compress_type = zipfile.ZIP_DEFLATED
        change(info)
        archive.writestr(info, data)
    return packed.getvalue()


def _named(name: str) -> bytes:
    return _with(lambda info: setattr(info, "filename", name))


def _linked() -> bytes:
    return _with(lambda info: setattr(info, "external_attr", 0o120777 << 16))


def _encrypted() -> bytes:
    data = bytearray(_with(lambda _: None))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_named("../up.json"), "points outside the archive"),
        (_named("a/../../up.json"), "points outside the archive"),
        (_named("/etc/record.json"), "points outside the archive"),
        (_named("C:record.json"), "points outside the archive"),
        (_named("..\\up.json"), "points outside the archive"),
        (_linked(), "is a link or device"),
        (_encrypted(), "is encrypted"),
        (_with(lambda _: None, b" " * 5_000_000), "unpacks to more than 100 times its size"),
    ],
)
def test_an_unsafe_archive_is_refused_as_a_whole(tmp_path: Path, data: bytes, reason: str) -> None:
    ids, rejections = found_in(written(tmp_path, data))
    assert ids == []
    assert len(rejections) == 1
    assert rejections[0].reason.endswith(reason)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(entries=2), "3 entries"), (Limits(total=1000), "unpacks to more than 1000 bytes")],
)
def test_an_archive_over_a_cap_is_refused(tmp_path: Path, limits: Limits, reason: str) -> None:
    data = zipped({"a": NDJSON * 3, "b": RECORDS[0], "c": RECORDS[1]})
    ids, rejections = found_in(written(tmp_path, data), limits)
    assert ids == []
    assert reason in rejections[0].reason


@pytest.mark.parametrize("folder", ["archives", "xml"])
def test_hostile_files_of_public_collections_give_rejections_only(folder: str) -> None:
    ids, rejections = found_in(shared_data("bad_input", folder))
    assert ids == []
    assert len(rejections) == len(list(shared_data("bad_input", folder).iterdir()))


def test_a_file_name_that_is_not_utf8_is_escaped_in_what_is_written_of_it(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/bad\xff"
    Path(os.fsdecode(path)).write_bytes(b"notes")
    (found,) = raw_records([str(tmp_path)])
    assert found.origin.file == str(tmp_path / "bad\\xff")


def test_a_page_in_another_encoding_is_told_the_byte(tmp_path: Path) -> None:
    _, (rejection,) = found_in(written(tmp_path, "A study of Größe in Köln".encode("latin-1")))
    assert rejection.reason == "is not UTF-8 at byte 13"


@contextmanager
def as_nobody() -> Iterator[None]:
    """What root may read anyhow is closed meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that whoever runs as nobody can reach."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_that_may_not_be_listed_is_rejected_and_the_others_are_read(open_folder: Path) -> None:
    written(open_folder, RECORDS[0])
    closed = open_folder / "closed"
    closed.mkdir()
    closed.chmod(0)
    with as_nobody():
        ids, rejections = found_in(open_folder)
    assert ids == IDS[:1]
    assert [(each.origin.file, each.reason) for each in rejections] == [
        (str(closed), "cannot be read (Permission denied)")
    ]


def test_a_file_in_a_closed_folder_is_rejected_like_any_that_cannot_be_read(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    source = written(closed, RECORDS[0])
    closed.chmod(0)
    with as_nobody():
        ids, rejections = found_in(source)
    assert ids == []
    assert [each.reason for each in rejections] == ["cannot be read (Permission denied)"]


def test_a_link_to_a_folder_is_not_followed_but_told(tmp_path: Path) -> None:
    written(tmp_path, RECORDS[0])
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    ids, rejections = found_in(tmp_path)
    assert ids == IDS[:1]
    assert [each.reason for each in rejections] == ["is a link to a folder"]
