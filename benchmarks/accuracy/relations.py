"""How often relations between studies are right, over hand-judged pairs of studies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from benchmarks.accuracy.scores import Score, gold_lines, gold_table, scored
from trialkg.linking import Linker, link_study
from trialkg.study import Reading, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import RelationType

ABOUT = """Pairs of studies named in a text, judged by hand. The cues were settled while looking at these same
documents, so their precision is that of the development set; unseen texts may well do worse."""

_GOLD = Reading(source="gold")
_LINKER = Linker(load_terminology())
_FAMILY = {
    "substudy_of": RelationType.SUBSTUDY_OF,
    "extension_of": RelationType.EXTENSION_OF,
    "followup_of": RelationType.FOLLOW_UP_OF,
}
_NUMBER = re.compile(r"NCT ?\d{8}")


def scores() -> Iterator[Score]:
    """Sub-study, extension and follow-up relations by registry number, in the texts of the gold set."""
    gold = {(row["child_nct"], row["ref_nct"]): row["relation"] for row in gold_table("study_relations.tsv")}
    expected = {pair for pair, relation in gold.items() if relation in _FAMILY}
    found: dict[tuple[str, str], RelationType] = {}
    naive: set[tuple[str, str]] = set()
    for document in map(json.loads, gold_lines("study_relations_docs.ndjson")):
        numbers = {number.replace(" ", "") for number in _NUMBER.findall(json.dumps(document))}
        naive |= {(document["nct"], reference) for reference in document["gold_refs"] if reference in numbers}
        for relation in link_study(_study(document), _LINKER).relations:
            found[document["nct"], relation.related_id] = relation.type
    judged = {pair: kind for pair, kind in found.items() if pair in gold}
    right = set(judged) & expected
    yield scored("study relations: sub-study, extension, follow-up", set(judged), expected)
    typed = sum(_FAMILY[gold[pair]] is judged[pair] for pair in right)
    yield Score("the same: type right, of those found", len(right), typed, len(right))
    yield scored("naive: every registry number in the text is a parent", naive, expected)


def _study(document: dict[str, str | None]) -> Study:
    return Study(
        registry_id=document["nct"] or "",
        reading=_GOLD,
        brief_title=document["title"],
        official_title=document["official_title"],
        brief_summary=document["brief_summary"],
        detailed_description=document["detailed_description"],
    )
