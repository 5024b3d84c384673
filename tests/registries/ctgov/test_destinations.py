from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ctgov_server import Registry, made_record, refusing, serving
from tests.registries.ctgov.clocks import HandClock

from trialkg.errors import SourceError, TrialkgError, UsageError
from trialkg.registries.ctgov.client import CtgovClient
from trialkg.registries.ctgov.destinations import FileDestination, file_destination
from trialkg.registries.ctgov.fetching import Outcome, State, fetch
from trialkg.registries.ctgov.retries import ATTEMPTS
from trialkg.registries.ctgov.search import Search

ALL = Search(everything=True)
ONWARD = "The registry's data are of"


@pytest.fixture
def registry() -> Iterator[Registry]:
    with serving(Registry([made_record(number) for number in range(1, 46)])) as running:
        yield running


@pytest.fixture(params=["out.ndjson", "out.ndjson.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def fetched(
    registry: Registry,
    path: Path,
    search: Search = ALL,
    *,
    restart: bool = False,
    told: list[str] | None = None,
) -> Outcome:
    with CtgovClient(registry.address, clock=HandClock().clock) as client:
        start = State(registry="http://registry", search=search)
        with file_destination(path, start, restart=restart) as destination:
            say = told.append if told is not None else lambda _: None
            outcome = fetch(client, destination, page_size=10, told=say)
            destination.finish()
            return outcome


def stopped(registry: Registry, path: Path, pages: int, search: Search = ALL) -> None:
    """A fetch that got so many pages and then no answer."""
    registry.faults.extend([None] * pages + [refusing(503)] * ATTEMPTS)
    with pytest.raises(SourceError, match="HTTP 503"):
        fetched(registry, path, search)
    registry.asked.clear()


def content(path: Path) -> list[object]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line) for line in text.splitlines()]


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def state(path: Path) -> Path:
    return path.with_name(f"{path.name}.part.json")


def test_a_file_appears_when_all_is_there(registry: Registry, path: Path) -> None:
    there: list[bool] = []
    registry.before_answer = lambda _: there.append(path.exists())
    fetched(registry, path)
    assert not any(there)
    assert content(path) == registry.records
    assert beside(path) == [path.name]


def test_a_file_of_an_earlier_fetch_stays_until_the_new_one_is_whole(registry: Registry, path: Path) -> None:
    path.write_bytes(b"old")
    stopped(registry, path, 2)
    assert path.read_bytes() == b"old"
    fetched(registry, path)
    assert content(path) == registry.records


@pytest.mark.parametrize("pages", [1, 2, 4])
def test_a_stopped_fetch_goes_on_where_it_was(registry: Registry, path: Path, pages: int) -> None:
    stopped(registry, path, pages)
    outcome = fetched(registry, path)
    assert content(path) == registry.records
    assert outcome.resumed == 10 * pages
    assert len(registry.pages_asked) == 5 - pages
    assert "countTotal" not in registry.pages_asked[0]


def test_what_is_gone_on_with_is_the_file_of_one_go(registry: Registry, path: Path) -> None:
    fetched(registry, path)
    at_one_go = path.read_bytes()
    stopped(registry, path, 3)
    fetched(registry, path)
    assert path.read_bytes() == at_one_go


