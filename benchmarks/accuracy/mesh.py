"""How often links to MeSH are those of NLM's own derivation.

Record by record over the 964 studies of ``../shared/data/ctgov_v2``, given only what a sponsor registered.
The derivation is no flawless key: it leaves out what it plainly should have, takes words from titles, and
gives broader descriptors beside the narrower ones. ``--details`` prints every disagreement, to be read.

The halves part the records by the first byte of the SHA-256 of their number. The disagreements of both were
read while the rules were made, so the two figures show only that neither half was fitted to; but what
titles add was read in the even half alone before its rule stood.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from benchmarks.accuracy.mesh_differences import Reason, why_derived_alone, why_ours_alone
from benchmarks.accuracy.mesh_naive import longest_phrases
from benchmarks.accuracy.mesh_relevance import less_relevant
from benchmarks.accuracy.scores import DATA, Score, scored
from trialkg.linking import DescriptorLinker, link_terms
from trialkg.linking.descriptors import condition_links, intervention_links
from trialkg.linking.links import DescriptorLink
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import DerivedTerm, Study
from trialkg.terminology import load_terminology
from trialkg.terminology.keys import exact_key
from trialkg.terminology.mesh import index_of
from trialkg.vocabulary.codes import Method

ABOUT = """Record by record against NLM's own derivation over the 964 API v2 records, given only what a
sponsor registered. The derivation is no flawless key: it leaves out what it plainly should
have, takes words from titles, gives single words of a name (*Syndrome* of *Metabolic Syndrome*)
and broader descriptors beside the narrower ones. We assert no descriptor that stands above
another we link the same words to: a query for the broader one finds the record by the tree. The derivation
names 199 such terms; the rows *of derived terms that stand above no other of the record* leave them out.
The process or symptom that the head of a name says is linked beside it where the tree does not tell it: of
*Macular Edema*, Edema. That rule was made on the even half, where all 15 links that it adds are derived too;
so are 10 of 11 in the other half, where they were not read, and 11 of 12 in the older records.

49 of the records have no derived section at all, so there is nothing to hold their links against: in the
rows over all records each of these counts as wrong. The rows *of records that carry a derivation* leave
these records out, and keep those for which NLM derived nothing. Beside the derived terms a record may hold
others that the derivation ranks low; one row counts links to these as right.

