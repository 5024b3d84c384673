"""What a text names: other studies by their registry numbers, by acronyms and by protocol codes, with places.

Numbers are those of ClinicalTrials.gov, also printed with a blank, a dash or a hash after the letters, of the
European registers and of the registries in WHO's network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trialkg.linking.links import StudyReference

_NCT = r"NCT[\s#:-]{0,4}(?:No\.?\s?)?(?P<nct>\d{4}\s?\d{4})(?!\d)"
_OTHERS = r"""
    (?:EU-?CT|CTIS)?(?P<euct>20\d\d-5\d{5}-\d\d-\d\d)(?!\d)
    |(?:EUCTR|[Ee][Uu][Dd][Rr][Aa]CT)?(?P<eudract>(?:19|20)\d\d-\d{6}-\d\d)(?:-[A-Z]{2}(?!\w))?(?![\d-])
    |ISRCTN[\s:-]{0,2}(?P<isrctn>\d{8})(?!\d)
    |NTR[\s:-]{0,2}(?P<ntr>\d{3,5})(?!\d)
    |(?P<chictr>ChiCTR(?:-[A-Z]{2,5})?-?\d{8,12})
    |ACTRN[\s:-]{0,2}(?P<actrn>\d{14})
    |DRKS[\s:-]{0,2}(?P<drks>\d{8})
    |(?P<umin>(?:JPRN-)?UMIN-?\d{9})|(?P<jrct>jRCT[a-z]?\d{9,10})
    |(?P<ctri>CTRI/\d{4}/\d{2,3}/\d{6})
    |(?P<irct>IRCT\d{8,16}N\d{1,3})|(?P<kct>KCT\d{7})|(?P<pactr>PACTR\d{15,16})
    |(?P<tctr>TCTR\d{11})|(?P<slctr>SLCTR/\d{4}/\d{3})|(?P<rebec>RBR-\w{6,8})(?!\w)
    |(?:JPRN-)?(?P<japic>JapicCTI-?\d{6})(?!\d)|(?:JPRN-)?(?P<jma>JMA-IIA\d{5})(?!\d)
    |(?P<lbctr>LBCTR\d{10})(?!\d)|(?P<rpcec>RPCEC\d{8})(?!\d)"""
NUMBER = re.compile(rf"(?<![A-Za-z0-9])(?:{_NCT}|{_OTHERS})", re.VERBOSE)
"""A registry number in running text."""

_DIGITS = re.compile(r"\d{4}|NTR")

_PREFIXES = {
    "nct": "NCT", "euct": "EUCT ", "isrctn": "ISRCTN", "ntr": "NTR", "actrn": "ACTRN", "drks": "DRKS",
}  # fmt: skip
"""What stands before the digits in the registry's own form; other numbers are kept as they are printed."""

STUDY = r"(?:stud(?:y|ies)|trials?|protocols?|cohorts?|projects?|registr(?:y|ies)|programme?s?)"
"""The words for a study, any case."""

STUDY_ENDINGS = ("tud", "rial", "ohort", "rotocol", "egistry")
"""What is in every word for a study that may stand beside a name."""

_NAME = (
    r"(?-i:(?=[^\s(),;]*[A-Z][^\s(),;]*[A-Z0-9]|\d+[A-Z])"
    r"(?:[A-Za-z]{0,3}[A-Z][A-Za-z0-9]*|\d+[A-Z][A-Za-z0-9]*)(?:[-_/.](?!NCT)[A-Za-z0-9]+)*)"
)
_NAMED = re.compile(
    rf"(?<![\w/-])(?P<before>{_NAME})[\"”’']?"
    r"(?=\s+(?:(?:clinical|randomi[sz]ed|controlled|pilot|main|parent|core|phase|cohort)\s+){0,3}"
    r"(?:[Ss]tudy|[Tt]rial|[Cc]ohort|[Rr]egistry|[Pp]rotocol)\b)"
    r"|\b(?:[Ss]tud(?:y|ies)|[Tt]rials?|[Pp]rotocols?)(?:\s+(?:no\.|number|code))?\s*[:(]?\s*[\"“]?"
    rf"(?P<after>{_NAME})(?![\w-])"
)
_NUMBERED = re.compile(
    rf"(?<![\w/-])(?P<name>{_NAME})[\"”’']?\s*"
    r"(?:(?:clinical|randomi[sz]ed|controlled|main|parent|core|cluster|multicent(?:er|re))\s+){0,3}"
    rf"(?:(?:\w+\s+)?{STUDY}\s*(?:(?:participants|patients|subjects)\s*)?|participants\s*)?[\"”’']?"
    r"(?:,?\s*(?:registered|which is registered)\s+(?:as|under|at|with)|\\?[(\[,;:/=–-])\s*"
    rf"(?:(?P<inside>{_NAME})\s*[,;:/]\s*)?(?:\S*[Cc]linical\s?[Tt]rials?\S*\s*(?:gov\S*\s*)?)?"
    r"(?:(?:study|trial|registration|identifier|number|id|ident|no|nr|see|registry|reg|nct|eudract|eu|ct|ctis)\b[\s.:#,]*)*$",
    re.IGNORECASE,
)
"""A name that a number in brackets or after a dash explains; matched up to the number."""

