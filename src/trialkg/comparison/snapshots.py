"""What the triples of one study say that its record states, as plain values to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
import pyoxigraph as ox

from trialkg.vocabulary.codes import CriterionKind, OutcomeLevel, StudyType
from trialkg.vocabulary.namespaces import DCTERMS, RDF, RDFS, TKG
from trialkg.vocabulary.terms import Class, Property

_TYPE = f"{RDF}type"
_LABEL = f"{RDFS}label"
_DESCRIPTION = f"{DCTERMS}description"

Said = Mapping[str, Sequence[str]]
"""What is said of one node: values by property, codes by their local names."""

FIELDS: Final[tuple[tuple[str, tuple[Property, ...]], ...]] = (
    ("status", (Property.STATUS,)),
    ("last known status", (Property.LAST_KNOWN_STATUS,)),
    ("why stopped", (Property.WHY_STOPPED,)),
    ("start date", (Property.START_DATE, Property.START_DATE_TYPE)),
    ("primary completion date", (Property.PRIMARY_COMPLETION_DATE, Property.PRIMARY_COMPLETION_DATE_TYPE)),
    ("completion date", (Property.COMPLETION_DATE, Property.COMPLETION_DATE_TYPE)),
    ("enrollment", (Property.ENROLLMENT, Property.ENROLLMENT_TYPE)),
    ("phase", (Property.PHASE,)),
    ("brief title", (Property.BRIEF_TITLE,)),
    ("official title", (Property.OFFICIAL_TITLE,)),
    ("acronym", (Property.ACRONYM,)),
    ("former number", (Property.ALIAS_ID,)),
    ("brief summary", (Property.BRIEF_SUMMARY,)),
    ("detailed description", (Property.DETAILED_DESCRIPTION,)),
    ("keywords", (Property.KEYWORD,)),
    ("primary purpose", (Property.PRIMARY_PURPOSE,)),
    ("allocation", (Property.ALLOCATION,)),
    ("intervention model", (Property.INTERVENTION_MODEL,)),
    ("intervention model description", (Property.INTERVENTION_MODEL_DESCRIPTION,)),
    ("masking", (Property.MASKING,)),
    ("masking description", (Property.MASKING_DESCRIPTION,)),
    ("who is masked", (Property.WHO_MASKED,)),
    ("observational model", (Property.OBSERVATIONAL_MODEL,)),
    ("time perspective", (Property.TIME_PERSPECTIVE,)),
    ("target duration", (Property.TARGET_DURATION,)),
    ("biospecimen retention", (Property.BIOSPECIMEN_RETENTION,)),
    ("biospecimen description", (Property.BIOSPECIMEN_DESCRIPTION,)),
    ("sex", (Property.SEX,)),
    ("gender based", (Property.GENDER_BASED,)),
    ("gender description", (Property.GENDER_DESCRIPTION,)),
    ("minimum age", (Property.MINIMUM_AGE,)),
    ("maximum age", (Property.MAXIMUM_AGE,)),
    ("age group", (Property.STANDARD_AGE,)),
    ("healthy volunteers", (Property.HEALTHY_VOLUNTEERS,)),
    ("sampling method", (Property.SAMPLING_METHOD,)),
    ("study population", (Property.STUDY_POPULATION,)),
    ("responsible party", (Property.RESPONSIBLE_PARTY_TYPE,)),
    ("expanded access", (Property.HAS_EXPANDED_ACCESS,)),
    ("has results", (Property.HAS_RESULTS,)),
    ("data monitoring committee", (Property.HAS_DATA_MONITORING_COMMITTEE,)),
    ("FDA regulated drug", (Property.FDA_REGULATED_DRUG,)),
    ("FDA regulated device", (Property.FDA_REGULATED_DEVICE,)),
    ("data sharing", (Property.IPD_SHARING,)),
    ("data sharing plan", (Property.IPD_DESCRIPTION,)),
    ("data sharing documents", (Property.IPD_INFO_TYPE,)),
    ("data sharing time frame", (Property.IPD_TIME_FRAME,)),
    ("data sharing access", (Property.IPD_ACCESS_CRITERIA,)),
    ("data sharing address", (Property.IPD_URL,)),
    ("first submitted", (Property.FIRST_SUBMITTED_DATE,)),
    ("first posted", (Property.FIRST_POSTED_DATE, Property.FIRST_POSTED_DATE_TYPE)),
    ("results first submitted", (Property.RESULTS_FIRST_SUBMITTED_DATE,)),
    ("results first posted", (Property.RESULTS_FIRST_POSTED_DATE, Property.RESULTS_FIRST_POSTED_DATE_TYPE)),
    ("verified", (Property.VERIFICATION_DATE,)),
    ("last update submitted", (Property.LAST_UPDATE_SUBMITTED_DATE,)),
    ("last update posted", (Property.LAST_UPDATE_POSTED_DATE, Property.LAST_UPDATE_POSTED_DATE_TYPE)),
)
"""What is said of the study itself: the name of the field, and the properties it is written with."""


def field_names() -> tuple[str, ...]:
    """The fields that changes are told of, by the names they are told by."""
    parts: dict[str, Mapping[str, str]] = {f"{level} outcome": _OUTCOME_DETAILS for level in _LEVELS.values()}
    parts |= {name: kind.details for name, kind in _PARTS.items()}
    parts |= {name: {} for name in _CRITERIA.values()}
    within = (each for name, details in parts.items() for each in (name, *(f"{name} {d}" for d in details)))
    return ("type", *(name for name, _ in FIELDS), *within)


class Part(msgspec.Struct, frozen=True):
    """A part of a study: the text it goes by, and its details by their names."""

    text: str
    details: Mapping[str, str] = {}


class Snapshot(msgspec.Struct, frozen=True):
    """A study as registered. ``outcomes`` has a list a level; the parts stand in the order of the record."""

    title: str
    fields: Mapping[str, str]
    outcomes: Mapping[str, tuple[Part, ...]]
    parts: Mapping[str, tuple[Part, ...]]


class _PartsField(msgspec.Struct, frozen=True):
    """A kind of parts: how they are reached, the properties of their text, and those of their details."""

    reached_by: Property
    text: tuple[str, ...] = (_LABEL,)
    details: Mapping[str, str] = {}


_PARTS: Final[Mapping[str, _PartsField]] = {
    "arm": _PartsField(
        Property.HAS_ARM,
        details={
            "type": TKG + Property.ARM_TYPE,
            "description": _DESCRIPTION,
            "interventions": TKG + Property.USES_INTERVENTION,
        },
    ),
    "intervention": _PartsField(
        Property.HAS_INTERVENTION,
        details={
            "type": TKG + Property.INTERVENTION_TYPE,
            "description": _DESCRIPTION,
            "other names": TKG + Property.OTHER_NAME,
        },
    ),
    "condition": _PartsField(Property.HAS_CONDITION),
    "sponsor": _PartsField(Property.LEAD_SPONSOR, details={"class": TKG + Property.ORGANIZATION_CLASS}),
    "collaborator": _PartsField(Property.COLLABORATOR, details={"class": TKG + Property.ORGANIZATION_CLASS}),
    "responsible organization": _PartsField(Property.RESPONSIBLE_PARTY),
    "identifier": _PartsField(
        Property.HAS_IDENTIFIER,
        details={"type": TKG + Property.IDENTIFIER_TYPE, "issuer": TKG + Property.ISSUER},
    ),
    "site": _PartsField(
        Property.HAS_SITE,
        text=tuple(
            TKG + name for name in (Property.FACILITY, Property.CITY, Property.STATE, Property.COUNTRY)
        ),
        details={"status": TKG + Property.SITE_STATUS, "postal code": TKG + Property.POSTAL_CODE},
    ),
}
_OUTCOME_DETAILS = {"time frame": TKG + Property.TIME_FRAME, "description": _DESCRIPTION}
_LEVELS: Final = {TKG + level: level.name.lower() for level in OutcomeLevel}
_CRITERIA: Final = {TKG + kind: f"{kind.name.lower()} criterion" for kind in CriterionKind}
_TYPES: Final = {
    TKG + kind: words
    for kind, words in (
        *((kind, kind.name.lower().replace("_", " ")) for kind in StudyType),
        (Class.PATIENT_REGISTRY, "patient registry"),
    )
}


def snapshot_of(iri: str, ntriples: bytes) -> Snapshot:
    """What the N-Triples of a study's document say of it."""
    said: dict[str, dict[str, list[str]]] = {}
    for triple in ox.parse(ntriples, ox.RdfFormat.N_TRIPLES):
        node = said.setdefault(_text(triple.subject), {})
        node.setdefault(triple.predicate.value, []).append(_text(triple.object))
    study = said.get(iri, {})
    parts = {name: _parts(said, study, kind) for name, kind in _PARTS.items()}
    parts.update(_criteria(said, study))
    return Snapshot(
        title=" ".join(study.get(_LABEL, ())),
        fields={"type": _joined(_TYPES[each] for each in study.get(_TYPE, ()) if each in _TYPES)}
        | {name: _field(study, properties) for name, properties in FIELDS},
        outcomes=_outcomes(said, study),
        parts=parts,
    )


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _short(value: str) -> str:
    """A code by its local name, anything else as it is."""
    return value.removeprefix(TKG)


