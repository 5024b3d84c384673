"""A study as its page shows it, from the statements of its document alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.addresses import list_path, web_address
from trialkg.endpoint.pages.criteria import Column, columns
from trialkg.endpoint.pages.document import Part, Statements
from trialkg.endpoint.pages.outcomes import Outcomes, outcomes
from trialkg.endpoint.pages.treatments import Arm, Intervention, Uses, arm, intervention, uses
from trialkg.endpoint.pages.values import Evidence, Fact, Link, Site, Sure, evidence_of
from trialkg.vocabulary.codes import Asserter, StudyType
from trialkg.vocabulary.namespaces import DCTERMS, FOAF, RDFS, SKOS
from trialkg.vocabulary.terms import Property

_LABEL: Final = f"{RDFS}label"
_KINDS: Final = {
    StudyType.INTERVENTIONAL: "Interventional study",
    StudyType.OBSERVATIONAL: "Observational study",
    StudyType.EXPANDED_ACCESS: "Expanded access",
}
_DESIGN: Final = (
    ("Purpose", Property.PRIMARY_PURPOSE),
    ("Allocation", Property.ALLOCATION),
    ("Design", Property.INTERVENTION_MODEL),
    ("Design", Property.OBSERVATIONAL_MODEL),
    ("Perspective", Property.TIME_PERSPECTIVE),
    ("Masking", Property.MASKING),
    ("Who is masked", Property.WHO_MASKED),
)
_DATES: Final = (
    ("Start", Property.START_DATE, Property.START_DATE_TYPE),
    ("Primary completion", Property.PRIMARY_COMPLETION_DATE, Property.PRIMARY_COMPLETION_DATE_TYPE),
    ("Completion", Property.COMPLETION_DATE, Property.COMPLETION_DATE_TYPE),
    ("Last update", Property.LAST_UPDATE_POSTED_DATE, Property.LAST_UPDATE_POSTED_DATE_TYPE),
)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


class Condition(msgspec.Struct, frozen=True):
    """A condition as registered, and the descriptors it was linked to."""

    name: str
    descriptors: tuple[Sure, ...]


class Places(msgspec.Struct, frozen=True):
    """The sites of one country."""

    country: Link
    sites: tuple[str, ...]


class Citation(msgspec.Struct, frozen=True):
    """Another study that the record names as background."""

    link: Link
    evidence: Evidence | None


class StudyPage(msgspec.Struct, frozen=True):
    """What a record says of its study; relations stand apart, since other records tell of them too."""

    iri: str
    number: str
    title: str
    official_title: str
    acronym: str
    kind: str
    status: str
    status_code: str
    glance: tuple[Fact, ...]
    design: tuple[Fact, ...]
    summary: tuple[str, ...]
    description: tuple[str, ...]
    conditions: tuple[Condition, ...]
    whole_links: tuple[Sure, ...]
    keywords: tuple[str, ...]
    arms: tuple[Arm, ...]
    interventions: tuple[Intervention, ...]
    uses: tuple[Uses, ...]
    outcomes: Outcomes
    who: tuple[Fact, ...]
    columns: tuple[Column, ...]
    places: tuple[Places, ...]
    citations: tuple[Citation, ...]
    identifiers: tuple[Fact, ...]
    source: tuple[Fact, ...]
    registry_page: str
    elsewhere: tuple[str, ...]

    @property
    def site_count(self) -> int:
        """How many sites there are."""
        return sum(len(place.sites) for place in self.places)


def study_page(statements: Statements, iri: str, site: Site) -> StudyPage:
    """The page of a study from its document."""
    study = statements.part(iri)
    number = study.text(f"{DCTERMS}identifier") or iri.removeprefix(site.base)
    title = study.text(_LABEL) or number
    official = study.text(Property.OFFICIAL_TITLE)
    return StudyPage(
        iri=iri,
        number=number,
        title=title,
        official_title=official if official != title else "",
        acronym=study.text(Property.ACRONYM),
        kind=next((name for kind, name in _KINDS.items() if study.has_type(kind)), "Study"),
        status=site.codes(study, Property.STATUS),
        status_code=_local(study.text(Property.STATUS)),
        glance=tuple(_glance(study, site)),
        design=tuple(_design(study, site)),
        summary=_paragraphs(study.text(Property.BRIEF_SUMMARY)),
        description=_paragraphs(study.text(Property.DETAILED_DESCRIPTION)),
        conditions=tuple(_conditions(study, site)),
        whole_links=tuple(_whole_links(study, site)),
        keywords=tuple(study.texts(Property.KEYWORD)),
        arms=tuple(arm(part, site) for part in study.parts(Property.HAS_ARM)),
        interventions=tuple(intervention(part, site) for part in study.parts(Property.HAS_INTERVENTION)),
        uses=tuple(uses(study, site)),
        outcomes=outcomes(study, site),
        who=tuple(_who(study, site)),
        columns=columns(study, site),
        places=tuple(_places(study)),
        citations=tuple(_citation(part, site) for part in study.parts(Property.HAS_CITATION)),
        identifiers=tuple(_identifiers(study, site)),
        source=tuple(_source(study)),
        registry_page=next(filter(None, map(web_address, study.texts(f"{FOAF}page"))), ""),
        elsewhere=tuple(filter(None, map(web_address, study.texts(f"{SKOS}exactMatch")))),
    )


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _PARAGRAPH.split(text) if part.strip())


def _glance(study: Part, site: Site) -> Iterator[Fact]:
    """What a person asks first: phase, how many, when, who runs it."""
    phase = site.codes(study, Property.PHASE)
    if phase:
        yield Fact("Phase", phase)
    enrollment = study.number(Property.ENROLLMENT)
    if enrollment is not None:
        yield Fact("Participants", f"{enrollment:,.0f}", site.codes(study, Property.ENROLLMENT_TYPE))
    for label, name, kind in _DATES:
        if study.text(name):
            yield Fact(label, study.text(name), site.codes(study, kind))
    for sponsor in study.parts(Property.LEAD_SPONSOR):
        yield Fact("Sponsor", sponsor.text(_LABEL), site.codes(sponsor, Property.ORGANIZATION_CLASS))
    others = [part.text(_LABEL) for part in study.parts(Property.COLLABORATOR)]
    if others:
        yield Fact("With", ", ".join(others))


def _design(study: Part, site: Site) -> Iterator[Fact]:
    for label, name in _DESIGN:
        if study.text(name):
            yield Fact(label, site.codes(study, name))
    for label, text in (
        ("About the design", Property.INTERVENTION_MODEL_DESCRIPTION),
        ("About the masking", Property.MASKING_DESCRIPTION),
        ("Why it stopped", Property.WHY_STOPPED),
        ("Followed for", Property.TARGET_DURATION),
    ):
        if study.text(text):
            yield Fact(label, study.text(text))


def _who(study: Part, site: Site) -> Iterator[Fact]:
    """Sex, age and health of those who may take part."""
    if study.text(Property.SEX):
        yield Fact("Sex", site.codes(study, Property.SEX))
    least, most = (words.duration(study.text(name)) for name in (Property.MINIMUM_AGE, Property.MAXIMUM_AGE))
    if least or most:
        yield Fact(
            "Age", f"{least} to {most}" if least and most else f"from {least}" if least else f"to {most}"
        )
    healthy = study.text(Property.HEALTHY_VOLUNTEERS)
    if healthy:
        yield Fact("Healthy volunteers", "may take part" if healthy == "true" else "may not take part")
    if study.text(Property.STUDY_POPULATION):
        yield Fact("Population", study.text(Property.STUDY_POPULATION))


def _conditions(study: Part, site: Site) -> Iterator[Condition]:
    links: defaultdict[str, list[Part]] = defaultdict(list)
    for link in study.parts(Property.HAS_CONDITION_LINK):
        links[link.text(Property.OF_CONDITION)].append(link)
    for part in study.parts(Property.HAS_CONDITION):
        yield Condition(part.text(_LABEL), tuple(_descriptor(link, site) for link in links[part.iri]))


def _whole_links(study: Part, site: Site) -> Iterator[Sure]:
    """The descriptors of the study as a whole, which belong to no registered condition."""
    for link in study.parts(Property.HAS_CONDITION_LINK):
        if not link.text(Property.OF_CONDITION):
            yield _descriptor(link, site)


def _descriptor(link: Part, site: Site) -> Sure:
    descriptor = link.text(Property.DESCRIPTOR)
    registered = link.text(Property.ASSERTED_BY).endswith(Asserter.REGISTRY)
    label = link.text(_LABEL)
    shown = site.link(descriptor, label) if descriptor else Link(label)
    return Sure(
        Link(label or shown.label, shown.address, "as the registry derives" if registered else ""),
        None if registered else evidence_of(link),
    )


def _places(study: Part) -> Iterator[Places]:
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for part in study.parts(Property.HAS_SITE):
        named = (part.text(name) for name in (Property.FACILITY, Property.CITY, Property.STATE))
        by_country[part.text(Property.COUNTRY)].append(", ".join(_distinct(named)))
    for country, names in sorted(by_country.items()):
        address = list_path([("country", country)]) if country else ""
        yield Places(Link(country or "Country not stated", address), tuple(sorted(names)))


def _distinct(names: Iterable[str]) -> Sequence[str]:
    return list(dict.fromkeys(name for name in names if name))


def _citation(part: Part, site: Site) -> Citation:
    related = part.text(Property.RELATED_STUDY)
    name = part.text(Property.RELATED_NAME)
    number = part.text(Property.RELATED_ID)
    link = Link(number or name, site.link(related).address if related else "", name if number else "")
    return Citation(link, evidence_of(part))


def _identifiers(study: Part, site: Site) -> Iterator[Fact]:
    for alias in study.texts(Property.ALIAS_ID):
        yield Fact("Older number", alias)
    for part in study.parts(Property.HAS_IDENTIFIER):
        label = site.codes(part, Property.IDENTIFIER_TYPE) or "further number"
        yield Fact(words.capital(label), part.text(_LABEL), part.text(Property.ISSUER))


def _source(study: Part) -> Iterator[Fact]:
    """The record that all of it was read from."""
    for record in study.parts(Property.HAS_RECORD):
        for label, name in (
            ("Source", Property.SOURCE),
            ("Address", Property.SOURCE_URL),
            ("Fetched", Property.RETRIEVED),
            ("Version of the record", Property.RECORD_VERSION),
            ("Hash of its content", Property.CONTENT_HASH),
            ("Version of the mapping", Property.MAPPING_VERSION),
            ("MeSH year", Property.MESH_YEAR),
        ):
            if record.text(name):
                yield Fact(label, record.text(name))
