"""How far ``study-family`` reaches."""

from __future__ import annotations

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
    lines += [relation("P", "hasExtension", "P2", "relation")]
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


def test_a_child_that_only_its_parent_names_finds_it(chain: MemoryGraph) -> None:
    assert family(chain, "P2") == [("P", "extensionOf", "1")]
