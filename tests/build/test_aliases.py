"""The same study under other numbers, over the whole graph."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, build_store
from trialkg.queries import ask
from trialkg.store import EmbeddedStore
from trialkg.vocabulary.namespaces import STUDY, TKG


def objects(store: EmbeddedStore, subject: str, name: str) -> list[str]:
    node = ox.NamedNode(STUDY + subject)
    found = [quad.object for quad in store.graph.quads_for_pattern(node, ox.NamedNode(TKG + name), None)]
    return sorted(each.value.removeprefix(STUDY) for each in found if not isinstance(each, ox.Triple))


def document_of(node: object) -> str:
    return str(node).strip("<>").partition("#")[0]


def aliased(number: int, *aliases: int, **more: Any) -> dict[str, Any]:
    """A record that the registry keeps under older numbers, too."""
    found = record(number, **more)
    found["protocolSection"]["identificationModule"]["nctIdAliases"] = [
        f"NCT9999{each:04d}" for each in aliases
    ]
    return found


def built_of(folder: Path, *records: dict[str, Any]) -> EmbeddedStore:
    """A store of records, each in a build of its own."""
    for place, each in enumerate(records):
        source = write_ndjson(folder / f"{place}.ndjson", each)
        build_store([source], folder / "store", BuildOptions(profile=None))
    return EmbeddedStore.open(folder / "store")


NAMING = record(
    2, descriptionModule={"briefSummary": "This imaging side study runs within the MAIN trial (NCT99990009)."}
)


@pytest.mark.parametrize("records", list(permutations((aliased(1, 8, 9), NAMING))))
def test_an_alias_is_a_duplicate_and_others_that_name_it_reach_the_study(
    tmp_path: Path, records: tuple[dict[str, Any], ...]
) -> None:
    store = built_of(tmp_path, *records)
    assert objects(store, "NCT99990001", "duplicateOf") == ["NCT99990008", "NCT99990009"]
    assert objects(store, "NCT99990001#relation-NCT99990009", "relatedStudy") == ["NCT99990009"]
    assert objects(store, "NCT99990002", "substudyOf") == ["NCT99990001"]
    assert objects(store, "NCT99990002#relation-NCT99990009", "resolvedBy") == ["alias"]


def test_an_alias_is_a_stub_and_no_study(tmp_path: Path) -> None:
    store = built_of(tmp_path, aliased(1, 8))
    assert store.unresolved_studies() == [f"{STUDY}NCT99990008"]
    assert store.studies() == [f"{STUDY}NCT99990001"]


def test_an_alias_whose_own_record_comes_is_the_duplicate_of_the_other(tmp_path: Path) -> None:
    store = built_of(tmp_path, aliased(1, 8), record(8))
    assert store.unresolved_studies() == []
    assert objects(store, "NCT99990001", "duplicateOf") == ["NCT99990008"]


def test_no_alias_or_number_of_another_registry_relates_a_study_to_itself(tmp_path: Path) -> None:
    first, second = aliased(1, 8), record(3)
    for each in (first, second):
        module = each["protocolSection"]["identificationModule"]
        module["secondaryIdInfos"] = [{"id": "2011-001234-56", "type": "EUDRACT_NUMBER"}]
    store = built_of(tmp_path, first, NAMING, second)
    for name in ("relatedStudy", "duplicateOf"):
        quads = list(store.graph.quads_for_pattern(None, ox.NamedNode(TKG + name), None))
        assert quads
        assert not [quad for quad in quads if document_of(quad.subject) == document_of(quad.object)]
    assert objects(store, "NCT99990003", "duplicateOf") == []


def test_studies_with_aliases_keep_every_rule_between_studies(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "a.ndjson", aliased(1, 8, 9), NAMING)
    summary = build_store([source], tmp_path / "store", BuildOptions(jobs=1))
    assert summary.checks.focus_nodes > 0
    rules = set(summary.checks.rules)
    assert rules.isdisjoint(("CORE-323", "CORE-324", "CORE-327", "CORE-328", "CORE-329", "CORE-330"))
    assert summary.checks.studies == 2


def test_an_older_number_is_answered_by_both_questions_about_relations(tmp_path: Path) -> None:
    store = built_of(tmp_path, aliased(1, 8))
    rows = ask(store, "study-relations", {"study": "NCT99990008"})
    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["relation"].value, row["related"].value) for row in rows] == [("duplicateOf", "NCT99990001")]
    rows = ask(store, "study-family", {"study": "NCT99990001"})
    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["nct"].value, row["relation"].value) for row in rows] == [("NCT99990008", "duplicateOf")]


def test_the_label_of_a_number_among_the_ids_relates_the_studies(tmp_path: Path) -> None:
    child = record(1, title="An Open-Label Extension Study of X")
    child["protocolSection"]["identificationModule"]["secondaryIdInfos"] = [
        {"id": "NCT99990002", "type": "OTHER", "domain": "Parent study"},
        {"id": "NCT99990003", "type": "REGISTRY", "domain": "ClinicalTrials.gov"},
    ]
    naming = record(4, descriptionModule={"briefSummary": "An imaging substudy of MAIN (NCT99990003)."})
    store = built_of(tmp_path, child, naming)
    assert objects(store, "NCT99990001", "extensionOf") == ["NCT99990002"]
    assert objects(store, "NCT99990001#relation-NCT99990002", "evidence") == ["Parent study"]
    assert objects(store, "NCT99990001#citation-NCT99990003", "relatedStudy") == ["NCT99990003"]
    assert objects(store, "NCT99990004", "substudyOf") == ["NCT99990003"]
