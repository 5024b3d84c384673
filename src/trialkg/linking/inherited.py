"""Criteria and outcomes that another study defines: ``meets the exclusion criteria of the SONIA trial``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from trialkg.linking.cue_language import TARGET, cue
from trialkg.linking.links import Criterion, Evidence, OutcomeReference, StudyReference, study_named
from trialkg.linking.naming import Naming, masked
from trialkg.linking.statements import prose_of
from trialkg.study import Study

_CRITERIA_OF_OTHER = cue(
    r"""\b(?:inclusion|exclusion|eligibility|entry|entrance|enrol?lment|selection)
    (?:[ /](?:and|or|\/)?\s?exclusion)?\s(?:criteri(?:a|on)|requirements?)\b<30.>
    \b(?:of|for|in|from|as|to|by|per|into)\b<60.>{T}
    |{T}[)\]"”’]?(?:'s)?\s(?:(?:study|trial|protocol)\s)?(?:inclusion|exclusion|eligibility|entry)
    (?:[ /](?:and|or)?\s?exclusion)? (?:criteri|requirement)
    |\beligible\b<40.>{T}"""
)
_DEFINED_BY = cue(
    r"""\b(?:(?:according to|as (?:defined|specified|described) (?:in|by|for)|defined (?:in|by)|per|by
    |following|using|of|in|the) (?:the )?{T}[)\]]?(?:'s)? (?:study |trial )?
    (?:criteria|definitions?|protocol)\b|(?:criteria|definitions?) (?:of|in|from|used in) (?:the )?{T})"""
)
_SHORT_FORM = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]*\d*|[A-Z]{2,}\d*)\s*\(?\s*$")
_BEFORE_SHORT_FORM = 30


def referring_criteria(criteria: Iterable[Criterion], naming: Naming) -> tuple[Criterion, ...]:
    """The criteria, each with the other study whose criteria it makes its own, if it names one."""
    return tuple(_referring(criterion, naming) for criterion in criteria)


def _referring(criterion: Criterion, naming: Naming) -> Criterion:
    for reference, words in _readings(criterion.text, naming):
        if _CRITERIA_OF_OTHER.search(words):
            return msgspec.structs.replace(criterion, refers_to=reference)
    return criterion


def outcome_references(study: Study, naming: Naming) -> tuple[OutcomeReference, ...]:
    """The outcomes measured by another study's criteria, as they or the prose about them say.

    The prose must name the outcome by a short form in its measure (``PFS1 (according to SONIA criteria)``).
    """
    found: dict[int, OutcomeReference] = {}
    for reference in (*_in_outcomes(study, naming), *_in_prose(study, naming)):
        found.setdefault(reference.outcome, reference)
    return tuple(found[place] for place in sorted(found))


def _in_outcomes(study: Study, naming: Naming) -> Iterator[OutcomeReference]:
    for place, outcome in enumerate(study.outcomes, 1):
        texts = (
            ("measure", outcome.measure),
            ("description", outcome.description),
            ("timeFrame", outcome.time_frame),
        )
        for name, text in texts:
            for reference, words in _readings(text or "", naming):
                if _DEFINED_BY.search(words):
                    evidence = Evidence(quote=text or "", field=f"outcomes[{place}].{name}")
                    yield OutcomeReference(outcome=place, related=reference, evidence=evidence)


def _in_prose(study: Study, naming: Naming) -> Iterator[OutcomeReference]:
    for field, text in prose_of(study):
        for reference, words in _readings(text, naming):
            for said in _DEFINED_BY.finditer(words):
                short = _SHORT_FORM.search(words[max(0, said.start() - _BEFORE_SHORT_FORM) : said.start()])
                if short is None:
                    continue
                quote = f"{words[said.start() - len(short.group()) : said.end()]}"
                for place, outcome in enumerate(study.outcomes, 1):
                    if re.search(rf"(?<!\w){re.escape(short[1])}(?!\w)", outcome.measure):
                        evidence = Evidence(quote=_unmasked(quote, reference, text), field=field)
                        yield OutcomeReference(outcome=place, related=reference, evidence=evidence)


def _unmasked(quote: str, reference: StudyReference, text: str) -> str:
    """The quote as the text has it; the name is what stood for the study."""
    named = (quote.replace(TARGET, name) for name in (reference.name, reference.number) if name)
    return next((each for each in named if each in text), text)


def _readings(text: str, naming: Naming) -> Iterator[tuple[StudyReference, str]]:
    """Each other study that a text names, with the text in which it is marked."""
    if not (text and naming.may_name_others(text)):
        return
    mentions = naming.mentions(text)
    for reference, _ in naming.others(mentions):
        yield reference, masked(text, mentions, naming, study_named(reference))