What both titles name is linked to the study beside what its registered conditions name. That rule was chosen
by its totals over all records, and what it adds was read in the even half alone before it stood. In the other
half 34 of the 38 diseases that it added were derived too, and of the rest two were right on reading; symptoms
in titles were added later. The second table tells the kinds of the differences by rules, and who is right of
most of a kind."""

Pairs = set[tuple[str, str]]
"""Records with a descriptor each."""

_RECORDS = DATA / "ctgov_v2" / "records"
_LEGACY = DATA / "ctgov_xml" / "records"
_MESH = DATA / "mesh" / "mesh2024.nt.gz"
_DISEASES = ("C", "F01", "F03")
_DRUGS = ("D",)


def scores() -> Iterator[Score]:
    """All rows: conditions, then interventions, each beside naive rules; then the same of older records."""
    yield from condition_scores()
    yield from intervention_scores()
    yield from legacy_scores()


def legacy_scores() -> Iterator[Score]:
    """The legacy XML records that are not among the others: other fields, and an older derivation.

    It was made from keywords too, which are not given here. Of the drugs some rules were made on these.
    """
    known = {study.registry_id for study in _studies()}
    studies = tuple(study for study in _studies(_LEGACY) if study.registry_id not in known)
    expected = _derived(_condition_terms, studies)
    yield scored("conditions of older records", _ours_but_context(studies), expected)
    yield scored("naive: the same", _naive(_conditions, _DISEASES, studies), expected)
    drugs = {pair for pair in _derived(_intervention_terms, studies) if _linker().mesh.descriptor(pair[1])}
    ours = {pair for pair in _ours(False, studies) if _stands_in(pair[1], _DRUGS)}
    yield scored("interventions of older records, chemicals and drugs", ours, drugs)
    yield scored("naive: the same", _naive(_interventions, _DRUGS, studies), drugs)


def _ours_but_context(studies: tuple[Study, ...]) -> Pairs:
    return {pair for pair, link in _ours(True, studies).items() if link.method is not Method.CONTEXT}


def condition_scores() -> Iterator[Score]:
    """Conditions: ours first, then parts of them, then naive rules."""
    expected = _derived(_condition_terms)
    linked = _ours(True)
    ours = {pair: link for pair, link in linked.items() if link.method is not Method.CONTEXT}
    yield from _halves("conditions", set(ours), expected)
    yield scored("conditions, of records that carry a derivation", _carried(ours), expected)
    narrowest = _narrowest(expected)
    name = "conditions, of derived terms that stand above no other of the record"
    least = set(ours) - (expected - narrowest)
    yield scored(name, least, narrowest)
    yield scored(f"{name}, of records that carry a derivation", _carried(least), narrowest)
    yield scored(
        "conditions, with derived terms above one linked, by which a query finds the record too",
        set(ours) | (expected & _above(ours)),
        expected,
    )
    yield from _with_titles(set(linked), expected)
    for method in (Method.EXACT, Method.NORMALISED, Method.APPROXIMATE):
        found = {pair for pair, link in ours.items() if link.method is method}
        yield Score(f"conditions, {method}", len(found), len(found & expected), 0)
    context = _carried(set(linked) - set(ours))
    yield Score("conditions from context, of records that carry a derivation", *_found(context, expected), 0)
    yield scored("conditions through `mesh link`", _free(_conditions), expected)
    yield scored("naive: longest phrases, conditions", _naive(_conditions, _DISEASES), expected)
    with_keywords = _naive(lambda study: (*study.conditions, *study.keywords), _DISEASES)
    yield scored("naive: longest phrases, conditions and keywords", with_keywords, expected)


def _with_titles(linked: Pairs, expected: Pairs) -> Iterator[Score]:
    name = "conditions, with what titles and context name"
    yield scored(name, linked, expected)
    carried = _carried(linked)
    yield from _halves(f"{name}, of records that carry a derivation", carried, expected)
    read = expected | _less_relevant()
    yield Score("both halves, with what the derivation ranks low", *_found(carried, read), 0)
    above = expected & _above(linked)
    yield scored(f"{name}, with derived terms above one linked", linked | above, expected)


def intervention_scores() -> Iterator[Score]:
    """Interventions, of the descriptors that this MeSH has: ours first, then a naive rule."""
    mesh = _linker().mesh
    derived = _derived(_intervention_terms)
    expected = {pair for pair in derived if mesh.descriptor(pair[1]) is not None}
    ours = _ours(False)
    drugs = {pair for pair in ours if _stands_in(pair[1], _DRUGS)}
    yield from _halves("interventions, chemicals and drugs", drugs, expected)
    yield scored("interventions, procedures and therapies too", set(ours), expected)
    yield scored("interventions through `mesh link`", _free(_interventions), expected)
    yield scored("naive: longest phrases, interventions", _naive(_interventions, _DRUGS), expected)


def _carried(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Those of records that carry what the registry derived, if only that it derived nothing."""
    carrying = {study.registry_id for study in _studies() if study.reading.version}
    return {pair for pair in pairs if pair[0] in carrying}


@cache
def _less_relevant() -> Pairs:
    named = ((number, _labelled(name)) for number, name in less_relevant(_RECORDS))
    return {(number, descriptor) for number, descriptor in named if descriptor}


def _found(found: Pairs, expected: Pairs) -> tuple[int, int]:
    return len(found), len(found & expected)


def _halves(name: str, found: Pairs, expected: Pairs) -> Iterator[Score]:
    yield scored(name, found, expected)
    for half, what in ((0, "even"), (1, "odd")):
        yield scored(f"the same, {what} half of the records", _of_half(found, half), _of_half(expected, half))


def _of_half(pairs: Pairs, half: int) -> Pairs:
    return {pair for pair in pairs if hashlib.sha256(pair[0].encode()).digest()[0] % 2 == half}


def _narrowest(pairs: Pairs) -> Pairs:
    return pairs - _above(pairs)