def test_what_stands_beyond_the_last_whole_page_is_cut_off(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    with part(path).open("ab") as file:
        file.write(b'{"protocolSection": {"identificationModule": {"nctId": "NCT000')
    fetched(registry, path)
    assert content(path) == registry.records


def test_a_fetch_stopped_before_its_first_page_leaves_nothing(registry: Registry, path: Path) -> None:
    stopped(registry, path, 0)
    assert beside(path) == []


def test_a_fetch_killed_between_its_last_page_and_its_end_fetches_nothing_more(
    registry: Registry, path: Path
) -> None:
    start = State(registry="http://registry", search=ALL)
    with (
        CtgovClient(registry.address, clock=HandClock().clock) as client,
        file_destination(path, start) as destination,
    ):
        fetch(client, destination, page_size=10)
    registry.asked.clear()
    assert fetched(registry, path).resumed == 45
    assert content(path) == registry.records
    assert registry.pages_asked == []


def test_a_fetch_killed_after_its_file_was_named_starts_afresh(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    part(path).rename(path)
    assert fetched(registry, path).resumed == 0
    assert content(path) == registry.records


def test_data_that_changed_meanwhile_are_fetched_from_the_start(registry: Registry, path: Path) -> None:
    stopped(registry, path, 3)
    registry.data_version = "2025-06-03T09:00:05"
    registry.records.insert(0, made_record(99))
    told: list[str] = []
    outcome = fetched(registry, path, told=told)
    assert content(path) == registry.records
    assert outcome.resumed == 0
    assert told == [f"{ONWARD} 2025-06-03T09:00:05 now, no more of 2025-06-02T09:00:05: starting over."]


def test_a_token_that_has_run_out_makes_it_start_over(registry: Registry, path: Path) -> None:
    stopped(registry, path, 3)
    registry.forget_tokens()
    outcome = fetched(registry, path)
    assert content(path) == registry.records
    assert outcome.resumed == 0


def test_numbers_are_gone_on_with_and_the_unknown_ones_remembered(registry: Registry, path: Path) -> None:
    numbers = [1, 777, *range(2, 46), *range(1000, 1200), 44, 3]
    registry.records.extend(made_record(number) for number in range(1000, 1200))
    search = Search(ids=tuple(dict.fromkeys(f"NCT{number:08d}" for number in numbers)))
    # The unknown one is asked for by itself; the answers of a batch have more pages than one here.
    stopped(registry, path, 21, search)
    outcome = fetched(registry, path, search)
    assert 0 < outcome.resumed < 245
    assert content(path) == registry.records
    assert outcome.state.unknown == ("NCT00000777",)


def test_a_fetch_of_something_else_is_not_gone_on_with(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    with pytest.raises(UsageError, match=r"unfinished fetch of something else: all studies.*--restart"):
        fetched(registry, path, Search(term="study"))
    assert part(path).exists()


def test_a_fetch_may_be_started_anew(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    outcome = fetched(registry, path, Search(term="00000041"), restart=True)
    assert outcome.resumed == 0
    assert content(path) == [registry.records[40]]


def test_a_part_that_lost_its_end_is_refused(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    part(path).write_bytes(part(path).read_bytes()[:-5])
    with pytest.raises(SourceError, match=r"\.part: has lost some of its end.*--restart"):
        fetched(registry, path)


def test_a_part_that_is_not_what_was_written_is_refused(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    part(path).write_bytes(b"x" * part(path).stat().st_size)
    with pytest.raises(SourceError, match=r"\.part: is damaged.*--restart"):
        fetched(registry, path)


def test_a_part_that_misses_a_record_is_refused(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    stopped(registry, path, 2)
    lines = part(path).read_bytes().splitlines(keepends=True)
    part(path).write_bytes(b"".join([lines[0], *lines[:1], *lines[2:]]))
    with pytest.raises(SourceError, match="does not hold what was written"):
        fetched(registry, path)


def test_a_state_that_cannot_be_read_is_told(registry: Registry, path: Path) -> None:
    stopped(registry, path, 2)
    state(path).write_bytes(b"{")
    with pytest.raises(SourceError, match=r"\.part\.json: cannot be read.*--restart"):
        fetched(registry, path)


def test_a_file_of_somebody_else_is_not_overwritten(registry: Registry, path: Path) -> None:
    part(path).write_bytes(b"mine")
    with pytest.raises(UsageError, match="stands in the way"):
        fetched(registry, path)
    assert part(path).read_bytes() == b"mine"


def test_two_fetches_do_not_write_one_file(registry: Registry, path: Path) -> None:
    start = State(registry="http://registry", search=ALL)
    with file_destination(path, start), pytest.raises(UsageError, match="another fetch writes to it"):
        fetched(registry, path)


def test_nothing_found_is_an_empty_file(registry: Registry, path: Path) -> None:
    fetched(registry, path, Search(term="no such words"))
    assert content(path) == []
    assert beside(path) == [path.name]


@pytest.mark.parametrize(("name", "said"), [("", "is a folder"), ("none/out", "no such folder")])
def test_a_place_that_cannot_be_written_is_told(
    registry: Registry, tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(TrialkgError, match=said):
        fetched(registry, tmp_path / name)
    assert registry.asked == []


def test_a_link_stays_one(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link, path = tmp_path / "link.ndjson", tmp_path / "folder" / "out.ndjson"
    link.symlink_to(path)
    stopped(registry, link, 2)
    fetched(registry, link)
    assert link.is_symlink()
    assert content(path) == registry.records


class Crash(BaseException):
    """The end of a program that nothing cleans up after."""


class Fuse:
    """Ends the program at the so-manieth time that something is put on disk for good."""

    def __init__(self, patch: pytest.MonkeyPatch, steps: int) -> None:
        self.left = steps
        sync, replace = os.fsync, Path.replace

        def synced(descriptor: int) -> None:
            self.burn()
            sync(descriptor)

        def replaced(place: Path, target: Path) -> Path:
            self.burn()
            return replace(place, target)

        patch.setattr(os, "fsync", synced)
        patch.setattr(Path, "replace", replaced)
        patch.setattr(FileDestination, "leave", lambda _: None)

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Crash


def test_wherever_it_ends_it_goes_on_to_the_same_bytes(registry: Registry, path: Path) -> None:
    del registry.records[25:]
    fetched(registry, path)
    at_one_go = path.read_bytes()
    for steps in itertools.count(1):
        path.unlink()
        with pytest.MonkeyPatch.context() as patch:
            fuse = Fuse(patch, steps)
            with contextlib.suppress(Crash):
                fetched(registry, path)
        if fuse.left > 0:
            break
        fetched(registry, path)
        assert path.read_bytes() == at_one_go
        assert beside(path) == [path.name]
    assert steps > 13
