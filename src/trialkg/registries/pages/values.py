"""The words that pages print for closed values, and their dates, ages, counts and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from trialkg.registries.dates import age_duration, is_date, written_date
from trialkg.registries.pages.countries import COUNTRIES
from trialkg.study import RegistryDate, Site
from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    BiospecimenRetention,
    Code,
    IdentifierType,
    InterventionModel,
    InterventionType,
    IpdSharing,
    MaskedRole,
    Masking,
    ObservationalModel,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    SamplingMethod,
    Sex,
    StandardAge,
    StudyType,
    TimePerspective,
    ValueStatus,
)

AnyCode = TypeVar("AnyCode", bound=Code)


def _plain(label: str) -> str:
    return re.sub(r"[\W_]+", "", label).casefold()


def _labels(codes: type[AnyCode], **synonyms: AnyCode) -> Mapping[str, AnyCode]:
    """Labels to codes: the names of the members are the registry's own codes, which its words follow."""
    return {_plain(code.name): code for code in codes} | synonyms


STUDY_TYPES = _labels(StudyType, observationalpatientregistry=StudyType.OBSERVATIONAL)
STATUSES = _labels(
    RecruitmentStatus,
    unknownstatus=RecruitmentStatus.UNKNOWN,
    notrecruiting=RecruitmentStatus.ACTIVE_NOT_RECRUITING,
)
PHASES = _labels(Phase, notapplicable=Phase.NA, phase0=Phase.EARLY_PHASE1)
ALLOCATIONS = _labels(Allocation, notapplicable=Allocation.NA)
MODELS = _labels(InterventionModel)
OBSERVATIONAL_MODELS = _labels(
    ObservationalModel, ecologicorcommunitystudies=ObservationalModel.ECOLOGIC_OR_COMMUNITY
)
PERSPECTIVES = _labels(TimePerspective)
PURPOSES = _labels(
    PrimaryPurpose,
    educationalcounselingtraining=PrimaryPurpose.ECT,
    diagnosis=PrimaryPurpose.DIAGNOSTIC,
)
SEXES = _labels(Sex, both=Sex.ALL)
STANDARD_AGES = _labels(StandardAge, senior=StandardAge.OLDER_ADULT)
SAMPLING = _labels(SamplingMethod)
RETENTION = _labels(BiospecimenRetention)
ARM_TYPES = _labels(ArmType)
INTERVENTION_TYPES = _labels(InterventionType)
SHARING = _labels(IpdSharing)
IDENTIFIER_TYPES = _labels(
    IdentifierType,
    otheridentifier=IdentifierType.OTHER,
    registryidentifier=IdentifierType.REGISTRY,
    usnihgrantcontract=IdentifierType.NIH,
    usfdagrantcontract=IdentifierType.FDA,
    otherstudyid=IdentifierType.OTHER,
    othergrantfundingnumber=IdentifierType.OTHER_GRANT,
)
MASKED_ROLES = _labels(
    MaskedRole,
    subject=MaskedRole.PARTICIPANT,
    caregiver=MaskedRole.CARE_PROVIDER,
    outcomeassessor=MaskedRole.OUTCOMES_ASSESSOR,
)
_MASKINGS = _labels(
    Masking,
    openlabel=Masking.NONE,
    nomasking=Masking.NONE,
    singleblind=Masking.SINGLE,
    doubleblind=Masking.DOUBLE,
    tripleblind=Masking.TRIPLE,
    quadrupleblind=Masking.QUADRUPLE,
)
_MASKING_LEVELS = (Masking.NONE, Masking.SINGLE, Masking.DOUBLE, Masking.TRIPLE, Masking.QUADRUPLE)
_YES_NO = {"yes": True, "no": False}
_DATE = re.compile(r"[A-Z][a-z]{2,8} (?:\d{1,2}, )?\d{4}|\d{4}-\d{2}(?:-\d{2})?")
_CERTAINTY = re.compile(r"\(?\b(Actual|Estimated|Anticipated)\b\)?", re.IGNORECASE)
_AGE = re.compile(r"\d+ (?:Year|Month|Week|Day|Hour|Minute)s?", re.IGNORECASE)


