"""References between studies over the whole graph: the order of the studies does not matter."""

from __future__ import annotations

from io import BytesIO
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, build_store
from trialkg.build.families import settle_references
from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf
from trialkg.store import EmbeddedStore, updating
from trialkg.vocabulary.namespaces import DCTERMS, RDF, RDFS, STUDY, TKG, XSD


def text(number: str, *lines: str) -> tuple[str, bytes]:
    """A study in N-Triples, from lines of Turtle-like short hand: subject fragment, property, object."""
    iri = f"{STUDY}{number}"
    said = [
        f"<{iri}> <{RDF}type> <{TKG}Study> .",
        f'<{iri}> <{DCTERMS}identifier> "{number}" .',
        f'<{iri}> <{RDFS}label> "Title of {number}" .',
    ]
    for line in lines:
        fragment, name, value = line.split(" ", 2)
        subject = f"{iri}#{fragment}" if fragment != "-" else iri
        object_ = value.replace("<#", f"<{iri}#").replace("<tkg:", f"<{TKG}").replace("<study:", f"<{STUDY}")
        said.append(f"<{subject}> <{RDF if name == 'type' else TKG}{name}> {object_} .")
    return iri, ("\n".join(said) + "\n").encode()


def relation(fragment: str, kind: str, *said: str) -> list[str]:
    return [
        f"- hasRelation <#{fragment}>",
        f"{fragment} type <tkg:StudyRelation>",
        f"{fragment} relationType <tkg:{kind}>",
        f'{fragment} confidence "0.9"^^<{XSD}decimal>',
        *(f"{fragment} {each}" for each in said),
    ]


def numbered(number: str, kind: str, *said: str) -> list[str]:
    """A relation to a study whose number is printed, as mapping writes it."""
    about = (f'relatedId "{number}"', f"relatedStudy <study:{number}>", *said)
    return [f"- {kind} <study:{number}>", *relation(f"relation-{number}", kind, *about)]


PARENT = text("NCT00000001", '- acronym "SONIA"', '- nameKey "sonia"', '- nameKey "eu201700233423"')
CHILD = text(
    "NCT00000002",
    '- nameKey "sonimage"',
    *numbered("NCT00000001", "substudyOf", 'relatedName "SONIA"'),
    *relation("relation-impact-mbc", "usesCohortOf", 'relatedName "IMPACT-MBC"'),
    *relation("relation-et-transcan", "usesCohortOf", 'relatedName "ET-TRANSCAN"'),
    "- hasCriterion <#criterion-exclusion-1>",
    "criterion-exclusion-1 type <tkg:Criterion>",
    "criterion-exclusion-1 refersTo <#reference-sonia>",
    "reference-sonia type <tkg:StudyReference>",
    'reference-sonia relatedName "SONIA"',
)
COHORT = text("NCT00000003", '- nameKey "impactmbc"', *numbered("NCT00000009", "extensionOf"))
SISTER = text(
    "NCT00000004",
    *relation("relation-2017-002334-23", "seriesOf", 'relatedId "2017-002334-23"'),
    *numbered("NCT00000008", "followUpOf"),
)
NAMESAKE = text("NCT00000005", '- nameKey "sonimage"', '- nameKey "nct00000008"')
SUMMARY = "This imaging side study runs within the MAIN trial (NCT99990002)."
FAMILY = (PARENT, CHILD, COHORT, SISTER, NAMESAKE)


def build(folder: Path, *groups: tuple[tuple[str, bytes], ...]) -> EmbeddedStore:
    """A store in which each group of studies was built after the one before."""
    for studies in groups:
        with updating(folder) as update:
            for iri, _ in studies:
                if update.has_study(iri):
                    update.remove_study(iri)
            update.load(BytesIO(b"".join(said for _, said in studies)))
            settle_references(update.references, STUDY)
            update.set_vocabulary(b"")
            update.commit(version="1", mapping_version="2", base=STUDY)
    return EmbeddedStore.open(folder)


def exported(store: EmbeddedStore) -> bytes:
    out = BytesIO()
    iris = sorted((*store.studies(), *store.unresolved_studies()))
    write_rdf(((iri, store.study_ntriples(iri)) for iri in iris), out, RdfFormat.NQUADS)
    return out.getvalue()


def objects(store: EmbeddedStore, subject: str, name: str) -> list[str]:
    node = ox.NamedNode(STUDY + subject)
    found = [quad.object for quad in store.graph.quads_for_pattern(node, ox.NamedNode(TKG + name), None)]
    return sorted(each.value.removeprefix(STUDY) for each in found if not isinstance(each, ox.Triple))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return build(tmp_path_factory.mktemp("whole") / "store", FAMILY)


@pytest.mark.parametrize("order", list(permutations(range(len(FAMILY))))[::23])
def test_studies_built_one_by_one_in_any_order_give_the_same_bytes(
    tmp_path: Path, whole: EmbeddedStore, order: tuple[int, ...]
) -> None:
    alone = build(tmp_path / "store", *((FAMILY[number],) for number in order))
    assert exported(alone) == exported(whole)
    assert len(alone.graph) == len(whole.graph)


