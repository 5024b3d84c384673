"""The corpus that benchmarks make: records that can be read, each its own, and the same for the same seed."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pytest

from trialkg.registries import RawRecord, raw_records, read_study

corpus = pytest.importorskip("benchmarks.corpus", reason="the benchmarks are not part of a wheel")


def made(size: int, seed: int = 1) -> list[dict[str, Any]]:
    return [json.loads(record) for record in islice(corpus.records(seed), size)]


def test_records_are_numbered_and_the_same_for_the_same_seed() -> None:
    first = made(20)
    assert [each["protocolSection"]["identificationModule"]["nctId"] for each in first] == [
        f"NCT9{number:07d}" for number in range(20)
    ]
    assert made(20) == first
    assert made(20, seed=2) != first


def test_arms_use_interventions_of_their_own_record() -> None:
    for record in made(100):
        arms = record["protocolSection"]["armsInterventionsModule"]
        known = {each["name"] for each in arms.get("interventions", ())}
        used = {
            name.partition(": ")[2] or name
            for arm in arms.get("armGroups", ())
            for name in arm.get("interventionNames", ())
        }
        assert used <= known


def test_studies_that_a_text_names_are_earlier_ones_or_none_of_the_corpus() -> None:
    for number, record in enumerate(corpus.records(1)):
        if number == 100:
            break
        named = set(corpus.synthesis.NUMBER.findall(record))
        assert all(other <= b"9%07d" % number for other in named if other.startswith(b"9"))
        assert all(other[:1] in b"89" for other in named)


def test_every_record_can_be_read(tmp_path: Any) -> None:
    path = tmp_path / "corpus.ndjson"
    corpus.write_corpus(path, 50)
    found = [each for each in raw_records([str(path)]) if isinstance(each, RawRecord)]
    assert len({read_study(each).registry_id for each in found}) == 50
