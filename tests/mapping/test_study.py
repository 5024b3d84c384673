from __future__ import annotations

import msgspec
import pyoxigraph as ox
from tests.samples import IMAGING_STUDY, READING

from trialkg.linking import Linker, Links, link_study
from trialkg.mapping import map_study
from trialkg.store.documents import study_quads
from trialkg.study import Dates, DerivedTerm, Outcome, RegistryDate, Site, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.namespaces import CONCEPT, RDF, TKG

RDF_TYPE = ox.NamedNode(f"{RDF}type")
IRI = "https://w3id.org/trialkg/study/NCT99999901"


def graph_of(study: Study, base: str = "https://w3id.org/trialkg/study/") -> ox.Store:
    store = ox.Store()
    links = link_study(study, Linker(load_terminology()))
    store.load(map_study(study, links, base).text, ox.RdfFormat.N_TRIPLES)
    return store


def objects(store: ox.Store, subject: str, name: str) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(TKG + name), None)
    return {quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple)}


def test_every_part_of_a_study_is_reached_from_it() -> None:
    store = graph_of(IMAGING_STUDY)
    assert set(study_quads(store, IRI)) == set(store)


def test_no_triple_has_a_blank_node() -> None:
    for quad in graph_of(IMAGING_STUDY):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_equal_studies_give_equal_bytes() -> None:
    links = link_study(IMAGING_STUDY, Linker(load_terminology()))
    again = msgspec.json.decode(msgspec.json.encode(IMAGING_STUDY), type=Study)
    assert map_study(IMAGING_STUDY, links).text == map_study(again, links).text


def test_no_statement_is_written_twice() -> None:
    lines = map_study(IMAGING_STUDY, Links()).text.splitlines()
    assert len(lines) == len(set(lines))


def test_a_portal_can_mint_iris_of_its_own() -> None:
    store = graph_of(IMAGING_STUDY, "https://portal.example/trial/")
    assert all(
        quad.subject.value.startswith("https://portal.example/trial/NCT99999901")
        for quad in store
        if isinstance(quad.subject, ox.NamedNode)
    )


def test_codes_become_individuals_of_the_ontology() -> None:
    store = graph_of(IMAGING_STUDY)
    assert objects(store, IRI, "status") == {f"{TKG}Recruiting"}
    assert objects(store, IRI, "phase") == {f"{TKG}PhaseNotApplicable"}
    assert objects(store, IRI, "enrollmentType") == {f"{TKG}Planned"}


def test_an_age_is_written_as_registered_and_in_days() -> None:
    store = graph_of(IMAGING_STUDY)
    assert objects(store, IRI, "minimumAge") == {"P18Y"}
    assert objects(store, IRI, "minimumAgeDays") == {"6574.5"}


def test_a_study_without_a_title_is_labelled_by_its_number() -> None:
    text = map_study(Study(registry_id="NCT99999903", reading=READING), Links()).text.decode()
    assert '<http://www.w3.org/2000/01/rdf-schema#label> "NCT99999903" .' in text
    assert "briefTitle" not in text


def test_a_date_outside_the_calendar_is_a_finding_and_no_triple() -> None:
    study = Study(
        registry_id="NCT99999903", reading=READING, dates=Dates(start=RegistryDate(date="2015-13-40"))
    )
    mapped = map_study(study, Links())
    assert [(each.path, each.value) for each in mapped.findings] == [("dates.start", "2015-13-40")]
    assert b"2015-13-40" not in mapped.text


def test_outcomes_are_counted_within_their_level() -> None:
    study = Study(
        registry_id="NCT99999903",
        reading=READING,
        outcomes=(
            Outcome(level=OutcomeLevel.PRIMARY, measure="a"),
            Outcome(level=OutcomeLevel.SECONDARY, measure="b"),
            Outcome(level=OutcomeLevel.SECONDARY, measure="c"),
        ),
    )
    store = graph_of(study)
    iri = "https://w3id.org/trialkg/study/NCT99999903"
    assert objects(store, iri, "hasOutcome") == {
        f"{iri}#outcome-primary-1",
        f"{iri}#outcome-secondary-1",
        f"{iri}#outcome-secondary-2",
    }


def test_two_sites_of_one_name_stay_two() -> None:
    sites = tuple(
        Site(facility="Research Site", city="Paris", postal_code=code) for code in ("75001", "75002")
    )
    study = Study(registry_id="NCT99999903", reading=READING, sites=sites)
    found = objects(graph_of(study), "https://w3id.org/trialkg/study/NCT99999903", "hasSite")
    assert len(found) == 2


