"""How often relations to other studies are right: ``python -m benchmarks.relation_accuracy``.

Over hand-made answers (``STUDY_RELATIONS.md`` beside them), scored on the pairs they judge. The rules were
made on one random half of the children; on the other half, unread, they then reached precision 0.91, recall
0.79 and 0.93 of the types. After that the other half was read too, so the figures printed are those of a
set the rules were settled on. ``--details`` prints what is not right, ``--records`` the relations of real
records.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from trialkg.linking.links import StudyRelation
from trialkg.linking.other_studies import other_studies
from trialkg.linking.relations import CONFIDENCE, decided
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import Eligibility, Reading, Study
from trialkg.vocabulary.codes import RelationType

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FAMILY = {
    "substudy_of": RelationType.SUBSTUDY_OF,
    "extension_of": RelationType.EXTENSION_OF,
    "followup_of": RelationType.FOLLOW_UP_OF,
}
_OTHERS = {"series": RelationType.SERIES_OF, "data_reuse": RelationType.REUSES_DATA_OF}
_LEADS_ON = (RelationType.HAS_SUBSTUDY, RelationType.HAS_EXTENSION, RelationType.HAS_FOLLOW_UP)
_SEED = 20240611
_READING = Reading(source="gold")


@dataclass(frozen=True)
class Pair:
    """A child and another study: what the answers say and what was found, strongest first."""

    child: str
    other: str
    gold: str
    found: tuple[StudyRelation, ...]

    @property
    def type(self) -> RelationType | None:
        """The relation decided on."""
        return next((each.type for each in decided(self.found)), None)

    @property
    def is_right(self) -> bool:
        """Whether the decided type is the answer's."""
        return _is_right(self.gold, self.type)


def _is_right(gold: str, found: RelationType | None) -> bool:
    if gold == "parent_of":
        return found in _LEADS_ON
    return found is {**FAMILY, **_OTHERS}.get(gold)


@cache
def pairs() -> tuple[Pair, ...]:
    """All judged pairs."""
    path = DATA / "gold"
    lines = (path / "study_relations_docs.ndjson").read_text(encoding="utf-8").splitlines()
    found = {document["nct"]: _relations(document) for document in map(json.loads, lines)}
    with (path / "study_relations.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Pair(
            child=row["child_nct"],
            other=row["ref_nct"],
            gold=row["relation"],
            found=tuple(each for each in found[row["child_nct"]] if each.related.number == row["ref_nct"]),
        )
        for row in rows
    )


def _relations(document: dict[str, Any]) -> tuple[StudyRelation, ...]:
    study = Study(
        registry_id=document["nct"],
        reading=_READING,
        brief_title=document["title"],
        official_title=document["official_title"],
        brief_summary=document["brief_summary"],
        detailed_description=document["detailed_description"],
        eligibility=Eligibility(criteria=document["eligibility"]),
    )
    return other_studies(study, ()).found.relations


def halves() -> tuple[frozenset[str], frozenset[str]]:
    """The children the rules were made on, and those they were then checked on."""
    children = sorted({pair.child for pair in pairs()})
    random.Random(_SEED).shuffle(children)
    middle = len(children) // 2
    return frozenset(children[:middle]), frozenset(children[middle:])


def report(name: str, judged: Iterable[Pair]) -> Iterator[str]:
    """The figures of some pairs: the three kinds of child against the rest, then types and directions."""
    judged = list(judged)
    children = [pair for pair in judged if pair.gold in FAMILY]
    found = [pair for pair in judged if pair.type in FAMILY.values()]
    right = [pair for pair in found if pair.gold in FAMILY]
    typed = sum(pair.is_right for pair in right)
    turned = sum((pair.gold == "parent_of") != (pair.type in _LEADS_ON) for pair in judged if pair.type)
    background = sum(pair.gold == "background" for pair in found)
    yield (
        f"{name}: {len(judged)} pairs; found {len(found)}, right {len(right)}, expected {len(children)};"
        f" precision {_share(len(right), len(found))}, recall {_share(len(right), len(children))},"
        f" type right {_share(typed, len(right))}, direction wrong {turned},"
        f" background taken for a parent {background}, exact over all {sum(p.is_right for p in judged)}"
    )


def naive() -> str:
    """What it would give to take every registry number for the parent."""
    children = sum(pair.gold in FAMILY for pair in pairs())
    return f"naive, every number is the parent: precision {_share(children, len(pairs()))}, recall 1.00"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def by_evidence() -> Iterator[str]:
    """How often each strength of evidence gives the right type."""
    given: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for pair in pairs():
        for relation in pair.found:
            given[relation.confidence] += 1
            right[relation.confidence] += _is_right(pair.gold, relation.type)
    names: dict[float, str] = {}
    for cue, confidence in CONFIDENCE.items():
        names[confidence] = f"{names.get(confidence, '')} {cue.name}".strip()
    for confidence in sorted(given, reverse=True):
        yield f"  {confidence:.2f} {names[confidence]}: {right[confidence]} of {given[confidence]}"


def details() -> Iterator[str]:
    """Every pair that is not right, with the evidence."""
    for pair in pairs():
        if not pair.is_right:
            quote = pair.found[0].evidence.quote if pair.found else ""
            yield f"{pair.child} {pair.other}: {pair.gold}, found {pair.type}: {quote[:200]}"


def in_records() -> Iterator[str]:
    """The relations of the real records, to be read, and their count by type."""
    counts: Counter[str] = Counter()
    folders = [str(DATA / name / "records") for name in ("ctgov_v2", "ctgov_xml")]
    for raw in raw_records(folders):
        if not isinstance(raw, RawRecord):
            continue
        study = read_study(raw)
        for relation in decided(other_studies(study, ()).found.relations):
            counts[relation.type] += 1
            related = relation.related.number or relation.related.name
            yield f"{study.registry_id} {relation.type} {related}: {relation.evidence.quote[:200]!r}"
    yield f"relations in the records: {dict(counts)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relation_accuracy", description=__doc__)
    parser.add_argument("--details", action="store_true", help="print what is not right")
    parser.add_argument("--records", action="store_true", help="print the relations of the real records")
    options = parser.parse_args()
    if not DATA.is_dir():
        sys.exit("needs the gold answers beside the checkout (../shared/data)")
    made_on, checked_on = halves()
    lines = [naive()]
    lines += report("made on", (pair for pair in pairs() if pair.child in made_on))
    lines += report("checked on", (pair for pair in pairs() if pair.child in checked_on))
    lines += [*report("all", pairs()), *by_evidence()]
    lines += details() if options.details else ()
    lines += in_records() if options.records else ()
    print("\n".join(lines))


if __name__ == "__main__":
    main()