def _joined(values: Iterable[str]) -> str:
    return ", ".join(sorted(map(_short, values)))


def _field(study: Said, properties: tuple[Property, ...]) -> str:
    first, *others = (_joined(study.get(TKG + name, ())) for name in properties)
    also = " ".join(other for other in others if other)
    return f"{first} ({also})" if also else first


def _parts(said: Mapping[str, Said], study: Said, kind: _PartsField) -> tuple[Part, ...]:
    nodes = (said.get(node, {}) for node in study.get(TKG + kind.reached_by, ()))
    return tuple(_part(said, node, kind) for node in sorted(nodes, key=_position))


def _part(said: Mapping[str, Said], node: Said, kind: _PartsField) -> Part:
    text = ", ".join(part for name in kind.text for part in node.get(name, ()))
    details = {
        name: ", ".join(sorted(_label(said, value) for value in node.get(property_, ())))
        for name, property_ in kind.details.items()
    }
    return Part(text, details)


def _label(said: Mapping[str, Said], value: str) -> str:
    """A part by its label, a code by its local name."""
    return next(iter(said.get(value, {}).get(_LABEL, ())), _short(value))


def _position(node: Said) -> tuple[int, str]:
    """The place in the list of the record; parts without one go by their label."""
    position = next(iter(node.get(TKG + Property.POSITION, ())), "")
    return int(position) if position.isdigit() else 0, " ".join(node.get(_LABEL, ()))


def _outcomes(said: Mapping[str, Said], study: Said) -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Said]] = {level: [] for level in _LEVELS.values()}
    for outcome in study.get(TKG + Property.HAS_OUTCOME, ()):
        node = said.get(outcome, {})
        for type_ in node.get(_TYPE, ()):
            if type_ in _LEVELS:
                found[_LEVELS[type_]].append(node)
    kind = _PartsField(Property.HAS_OUTCOME, details=_OUTCOME_DETAILS)
    return {
        level: tuple(_part(said, node, kind) for node in sorted(nodes, key=_position))
        for level, nodes in found.items()
    }


def _criteria(said: Mapping[str, Said], study: Said) -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {name: [] for name in _CRITERIA.values()}
    for criterion in sorted(study.get(TKG + Property.HAS_CRITERION, ())):
        node = said.get(criterion, {})
        for type_ in node.get(_TYPE, ()):
            if type_ in _CRITERIA:
                found[_CRITERIA[type_]].append(Part(" ".join(node.get(_DESCRIPTION, ()))))
    return {name: tuple(parts) for name, parts in found.items()}