def test_a_name_finds_the_one_study_that_bears_it(whole: EmbeddedStore) -> None:
    assert objects(whole, "NCT00000002", "usesCohortOf") == ["NCT00000003"]
    assert objects(whole, "NCT00000002#relation-impact-mbc", "relatedStudy") == ["NCT00000003"]
    assert objects(whole, "NCT00000002#relation-impact-mbc", "resolvedBy") == ["acronym"]


def test_a_name_that_no_study_bears_stays_a_name(whole: EmbeddedStore) -> None:
    assert objects(whole, "NCT00000002#relation-et-transcan", "relatedStudy") == []
    assert objects(whole, "NCT00000002#relation-et-transcan", "relatedName") == ["ET-TRANSCAN"]


def test_a_number_of_another_registry_finds_its_study(whole: EmbeddedStore) -> None:
    assert objects(whole, "NCT00000004", "seriesOf") == ["NCT00000001"]
    assert objects(whole, "NCT00000004#relation-2017-002334-23", "resolvedBy") == ["identifier"]


def test_an_older_number_finds_the_study_by_its_alias(whole: EmbeddedStore) -> None:
    assert objects(whole, "NCT00000004", "followUpOf") == ["NCT00000005"]
    assert objects(whole, "NCT00000004#relation-NCT00000008", "resolvedBy") == ["alias"]


def test_a_criterion_points_to_the_parent_it_refers_to(whole: EmbeddedStore) -> None:
    assert objects(whole, "NCT00000002#reference-sonia", "relatedStudy") == ["NCT00000001"]


def test_a_study_that_is_missing_is_a_named_stub_and_no_study(whole: EmbeddedStore) -> None:
    assert whole.unresolved_studies() == [f"{STUDY}NCT00000009"]
    assert whole.studies() == [iri for iri, _ in FAMILY]
    assert whole.manifest.studies == len(FAMILY)


def test_a_stub_bears_its_number_and_the_names_printed_beside_it(tmp_path: Path) -> None:
    store = build(tmp_path / "store", (CHILD,))
    stub = store.study_ntriples(f"{STUDY}NCT00000001").decode()
    for said in (
        "UnresolvedStudy>",
        'label> "NCT00000001"',
        'identifier> "NCT00000001"',
        'altLabel> "SONIA"',
    ):
        assert said in stub


@pytest.mark.parametrize("label", ["A title", "NCT00000009"])
def test_a_stub_is_gone_when_the_study_arrives(tmp_path: Path, label: str) -> None:
    iri, said = text("NCT00000009")
    arrived = (iri, said.replace(b"Title of NCT00000009", label.encode()))
    store = build(tmp_path / "store", (COHORT,), (arrived,))
    assert store.unresolved_studies() == []
    assert store.study_ntriples(iri) == b"".join(sorted(arrived[1].splitlines(keepends=True)))


def test_a_name_is_withdrawn_when_a_second_study_bears_it(tmp_path: Path) -> None:
    rival = text("NCT00000006", '- nameKey "impactmbc"')
    store = build(tmp_path / "store", (CHILD, COHORT), (rival,))
    assert objects(store, "NCT00000002", "usesCohortOf") == []
    assert objects(store, "NCT00000002#relation-impact-mbc", "resolvedBy") == []
    assert exported(store) == exported(build(tmp_path / "other", (rival, COHORT, CHILD)))


def test_a_name_is_withdrawn_when_its_study_no_longer_bears_it(tmp_path: Path) -> None:
    renamed = text("NCT00000003")
    store = build(tmp_path / "store", (CHILD, COHORT), (renamed,))
    assert objects(store, "NCT00000002", "usesCohortOf") == []


def test_a_second_build_of_the_same_changes_nothing(tmp_path: Path, whole: EmbeddedStore) -> None:
    assert exported(build(tmp_path / "store", FAMILY, FAMILY, (CHILD,))) == exported(whole)


def test_only_the_stubs_that_some_studies_refer_to_go_with_them(whole: EmbeddedStore) -> None:
    assert whole.unresolved_studies([f"{STUDY}NCT00000003"]) == [f"{STUDY}NCT00000009"]
    assert whole.unresolved_studies([f"{STUDY}NCT00000002"]) == []


def test_a_build_of_records_names_the_parent_that_is_missing(tmp_path: Path) -> None:
    child = record(1, descriptionModule={"briefSummary": SUMMARY})
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", child)], store, BuildOptions(profile=None))
    assert EmbeddedStore.open(store).unresolved_studies() == [f"{STUDY}NCT99990002"]
    build_store([write_ndjson(tmp_path / "b.ndjson", record(2))], store, BuildOptions(profile=None))
    assert EmbeddedStore.open(store).unresolved_studies() == []
