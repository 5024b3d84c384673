"""Studies in the words of schema.org (https://schema.org/MedicalStudy), for search engines.

Only what schema.org has a word for, and only where the two mean the same: a masking that does not say who is
masked is no blinded trial, and schema.org has no word for the phase, which stands in the short description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

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


def study_markup(iri: str, nodes: Iterable[Node]) -> Item | None:
    """A study as schema.org describes one, without a context; None for one known by reference alone."""
    parts: dict[str, Values] = {node.subject: dict(node.properties) for node in nodes}
    study = _Reader(parts, f"<{iri}>")
    kinds = study.names(f"<{RDF}type>")
    if Class.STUDY not in kinds:
        return None
    item: Item = {
        "@type": next((name for kind, name in _TYPES.items() if kind in kinds), "MedicalStudy"),
        "@id": iri,
        "name": study.text(f"<{RDFS}label>"),
        "alternateName": _other_names(study),
        "description": study.text(_tkg(Property.BRIEF_SUMMARY)),
        "disambiguatingDescription": _in_short(study, kinds),
        "identifier": study.text(f"<{DCTERMS}identifier>"),
        "url": [{"@id": page} for page in study.iris(f"<{FOAF}page>")],
        "sameAs": [{"@id": other} for other in study.iris(f"<{SKOS}exactMatch>")],
        "status": [
            {"@id": SCHEMA + name} for name in study.names(_tkg(Property.STATUS)) if name in _STATUSES
        ],
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
    """What is said of one thing, and of the things it leads to."""

    def __init__(self, things: Mapping[str, Values], subject: str) -> None:
        self._things = things
        self.subject = subject
        self._values = things.get(subject, {})

    def texts(self, predicate: str) -> list[str]:
        return [unescaped(literal(token).lexical) for token in self._values.get(predicate, ())]

    def text(self, predicate: str) -> str:
        return next(iter(self.texts(predicate)), "")

    def iris(self, predicate: str) -> list[str]:
        return [token.strip("<>") for token in self._values.get(predicate, ())]

    def names(self, predicate: str) -> list[str]:
        """The values that are terms of ours, by their local names."""
        return [iri.removeprefix(TKG) for iri in self.iris(predicate)]

    def parts(self, name: Property) -> list[_Reader]:
        return [_Reader(self._things, token) for token in self._values.get(_tkg(name), ())]


def _tkg(name: str) -> str:
    return f"<{TKG}{name}>"


def _other_names(study: _Reader) -> list[str]:
    names = (*study.texts(_tkg(Property.ACRONYM)), *study.texts(_tkg(Property.OFFICIAL_TITLE)))
    return [name for name in dict.fromkeys(names) if name != study.text(f"<{RDFS}label>")]


def _in_short(study: _Reader, kinds: list[str]) -> str:
    """The kind of study, its phase and its size, as in: phase 2 / phase 3 interventional study of 100."""
    phases = [_PHASES[Phase(name)] for name in study.names(_tkg(Property.PHASE)) if name in _PHASES]
    kind = next((text for kind, text in _KINDS.items() if kind in kinds), "study")
    people = study.text(_tkg(Property.ENROLLMENT))
    words = " ".join(filter(None, (" / ".join(phases), kind)))
    return f"{words}, participants: {people}" if people else words


def _design(study: _Reader, kinds: list[str]) -> Item:
    names = _observed(study, kinds) if StudyType.OBSERVATIONAL in kinds else _assigned(study)
    key = "studyDesign" if StudyType.OBSERVATIONAL in kinds else "trialDesign"
    return {key: [{"@id": SCHEMA + name} for name in names]}


def _assigned(study: _Reader) -> list[str]:
    masked = set(study.names(_tkg(Property.WHO_MASKED)))
    arms = {name for arm in study.parts(Property.HAS_ARM) for name in arm.names(_tkg(Property.ARM_TYPE))}
    told = (
        (Allocation.RANDOMIZED in study.names(_tkg(Property.ALLOCATION)), "RandomizedTrial"),
        (Masking.NONE in study.names(_tkg(Property.MASKING)), "OpenTrial"),
        (ArmType.PLACEBO_COMPARATOR in arms, "PlaceboControlledTrial"),
        (len(_countries(study)) > 1, "InternationalTrial"),
    )
    blinded = [name for roles, name in _BLINDED if roles <= masked][:1]
    return [*(name for holds, name in told if holds), *blinded]


def _observed(study: _Reader, kinds: list[str]) -> list[str]:
    models = study.names(_tkg(Property.OBSERVATIONAL_MODEL))
    told = (
        (ObservationalModel.COHORT in models, "CohortStudy"),
        (TimePerspective.CROSS_SECTIONAL in study.names(_tkg(Property.TIME_PERSPECTIVE)), "CrossSectional"),
        (Class.PATIENT_REGISTRY in kinds, "Registry"),
    )
    return [name for holds, name in told if holds]


def _conditions(study: _Reader) -> list[Item]:
    codes: dict[str, list[str]] = {}
    for link in study.parts(Property.HAS_CONDITION_LINK):
        for condition in link.iris(_tkg(Property.OF_CONDITION)):
            codes.setdefault(f"<{condition}>", []).extend(link.iris(_tkg(Property.DESCRIPTOR)))
    return [
        _named("MedicalCondition", part, sorted(set(codes.get(part.subject, ()))))
        for part in study.parts(Property.HAS_CONDITION)
    ]


def _intervention(part: _Reader) -> Item:
    kinds = part.names(_tkg(Property.INTERVENTION_TYPE))
    known = next((name for kind, name in _SUBJECTS.items() if kind in kinds), "MedicalEntity")
    return _named(known, part, [])


def _organization(part: _Reader) -> Item:
    person = OrganizationClass.INDIV in part.names(_tkg(Property.ORGANIZATION_CLASS))
    return _named("Person" if person else "Organization", part, [])


def _named(kind: str, part: _Reader, descriptors: list[str]) -> Item:
    item: Item = {"@type": kind, "name": part.text(f"<{RDFS}label>")}
    if descriptors:
        item["code"] = [_mesh_code(iri) for iri in descriptors]
    return item


def _mesh_code(iri: str) -> Item:
    return {"@type": "MedicalCode", "codeValue": iri.removeprefix(MESH), "codingSystem": "MeSH"}


def _countries(study: _Reader) -> list[str]:
    sites = study.parts(Property.HAS_SITE)
    return sorted({name for site in sites for name in site.texts(_tkg(Property.COUNTRY))})