_CALLED = re.compile(
    r"^[)\]]?\W{0,3}(?:is |are )?(?:hereafter|hereinafter|henceforth)?,?"
    r"\s*(?:referred to as|called|named|known as)\s+[\"“]?(?:study |trial |the )?"
    rf"(?P<name>{_NAME})"
)
_ACRONYM = re.compile(r"[A-Z]{3}|^[A-Z][A-Z]?[a-z]?[A-Z]")
_CODE = re.compile(r"(?=.*[A-Za-z]).*\d.*\d|[A-Z]{2,}.*\d")
_NO_NAME = re.compile(
    r"(?i:clinical|\.gov|^phase|^nct|^(?:i+|iv)[/ab-]|-(?:funded|sponsored|led|based|controlled|label|blind)$)|^IL-"
)
_LONGEST_NAME, _SHORTEST_UNEXPLAINED = 30, 3
_NO_NAMES = frozenset(
    """
    RCT RCTS FDA EMA NIH NCI NHS USA HIV AIDS PET MRI DNA RNA SOC QOL GCP IRB IEC ICH WHO DHHS CDC COVID
    COVID-19 SARS CPAP COPD ICU CNS CVD PTSD ADHD AML ALL CLL NSCLC SCLC HCC CRC TBI ALS MDD IBD T1D T2D
    T2DM T1DM CKD HPV HCV HBV RSV CMV BMI ECG EEG ECOG RECIST CTCAE DSM III VII IIA IIB IIIA IIIB OLE
    LTFU LTE PBO ITT CRO GSK BMS MSD ALZA NHLBI NIAID NEI NINDS NICHD NIDCD NHGRI NIDDK NIMH NIA NIDA
    RTOG SWOG EORTC NRG COG GOG POG CCG CALGB NSABP ACOSOG NCIC CCTG ACTG HPTN HVTN IMPAACT DMID FHCRC
    MSKCC MDACC DCB POC FIH SAD MAD DDI PILOT PHASE STUDY TRIAL CLINICAL RANDOMIZED RANDOMISED
    CONTROLLED OPEN LABEL DOUBLE BLIND PLACEBO MULTICENTER CROSSOVER COHORT THE AND FOR SINGLE
    PROSPECTIVE PARALLEL EXTENSION FOLLOW-UP FEASIBILITY SAFETY EFFICACY METHODS RESULTS OBJECTIVES
    BACKGROUND CONCLUSIONS MRIS PCI CABG CBT DBT HIFU ESWT REDCAP BCVA DFCI IVUS TAVI TAVR ECMO TENS TMS
    RTMS TDCS
    """.split()  # noqa: SIM905 - read better so than as a list of strings
)
"""Capitals that name no study: agencies, groups, diseases, methods, words of design."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a study; ``end`` is exclusive."""

    reference: StudyReference
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Mention]:
    """Each registry number, in its registry's own form."""
    if not _DIGITS.search(text):
        return
    for match in NUMBER.finditer(text):
        kind = match.lastgroup or ""
        digits = re.sub(r"\s", "", match[kind])
        number = f"{_PREFIXES.get(kind, '')}{digits}"
        yield Mention(StudyReference(number=number), match.start(), match.end())


def names_in(text: str) -> Iterator[Mention]:
    """Each acronym or protocol code that stands beside a word for a study (``the SONIA trial``)."""
    if not any(ending in text for ending in STUDY_ENDINGS):
        return
    for match in _NAMED.finditer(text):
        group = "before" if match["before"] else "after"
        if is_name(match[group]) and len(match[group]) > _SHORTEST_UNEXPLAINED:
            yield Mention(StudyReference(name=match[group]), match.start(group), match.end(group))


def numbered_names(text: str) -> Iterator[tuple[str, str]]:
    """Names that a number beside them explains, each with the number: ``the SONIA trial (NCT03425838)``."""
    for mention in numbers_in(text):
        number = mention.reference.number or ""
        before = _NUMBERED.search(text[max(0, mention.start - 110) : mention.start])
        after = _CALLED.match(text[mention.end : mention.end + 80])
        found = [before["name"], before["inside"]] if before else []
        found += [after["name"]] if after else []
        yield from ((name, number) for name in found if name and is_name(name))


def is_name(word: str) -> bool:
    """Whether a word can name a study: capitals together or with digits, and no common abbreviation."""
    if not 3 <= len(word) <= _LONGEST_NAME or word.upper() in _NO_NAMES or _NO_NAME.search(word):
        return False
    return bool(_ACRONYM.search(word) or _CODE.search(word))


def mentions_of(text: str, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each place where one of the names stands as a word of its own."""
    ordered = sorted(names, key=len, reverse=True)
    if not ordered or not any(name in text for name in ordered):
        return
    pattern = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, ordered))})(?![\w/]|-\w)")
    for match in pattern.finditer(text):
        yield match.group(), match.start(), match.end()