def _above(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The descriptors above those of some records in MeSH's tree, of the same records."""
    return {(number, above) for number, each in pairs for above in _linker().mesh.ancestors(each)}


@cache
def _studies(folder: Path = _RECORDS) -> tuple[Study, ...]:
    raws = raw_records([str(folder)])
    return tuple(read_study(raw) for raw in raws if isinstance(raw, RawRecord))


@cache
def _linker() -> DescriptorLinker:
    return DescriptorLinker(load_terminology(index_of(_MESH)).mesh)


def _conditions(study: Study) -> Iterable[str]:
    return study.conditions


def _interventions(study: Study) -> Iterable[str]:
    return (name for each in study.interventions for name in (each.name, *each.other_names))


def _condition_terms(study: Study) -> Iterable[DerivedTerm]:
    return study.condition_terms


def _intervention_terms(study: Study) -> Iterable[DerivedTerm]:
    return study.intervention_terms


def _derived(
    terms: Callable[[Study], Iterable[DerivedTerm]], studies: tuple[Study, ...] | None = None
) -> Pairs:
    """The registry's derivation; of terms given by label alone, the descriptor of that label."""
    return {
        (study.registry_id, descriptor)
        for study in studies or _studies()
        for term in terms(study)
        if (descriptor := term.descriptor or _labelled(term.label))
    }


def _labelled(label: str) -> str | None:
    return next((named.id for named in _linker().mesh.named(exact_key(label))), None)


def _ours(
    conditions: bool, studies: tuple[Study, ...] | None = None
) -> Mapping[tuple[str, str], DescriptorLink]:
    links_of = condition_links if conditions else intervention_links
    blind = (
        msgspec.structs.replace(study, condition_terms=(), intervention_terms=())
        for study in studies or _studies()
    )
    return {
        (study.registry_id, link.descriptor): link
        for study in blind
        for link in reversed(links_of(study, _linker()).links)
        if link.descriptor
    }


def _free(texts: Callable[[Study], Iterable[str]]) -> Pairs:
    return {
        (study.registry_id, link.descriptor)
        for study in _studies()
        for links in link_terms(texts(study), _linker())
        for link in links
    }


def _stands_in(descriptor: str, branches: tuple[str, ...]) -> bool:
    entry = _linker().mesh.descriptor(descriptor)
    return entry is not None and any(number.startswith(branches) for number in entry.tree_numbers)


def _naive(
    texts: Callable[[Study], Iterable[str]],
    branches: tuple[str, ...],
    studies: tuple[Study, ...] | None = None,
) -> Pairs:
    return {
        (study.registry_id, descriptor)
        for study in studies or _studies()
        for text in texts(study)
        for descriptor in longest_phrases(text, branches, _MESH)
    }


def reasons() -> Iterator[tuple[str, str, int]]:
    """How many links of conditions differ for which reason, and who is right of most of these."""
    found = Counter(reason for reason, *_ in _condition_differences())
    return ((reason.description, reason.verdict.value, found[reason]) for reason in Reason)


def _condition_differences() -> Iterator[tuple[Reason, str, str, str]]:
    """Every difference: the reason, record, descriptor, and our words or the registered ones."""
    studies = {study.registry_id: study for study in _studies()}
    mesh = _linker().mesh
    expected, ours = _derived(_condition_terms), _ours(True)
    carried = _carried(ours)
    for pair in sorted(set(ours) - expected):
        link = ours[pair]
        words = link.evidence.quote if link.evidence else ""
        reason = why_ours_alone(link, carried=pair in carried, ranked_low=pair in _less_relevant())
        yield reason, *pair, words
    for number, descriptor in sorted(expected - set(ours)):
        linked = [each for record, each in ours if record == number]
        study = studies[number]
        yield (
            why_derived_alone(study, descriptor, linked, mesh),
            number,
            descriptor,
            "; ".join(study.conditions),
        )


def details() -> Iterator[str]:
    """Every difference, a line each: what it is, the record, the descriptor, its label, and the words."""
    for reason, number, descriptor, words in _condition_differences():
        verdict = f"condition {reason.description} ({reason.verdict.value})"
        yield "\t".join((verdict, number, descriptor, _label(descriptor), words))
    studies = {study.registry_id: study for study in _studies()}
    expected, ours = _derived(_intervention_terms), _ours(False)
    for number, descriptor in sorted(set(ours) - expected):
        evidence = ours[number, descriptor].evidence
        words = evidence.quote if evidence else ""
        yield "\t".join(("intervention not derived", number, descriptor, _label(descriptor), words))
    for number, descriptor in sorted(expected - set(ours)):
        words = "; ".join(_interventions(studies[number]))
        yield "\t".join(("intervention not found", number, descriptor, _label(descriptor), words))


def _label(descriptor: str) -> str:
    entry = _linker().mesh.descriptor(descriptor)
    return entry.label if entry else "not in this MeSH"
