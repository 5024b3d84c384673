"""Stereotactic radiotherapy in prose: outside the head it is SBRT, inside it is radiosurgery.

Names such as SBRT say which it is. "Radiosurgery", "stereotactic radiotherapy" and the makes of machines do
not: the site decides, in the sentence first, then in the study; where no site is named, nothing is said.
Radiotherapy without such a name counts as SBRT at up to five fractions of 6 Gy and more, where it is aimed or
said to ablate; one dose that ablates counts without its Gray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trialkg.linking.phrases import Found

_ENERGY = (
    r"(?:radio-?therap\w*|radiation(?: therap\w*| treatments?)?|irradiation|radio-?surg\w*|RT\b|ablation)"
)
_NAMED = re.compile(
    rf"\bstereota(?:ct|x)ic\W+(?:\w+\W+){{0,3}}?(?P<what>{_ENERGY})|\bradio-?surg(?:ery|ical)\b"
    r"|\bcyber-? ?knife\b|\bSRS\b",
    re.IGNORECASE,
)
_BODY_NAME = re.compile(r"\b(?:body|ablati(?:ve|on)|extra-?cranial)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\bbrain|\b(?:intra)?crani\w+|\bcerebr\w+|\bglio(?:ma|blastoma)\w*|\bmening\w+|\bpituitar\w+"
    r"|\btrigeminal"
    r"|\b(?:vestibular|acoustic)\b|\bschwannoma|\barteriovenous malformation|\bepilep\w+|\bthalam\w+|\btremor"
    r"|\bgamma ?knife|\bWBRT\b|\buveal|\bskull|\bhead\b|\bCNS\b|\bAVMs?\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\blungs?\b|\bpulmonary|\bNSCLC\b|\bthora\w+|\bspin(?:e|al)\b|\bvertebra\w*|\bliver\b|\bhepat\w+|\bHCC\b"
    r"|\bprostat\w+|\bpancrea\w+|\brenal\b|\bkidneys?\b|\badrenal|\bbone|\bpelvi\w+|\bbreast\b"
    r"|\bnod(?:e|al)s?\b"
    r"|\boligo-?(?:metasta\w+|progress\w+)|\bextra-?cranial|\babdom\w+|\bcardiac|\bventricular tachycardia"
    r"|\bchest\b|\bsarcoma",
    re.IGNORECASE,
)
_FRACTIONS = (
    re.compile(
        r"(?P<total>\d{1,2}(?:\.\d+)?) ?Gy (?:\w+ )?(?:in|over|/) ?(?P<count>[1-5]|one|two|three|four"
        r"|five|a single)"
        r" (?:\w+ )?(?:fraction|fx)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<count>[1-5]|one|two|three|four|five|a single) (?:\w+ )?(?:fractions?|doses?|fx) of"
        r" (?P<each>\d{1,2}(?:\.\d+)?) ?Gy",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<count>[1-5]) ?[x×] ?(?P<each>\d{1,2}(?:\.\d+)?) ?Gy", re.IGNORECASE),
    re.compile(r"(?P<each>\d{1,2}(?:\.\d+)?) ?Gy ?[x×] ?(?P<count>[1-5])\b(?! ?Gy)", re.IGNORECASE),
)
_COUNTS = {"one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_AIMED = re.compile(
    r"\bstereota\w+|\bimage[- ]guid\w+|\babla\w+|\bhigh[- ]dose|\bhypo-?fractionat\w+|\bIGRT\b"
    r"|\bMR[- ]guid\w+"
    r"|\bsingle[- ](?:dose|fraction)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\bbrachy\w+|\bHDR\b|\bintra-?operative|\bIORT\b|\bpalliat\w+|\bwhole[- ](?:brain|breast)|\bimplant",
    re.IGNORECASE,
)
_SINGLE_DOSE = re.compile(
    rf"\bsingle[- ](?:dose|fraction|session)(?: image[- ]guided| high[- ]dose| ablative)? {_ENERGY}",
    re.IGNORECASE,
)
_ABLATES = re.compile(r"\bablat\w+", re.IGNORECASE)
_LEAST_DOSE = 6.0


@dataclass(frozen=True)
class Sites:
    """Which parts of the body a study's title and prose name, for names that do not say; read when asked."""

    text: str = ""

    @cached_property
    def head(self) -> bool:
        """Whether a site in the head is named."""
        return _HEAD.search(self.text) is not None

    @cached_property
    def body(self) -> bool:
        """Whether a site in the rest of the body is named."""
        return _BODY.search(self.text) is not None


def stereotactic_in(sentence: str, study: Sites) -> Iterator[Found]:
    """The stereotactic treatments of a sentence, as SBRT or radiosurgery."""
    here = None
    for match in _NAMED.finditer(sentence):
        here = here or Sites(sentence)
        notation = "SBRT" if _BODY_NAME.search(match.group()) else _by_site(here, study)
        if notation:
            yield Found(notation, match.start(), match.end())
    yield from _in_one_dose(sentence, study)
    yield from _by_fractions(sentence, study)


def _in_one_dose(sentence: str, study: Sites) -> Iterator[Found]:
    """Ablation of a tumor of the body by one dose of radiotherapy."""
    match = _SINGLE_DOSE.search(sentence)
    if match is None or _OTHERWISE.search(sentence) or not _ABLATES.search(sentence):
        return
    if _by_site(Sites(sentence), study) == "SBRT":
        yield Found("SBRT", match.start(), match.end())


def _by_site(here: Sites, study: Sites) -> str | None:
    for sites in (here, study):
        if sites.head:
            return "radiosurgery"
        if sites.body:
            return "SBRT"
    return None


def _by_fractions(sentence: str, study: Sites) -> Iterator[Found]:
    for pattern in _FRACTIONS:
        match = pattern.search(sentence)
        if (
            match
            and _dose(match) >= _LEAST_DOSE
            and _AIMED.search(sentence)
            and not _OTHERWISE.search(sentence)
        ):
            if _by_site(Sites(sentence), study) == "SBRT":
                yield Found("SBRT", match.start(), match.end())
            return


def _dose(match: re.Match[str]) -> float:
    """Gray a fraction."""
    parts = match.groupdict()
    if parts.get("each"):
        return float(parts["each"])
    count = parts["count"].lower()
    return float(parts["total"]) / (_COUNTS.get(count) or int(count))
