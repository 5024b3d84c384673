"""The catalogue of a store: read from its graph once, in the order of its properties."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Final

import pyoxigraph as ox

from trialkg.endpoint.pages.catalogue import FORMAT, Facet, key
from trialkg.endpoint.pages.vocabulary import Vocabulary
from trialkg.resources import queries_folder
from trialkg.store import EmbeddedStore
from trialkg.vocabulary.codes import Role, StudyType
from trialkg.vocabulary.namespaces import DCTERMS, RDF, TKG
from trialkg.vocabulary.terms import Property

_DEFAULT: Final = ox.DefaultGraph()
ROLES: Final = tuple(Role)
"""The parts a concept can play, the highest first: their rank is their place here."""

Values = defaultdict[str, list[str]]


def write_catalogue(store: EmbeddedStore, vocabulary: Vocabulary, database: sqlite3.Connection) -> None:
    """Write the catalogue of all studies of a store. Takes some ten seconds for 50,000 of them."""
    database.executescript(resources.files(__package__).joinpath("catalogue.sql").read_text("utf-8"))
    graph = store.graph
    ids = _write_studies(database, graph, store.studies(), store.manifest.base)
    upwards = cache(vocabulary.upwards)
    for facet, property_, above in (
        (Facet.CONDITION, Property.STUDIES_CONDITION, upwards),
        (Facet.CONCEPT, Property.STUDIES_CONCEPT, upwards),
        (Facet.PHASE, Property.PHASE, None),
        (Facet.STATUS, Property.STATUS, None),
    ):
        _write_facet(database, facet, _numbered(_by_study(graph, TKG + property_, ids), ids), above)
    _write_facet(database, Facet.COUNTRY, _numbered(_countries(graph, ids), ids))
    _write_parts(database, graph, ids, upwards)
    _write_terms(database, vocabulary)
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.commit()


def related_studies(store: EmbeddedStore) -> frozenset[str]:
    """The IRIs of the studies that have a relation to another, whichever record says it."""
    found = set()
    related = ox.NamedNode(TKG + Property.RELATED_STUDY)
    for quad in store.graph.quads_for_pattern(None, related, None, _DEFAULT):
        found |= {_value(quad.subject).partition("#")[0], _value(quad.object)}
    relations = store.graph.quads_for_pattern(None, ox.NamedNode(TKG + Property.HAS_RELATION), None, _DEFAULT)
    return frozenset(found | {_value(quad.subject) for quad in relations})


def _write_studies(
    database: sqlite3.Connection, graph: ox.Store, studies: list[str], base: str
) -> dict[str, int]:
    """A row for each study, the latest to start first; returns their places in that order."""
    known = set(studies)
    said = {name: _by_study(graph, iri, known) for name, iri in _READ.items()}
    kinds = {iri: TKG + each for each in StudyType for iri in _of_class(graph, TKG + each)}
    starts = {iri: min(values) for iri, values in said[Property.START_DATE].items()}
    # Sorted twice, since a sort keeps the order of what is equal: by number, then by start.
    ordered = sorted(sorted(studies), key=lambda iri: starts.get(iri, ""), reverse=True)
    ids = {iri: id_ for id_, iri in enumerate(ordered, 1)}
    for iri, id_ in ids.items():
        own = {name: sorted(values[iri]) for name, values in said.items() if iri in values}
        number = _first(own, "number") or iri.removeprefix(base)
        _write_study(database, id_, number, kinds.get(iri, ""), own)
    database.execute("CREATE INDEX alias_key ON alias (key)")
    return ids


def _write_study(
    database: sqlite3.Connection, id_: int, number: str, kind: str, own: dict[str, list[str]]
) -> None:
    brief, acronym, official = (_first(own, name) for name in _TITLES)
    enrollment = _first(own, Property.ENROLLMENT)
    title = brief or acronym or official or number
    people = int(enrollment) if enrollment.isdecimal() else None
    status, phase = _first(own, Property.STATUS), " ".join(own.get(Property.PHASE, []))
    row = (id_, number, title, acronym, kind, status, phase, people, _first(own, Property.START_DATE))
    database.execute("INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    names = [*own.get(Property.ALIAS_ID, []), *own.get(Property.NAME_KEY, [])]
    keys = {key(name) for name in (number, acronym, *names) if name}
    database.executemany("INSERT INTO alias VALUES (?, ?)", [(each, id_) for each in keys])
    database.execute(
        "INSERT INTO words (rowid, number, acronym, title, official) VALUES (?, ?, ?, ?, ?)",
        (id_, " ".join([number, *names]), acronym, brief, official),
    )


_READ: Final[dict[str, str]] = {
    "number": f"{DCTERMS}identifier",
    Property.BRIEF_TITLE: TKG + Property.BRIEF_TITLE,
    Property.OFFICIAL_TITLE: TKG + Property.OFFICIAL_TITLE,
    Property.ACRONYM: TKG + Property.ACRONYM,
    Property.STATUS: TKG + Property.STATUS,
    Property.PHASE: TKG + Property.PHASE,
    Property.ENROLLMENT: TKG + Property.ENROLLMENT,
    Property.START_DATE: TKG + Property.START_DATE,
    Property.NAME_KEY: TKG + Property.NAME_KEY,
    Property.ALIAS_ID: TKG + Property.ALIAS_ID,
}
"""What is read of each study, and the property that says it: properties that only studies have."""

_TITLES: Final = (Property.BRIEF_TITLE, Property.ACRONYM, Property.OFFICIAL_TITLE)
"""What a study is labelled with, the first that it has: its label itself is a property of all parts too."""


def _first(said: dict[str, list[str]], name: str) -> str:
    values = said.get(name)
    return values[0] if values else ""


def _of_class(graph: ox.Store, class_: str) -> Iterator[str]:
    quads = graph.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(class_), _DEFAULT)
    return (_value(quad.subject) for quad in quads)


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _by_study(graph: ox.Store, predicate: str, studies: Container[str]) -> Values:
    found: Values = defaultdict(list)
    for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
        subject = _value(quad.subject)
        if subject in studies:
            found[subject].append(_value(quad.object))
    return found


def _numbered(values: Values, ids: dict[str, int]) -> list[tuple[int, list[str]]]:
    """The values of each study that has some, by its place in the list."""
    return sorted((ids[iri], found) for iri, found in values.items())


def _countries(graph: ox.Store, studies: Container[str]) -> Values:
    found: Values = defaultdict(list)
    for study, country in _rows(graph, "countries"):
        if study in studies and country:
            found[study].append(country)
    return found


def _rows(graph: ox.Store, name: str) -> Iterator[list[str]]:
    """The answer of one of the queries that pages are made from."""
    answer = graph.query((queries_folder() / "pages" / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(answer, ox.QuerySolutions)
    return ([_value(term) for term in row] for row in answer)


def _write_facet(
    database: sqlite3.Connection,
    facet: Facet,
    studies: Iterable[tuple[int, list[str]]],
    upwards: Callable[[str], set[str]] | None = None,
) -> None:
    """A row for each value with its studies and, in a hierarchy, those of all that is narrower."""
    having: defaultdict[str, array[int]] = defaultdict(_no_studies)
    inheriting: defaultdict[str, array[int]] = defaultdict(_no_studies)
    for study, values in studies:
        own = set(values)
        for value in own:
            having[value].append(study)
        for value in set().union(*map(upwards, own)) - own if upwards else ():
            inheriting[value].append(study)
    rows = (
        (facet, value, having[value].tobytes(), inheriting[value].tobytes())
        for value in sorted({*having, *inheriting})
    )
    database.executemany("INSERT INTO facet VALUES (?, ?, ?, ?)", list(rows))


def _no_studies() -> array[int]:
    return array("I")


def _write_parts(
    database: sqlite3.Connection, graph: ox.Store, ids: dict[str, int], upwards: Callable[[str], set[str]]
) -> None:
    """The studies of each concept, or one narrower, by the highest part that it plays in them."""
    ranks = {TKG + role: rank for rank, role in enumerate(ROLES)}
    best: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for study, used, role in _rows(graph, "uses"):
        if study in ids and role in ranks:
            for concept in upwards(used):
                known = best[concept].get(ids[study], len(ROLES))
                best[concept][ids[study]] = min(known, ranks[role])
    for concept, played in sorted(best.items()):
        for rank in range(len(ROLES)):
            studies = array("I", sorted(study for study, role in played.items() if role == rank))
            if studies:
                database.execute("INSERT INTO part VALUES (?, ?, ?)", (concept, rank, studies.tobytes()))


def _write_terms(database: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """The names of what studies have, so that a search finds concepts and conditions too."""
    rows = database.execute(
        "SELECT value, 'condition' FROM facet WHERE kind = 'condition' "
        "UNION SELECT DISTINCT concept, 'concept' FROM part"
    ).fetchall()
    for id_, (iri, kind) in enumerate(sorted(rows), 1):
        database.execute("INSERT INTO term VALUES (?, ?, ?)", (id_, iri, kind))
        names = "\n".join(vocabulary.other_names(iri))
        database.execute(
            "INSERT INTO terms (rowid, label, names) VALUES (?, ?, ?)", (id_, vocabulary.label(iri), names)
        )