def test_an_id_that_is_no_iri_segment_is_encoded_not_broken() -> None:
    text = map_study(Study(registry_id='ID "1> .', reading=READING), Links()).text
    assert len(list(ox.parse(text, ox.RdfFormat.N_TRIPLES))) == text.count(b"\n")


def test_the_other_study_is_never_a_subject() -> None:
    store = graph_of(IMAGING_STUDY)
    assert objects(store, IRI, "substudyOf") == {"https://w3id.org/trialkg/study/NCT99999902"}
    other = ox.NamedNode("https://w3id.org/trialkg/study/NCT99999902")
    assert not list(store.quads_for_pattern(other, None, None))


def test_an_inferred_link_carries_its_evidence() -> None:
    store = graph_of(IMAGING_STUDY)
    part = f"{IRI}#relation-NCT99999902"
    assert objects(store, part, "evidence") == {
        "This imaging side study runs within the MAIN trial (NCT99999902)."
    }
    assert objects(store, part, "evidenceField") == {"briefSummary"}
    assert objects(store, part, "method") == {"cue"}
    assert objects(store, part, "relatedId") == {"NCT99999902"}


def test_a_derived_id_that_is_no_mesh_id_is_a_finding_and_breaks_no_file() -> None:
    study = Study(
        registry_id="NCT99999903",
        reading=READING,
        condition_terms=(DerivedTerm(label="Odd", descriptor="D00> <http://example.org/x> <y"),),
    )
    mapped = map_study(study, link_study(study, Linker(load_terminology())))
    assert [(each.value, each.reason) for each in mapped.findings] == [
        ("D00> <http://example.org/x> <y", "is no MeSH id")
    ]
    assert len(list(ox.parse(mapped.text, ox.RdfFormat.N_TRIPLES))) == mapped.text.count(b"\n")
    assert b'label> "Odd"' in mapped.text


def test_names_and_numbers_are_written_as_they_are_compared() -> None:
    study = msgspec.structs.replace(IMAGING_STUDY, acronym="IMG-2", aliases=("NCT99999900",))
    assert objects(graph_of(study), IRI, "nameKey") == {"img2", "nct99999900", "2025/17"}


def test_what_an_outcome_measures_stands_on_it_and_on_a_link_with_its_evidence() -> None:
    outcome = Outcome(
        level=OutcomeLevel.SECONDARY,
        measure="Progression-free survival",
        description="By RECIST 1.1, from entry to progression or death",
    )
    store = graph_of(Study(registry_id="NCT99999903", reading=READING, outcomes=(outcome,)))
    part = "https://w3id.org/trialkg/study/NCT99999903#outcome-secondary-1"
    assert objects(store, part, "measures") == {f"{CONCEPT}PFS"}
    assert objects(store, part, "instrument") == {f"{CONCEPT}RECIST-1.1"}
    assert objects(store, part, "countsEvent") == {f"{CONCEPT}progression", f"{CONCEPT}death"}
    assert objects(store, part, "hasOutcomeLink") == {
        f"{part}-link-{name}" for name in ("PFS", "RECIST-1.1", "progression", "death")
    }
    assert objects(store, f"{part}-link-PFS", "concept") == {f"{CONCEPT}PFS"}
    assert objects(store, f"{part}-link-PFS", "evidence") == {"Progression-free survival"}
    assert objects(store, f"{part}-link-PFS", "evidenceField") == {"outcomes[1].measure"}
    assert objects(store, f"{part}-link-PFS", "method") == {"exact"}


def test_objectives_are_marked_as_such_and_counted_within_their_level() -> None:
    text = (
        "The main objective of the study is to compare pain. Secondary objectives are: 1. To see. 2. To hear."
    )
    store = graph_of(Study(registry_id="NCT99999903", reading=READING, brief_summary=text))
    iri = "https://w3id.org/trialkg/study/NCT99999903"
    assert objects(store, iri, "hasObjective") == {
        f"{iri}#objective-primary-1",
        f"{iri}#objective-secondary-1",
        f"{iri}#objective-secondary-2",
    }
    kinds = {
        quad.object.value
        for quad in store.quads_for_pattern(ox.NamedNode(f"{iri}#objective-primary-1"), RDF_TYPE, None)
        if isinstance(quad.object, ox.NamedNode)
    }
    assert kinds == {f"{TKG}Objective", f"{TKG}PrimaryObjective"}
    assert objects(store, f"{iri}#objective-primary-1", "measures") == {f"{CONCEPT}pain"}
    assert objects(store, iri, "hasOutcome") == set()
