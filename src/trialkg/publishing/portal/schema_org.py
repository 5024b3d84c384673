"""Studies in the words of schema.org (https://schema.org/MedicalStudy), for search engines.

Only what schema.org has a word for, and only where the two mean the same: a masking that does not say who is
masked is no blinded trial, and schema.org has no word for the phase, which stands in the short description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from trialkg.publishing.documents import Node
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    InterventionType,
    MaskedRole,
    Masking,
    ObservationalModel,
    OrganizationClass,
    Phase,
    RecruitmentStatus,
    StudyType,
    TimePerspective,
)
from trialkg.vocabulary.namespaces import DCTERMS, FOAF, MESH, RDF, RDFS, SCHEMA, SKOS, TKG
from trialkg.vocabulary.terms import Class, Property

CONTEXT: Final = {"@vocab": SCHEMA}

Item = dict[str, Any]
Values = Mapping[str, list[str]]

_TYPES: Final = {
    StudyType.INTERVENTIONAL: "MedicalTrial",
    StudyType.OBSERVATIONAL: "MedicalObservationalStudy",
}
_KINDS: Final = {
    StudyType.INTERVENTIONAL: "interventional study",
    StudyType.OBSERVATIONAL: "observational study",
    StudyType.EXPANDED_ACCESS: "expanded access",
}
_STATUSES: Final = frozenset(
    (
        RecruitmentStatus.NOT_YET_RECRUITING,
        RecruitmentStatus.RECRUITING,
        RecruitmentStatus.ENROLLING_BY_INVITATION,
        RecruitmentStatus.ACTIVE_NOT_RECRUITING,
        RecruitmentStatus.SUSPENDED,
        RecruitmentStatus.TERMINATED,
        RecruitmentStatus.COMPLETED,
        RecruitmentStatus.WITHDRAWN,
    )
)
"""The statuses that schema.org's MedicalStudyStatus has too, by the same names."""

_PHASES: Final = {
    Phase.EARLY_PHASE1: "early phase 1",
    Phase.PHASE1: "phase 1",
    Phase.PHASE2: "phase 2",
    Phase.PHASE3: "phase 3",
    Phase.PHASE4: "phase 4",
}
_SUBJECTS: Final = {
    InterventionType.DRUG: "Drug",
    InterventionType.DEVICE: "MedicalDevice",
    InterventionType.PROCEDURE: "MedicalProcedure",
    InterventionType.DIETARY_SUPPLEMENT: "DietarySupplement",
    InterventionType.DIAGNOSTIC_TEST: "MedicalTest",
}
_BLINDED: Final = (
    ({MaskedRole.PARTICIPANT, MaskedRole.CARE_PROVIDER, MaskedRole.INVESTIGATOR}, "TripleBlindedTrial"),
    ({MaskedRole.PARTICIPANT, MaskedRole.INVESTIGATOR}, "DoubleBlindedTrial"),
    ({MaskedRole.PARTICIPANT}, "SingleBlindedTrial"),
)
"""Who does not know the assignment, by schema.org's definitions, the widest first."""


class Described(Protocol):
    """A thing and what is said of it, by properties: those of the ontology by local name, others in full."""

    @property
    def iri(self) -> str:
        """Its IRI."""
        ...

    def texts(self, name: str) -> list[str]:
        """All values of a property: what literals say, and IRIs."""
        ...

    def parts(self, name: str) -> Sequence[Described]:
        """The things that a property leads to."""
        ...


def study_markup(iri: str, nodes: Iterable[Node]) -> Item | None:
    """A study as schema.org describes one, without a context; None for one known by reference alone."""
    parts: dict[str, Values] = {node.subject: dict(node.properties) for node in nodes}
    study = _Reader(parts, f"<{iri}>")
    return described_markup(study) if Class.STUDY in _names(study, f"{RDF}type") else None


def described_markup(study: Described) -> Item:
    """A study that is described, as schema.org describes one, without a context."""
    kinds = _names(study, f"{RDF}type")
    item: Item = {
        "@type": next((name for kind, name in _TYPES.items() if kind in kinds), "MedicalStudy"),
        "@id": study.iri,
        "name": _text(study, f"{RDFS}label"),
        "alternateName": _other_names(study),
        "description": _text(study, Property.BRIEF_SUMMARY),
        "disambiguatingDescription": _in_short(study, kinds),
        "identifier": _text(study, f"{DCTERMS}identifier"),
        "url": [{"@id": page} for page in study.texts(f"{FOAF}page")],
        "sameAs": [{"@id": other} for other in study.texts(f"{SKOS}exactMatch")],
        "status": [{"@id": SCHEMA + name} for name in _names(study, Property.STATUS) if name in _STATUSES],
        **_design(study, kinds),
        "healthCondition": _conditions(study),
        "studySubject": [_intervention(part) for part in study.parts(Property.HAS_INTERVENTION)],
        "sponsor": [
            _organization(part)
            for name in (Property.LEAD_SPONSOR, Property.COLLABORATOR)
            for part in study.parts(name)
        ],
        "studyLocation": [{"@type": "Country", "name": name} for name in _countries(study)],
    }
    return {key: _single(value) for key, value in item.items() if value}