def code_of(labels: Mapping[str, AnyCode], label: str) -> AnyCode | None:
    """The code a label stands for, whatever its case, blanks and hyphens; None where it is none of them."""
    return labels.get(_plain(label))


def model_of(label: str) -> InterventionModel | None:
    """The intervention model, printed with or without the word assignment."""
    return code_of(MODELS, re.sub(r"\s+Assignment$", "", label.strip(), flags=re.IGNORECASE))


def phases_of(label: str) -> tuple[Phase, ...] | None:
    """The phases a label names, ``Phase 1/Phase 2`` two; None where one of them is no phase."""
    numbers = re.findall(r"Early Phase 1|Phase ?[0-4]|[1-4](?=$|/)", label, re.IGNORECASE)
    names = numbers or [label]
    found = [code_of(PHASES, name if len(name) > 1 else f"Phase {name}") for name in names]
    return tuple(dict.fromkeys(phase for phase in found if phase)) if all(found) else None


def masking_of(label: str) -> tuple[Masking | None, tuple[MaskedRole, ...]]:
    """Masking and who is masked: ``Double Blind (Subject, Investigator)``, or the roles alone."""
    words, _, bracket = label.partition("(")
    named = [code_of(MASKED_ROLES, role) for role in (bracket.rstrip(") ") or words).split(",")]
    roles = tuple(dict.fromkeys(role for role in named if role))
    masking = code_of(_MASKINGS, words) or (_MASKING_LEVELS[len(roles)] if roles else None)
    return masking, roles


def yes_or_no(label: str) -> bool | None:
    """Yes and No, with whatever a page says behind them; None for anything else."""
    word = re.match(r"\w+", label)
    return _YES_NO.get(word.group().casefold()) if word else None


def certainty_of(text: str) -> ValueStatus | None:
    """What the words Actual, Estimated or Anticipated say of a date; None without one of them."""
    found = _CERTAINTY.search(text)
    if not found:
        return None
    return ValueStatus.ACTUAL if found.group(1).casefold() == "actual" else ValueStatus.ESTIMATED


def date_in(text: str) -> str | None:
    """The first calendar date in a text, as precise as it is printed; None where there is none."""
    words = (match.group() for match in _DATE.finditer(" ".join(text.split())))
    dates = (word if is_date(word) else written_date(word) for word in words)
    return next((found for found in dates if found), None)


def registry_date(text: str | None, status: ValueStatus | None = None) -> RegistryDate | None:
    """A printed date with its certainty, where the text or the caller knows it."""
    found = date_in(text) if text else None
    return RegistryDate(date=found, status=status or certainty_of(text or "")) if found else None


def ages_in(text: str) -> tuple[str, ...]:
    """The ages in a text as ISO 8601 durations, each in the unit it is printed in."""
    found = (age_duration(match.group()) for match in _AGE.finditer(" ".join(text.split())))
    return tuple(age for age in found if age)


def count_of(text: str) -> int | None:
    """A whole number, with or without marks between its thousands."""
    found = re.match(r"\d{1,3}(?:[,.  ]\d{3})+(?!\d)|\d{1,12}(?!\d)", text.strip())
    return int(re.sub(r"\D", "", found.group())) if found else None


def site_at(place: str, facility: str | None = None, status: RecruitmentStatus | None = None) -> Site:
    """A site by the line of its place: city, state, country and postal code, as many as are printed."""
    pieces = [piece.strip() for piece in place.split(",") if piece.strip()]
    postal_code = pieces.pop() if len(pieces) > 1 and re.search(r"\d", pieces[-1]) else None
    width = country_width(pieces) or 1
    before = pieces[:-width]
    return Site(
        facility=facility,
        city=before[0] if before else None,
        state=", ".join(before[1:]) or None,
        postal_code=postal_code,
        country=", ".join(pieces[-width:]) or None,
        status=status,
    )


def country_width(pieces: list[str]) -> int:
    """How many of the last pieces are the name of a country: two in ``Korea, Republic of``, 0 if none is."""
    return next((width for width in (2, 1) if ", ".join(pieces[-width:]) in COUNTRIES), 0)
