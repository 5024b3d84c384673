"""How far ``study-family`` reaches."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import pytest
from tests.queries.conftest import MemoryGraph

from trialkg.queries import ask
from trialkg.vocabulary.namespaces import DCTERMS, STUDY, TKG


def family(graph: MemoryGraph, study: str) -> list[tuple[str, str, str]]:
    rows = ask(graph, "study-family", {"study": study})
    assert isinstance(rows, ox.QuerySolutions)
    return [(row["nct"].value, row["relation"].value, row["distance"].value) for row in rows]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> MemoryGraph:
    """Eight studies, each the extension of the one before; a ninth has two relations to the first."""
    file = tmp_path_factory.mktemp("chain") / "chain.ttl"
    lines = [f'<{STUDY}C{n}> <{DCTERMS}identifier> "C{n}" .' for n in range(1, 9)]
    lines += [relation(f"C{n}", "extensionOf", f"C{n - 1}", "relation") for n in range(2, 9)]
    lines += [relation("S", kind, "C1", kind) for kind in ("substudyOf", "usesCohortOf")]
    file.write_text("\n".join(lines), encoding="utf-8")
    return MemoryGraph((file,))


def relation(study: str, kind: str, related: str, fragment: str) -> str:
    node = f"<{STUDY}{study}#{fragment}>"
    other = f'<{TKG}relatedStudy> <{STUDY}{related}> ; <{TKG}relatedId> "{related}"'
    return (
        f"<{STUDY}{study}> <{TKG}hasRelation> {node} . {node} <{TKG}relationType> <{TKG}{kind}> ; {other} ."
    )


def test_relatives_are_counted_up_to_six_relations_away(chain: MemoryGraph) -> None:
    assert family(chain, "C8") == [
        ("C7", "extensionOf", "1"),
        *((f"C{8 - n}", "", str(n)) for n in range(2, 7)),
    ]


def test_relatives_are_reached_in_both_directions(chain: MemoryGraph) -> None:
    assert family(chain, "C2")[:4] == [
        ("C1", "extensionOf", "1"),
        ("C3", "hasExtension", "1"),
        ("C4", "", "2"),
        ("S", "", "2"),
    ]


def test_a_relative_of_two_relations_names_both(chain: MemoryGraph) -> None:
    (relatives,) = [relation for nct, relation, _ in family(chain, "C1") if nct == "S"]
    assert sorted(relatives.split(" ")) == ["cohortUsedBy", "hasSubstudy"]


def test_the_study_itself_is_no_relative(chain: MemoryGraph) -> None:
    assert "C4" not in {nct for nct, _, _ in family(chain, "C4")}


def test_a_family_of_600_is_answered_at_once_beside_many_others(tmp_path: Path) -> None:
    """It took half a minute when every way from relative to relative was followed."""
    file = tmp_path / "hub.ttl"
    numbers = [f"H{n}" for n in range(600)]
    lines = [relation(number, "substudyOf", "HUB", "relation") for number in numbers]
    lines += [relation(f"O{n}", "followUpOf", f"O{n // 2 + 1}", "relation") for n in range(3000)]
    lines += [f'<{STUDY}{number}> <{DCTERMS}identifier> "{number}" .' for number in ("HUB", *numbers)]
    file.write_text("\n".join(lines), encoding="utf-8")
    graph = MemoryGraph((file,))
    for study, nearest in (("HUB", ["1"] * 600), ("H7", ["1", *["2"] * 599])):
        started = perf_counter()
        distances = [distance for _, _, distance in family(graph, study)]
        assert perf_counter() - started < 1
        assert distances == nearest