def _single(value: Any) -> Any:
    """One value by itself: search engines expect no list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def script_safe(text: str) -> str:
    """JSON that may stand in a page's ``script`` whatever its texts say: none can end the element."""
    return text.replace("<", r"\u003c")


class _Reader:
    """What N-Triples tokens say of one thing, and of the things it leads to."""

    def __init__(self, things: Mapping[str, Values], subject: str) -> None:
        self._things = things
        self._values = things.get(subject, {})
        self.iri = subject.strip("<>")

    def texts(self, name: str) -> list[str]:
        return [_said(token) for token in self._tokens(name)]

    def parts(self, name: str) -> Sequence[_Reader]:
        return [_Reader(self._things, token) for token in self._tokens(name)]

    def _tokens(self, name: str) -> Sequence[str]:
        return self._values.get(f"<{name}>" if ":" in name else f"<{TKG}{name}>", ())


def _said(token: str) -> str:
    return token.strip("<>") if token.startswith("<") else unescaped(literal(token).lexical)


def _text(thing: Described, name: str) -> str:
    return next(iter(thing.texts(name)), "")


def _names(thing: Described, name: str) -> list[str]:
    """The values that are terms of ours, by their local names."""
    return [iri.removeprefix(TKG) for iri in thing.texts(name)]


def _other_names(study: Described) -> list[str]:
    names = (*study.texts(Property.ACRONYM), *study.texts(Property.OFFICIAL_TITLE))
    return [name for name in dict.fromkeys(names) if name != _text(study, f"{RDFS}label")]


def _in_short(study: Described, kinds: list[str]) -> str:
    """The kind of study, its phase and its size, as in: phase 2 / phase 3 interventional study of 100."""
    phases = [_PHASES[Phase(name)] for name in _names(study, Property.PHASE) if name in _PHASES]
    kind = next((text for kind, text in _KINDS.items() if kind in kinds), "study")
    people = _text(study, Property.ENROLLMENT)
    words = " ".join(filter(None, (" / ".join(phases), kind)))
    return f"{words}, participants: {people}" if people else words


def _design(study: Described, kinds: list[str]) -> Item:
    names = _observed(study, kinds) if StudyType.OBSERVATIONAL in kinds else _assigned(study)
    key = "studyDesign" if StudyType.OBSERVATIONAL in kinds else "trialDesign"
    return {key: [{"@id": SCHEMA + name} for name in names]}


def _assigned(study: Described) -> list[str]:
    masked = set(_names(study, Property.WHO_MASKED))
    arms = {name for arm in study.parts(Property.HAS_ARM) for name in _names(arm, Property.ARM_TYPE)}
    told = (
        (Allocation.RANDOMIZED in _names(study, Property.ALLOCATION), "RandomizedTrial"),
        (Masking.NONE in _names(study, Property.MASKING), "OpenTrial"),
        (ArmType.PLACEBO_COMPARATOR in arms, "PlaceboControlledTrial"),
        (len(_countries(study)) > 1, "InternationalTrial"),
    )
    blinded = [name for roles, name in _BLINDED if roles <= masked][:1]
    return [*(name for holds, name in told if holds), *blinded]


def _observed(study: Described, kinds: list[str]) -> list[str]:
    models = _names(study, Property.OBSERVATIONAL_MODEL)
    told = (
        (ObservationalModel.COHORT in models, "CohortStudy"),
        (TimePerspective.CROSS_SECTIONAL in _names(study, Property.TIME_PERSPECTIVE), "CrossSectional"),
        (Class.PATIENT_REGISTRY in kinds, "Registry"),
    )
    return [name for holds, name in told if holds]


def _conditions(study: Described) -> list[Item]:
    codes: dict[str, list[str]] = {}
    for link in study.parts(Property.HAS_CONDITION_LINK):
        for condition in link.texts(Property.OF_CONDITION):
            codes.setdefault(condition, []).extend(link.texts(Property.DESCRIPTOR))
    return [
        _named("MedicalCondition", part, sorted(set(codes.get(part.iri, ()))))
        for part in study.parts(Property.HAS_CONDITION)
    ]


def _intervention(part: Described) -> Item:
    kinds = _names(part, Property.INTERVENTION_TYPE)
    known = next((name for kind, name in _SUBJECTS.items() if kind in kinds), "MedicalEntity")
    return _named(known, part, [])


def _organization(part: Described) -> Item:
    person = OrganizationClass.INDIV in _names(part, Property.ORGANIZATION_CLASS)
    return _named("Person" if person else "Organization", part, [])


def _named(kind: str, part: Described, descriptors: list[str]) -> Item:
    item: Item = {"@type": kind, "name": _text(part, f"{RDFS}label")}
    if descriptors:
        item["code"] = [_mesh_code(iri) for iri in descriptors]
    return item


def _mesh_code(iri: str) -> Item:
    return {"@type": "MedicalCode", "codeValue": iri.removeprefix(MESH), "codingSystem": "MeSH"}


def _countries(study: Described) -> list[str]:
    sites = study.parts(Property.HAS_SITE)
    return sorted({name for site in sites for name in site.texts(Property.COUNTRY)})
