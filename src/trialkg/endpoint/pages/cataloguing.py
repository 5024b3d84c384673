"""The catalogue of a store: read from its graph once, in the order of its properties."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import Final

import pyoxigraph as ox

from trialkg.endpoint.pages.catalogue import Catalogue, Facet, key
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


def catalogue_of(store: EmbeddedStore, vocabulary: Vocabulary) -> Catalogue:
    """The catalogue of all studies of a store. Takes some seconds for 50,000 of them."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript(resources.files(__package__).joinpath("catalogue.sql").read_text("utf-8"))
    graph = store.graph
    ids = {iri: number for number, iri in enumerate(store.studies(), 1)}
    _write_studies(database, graph, ids, store.manifest.base)
    upwards = _remembered(vocabulary.upwards)
    conditions = _pairs(graph, TKG + Property.STUDIES_CONDITION, ids)
    _write_facet(database, Facet.CONDITION, conditions, upwards)
    _write_facet(database, Facet.CONCEPT, _pairs(graph, TKG + Property.STUDIES_CONCEPT, ids), upwards)
    _write_facet(database, Facet.PHASE, _pairs(graph, TKG + Property.PHASE, ids))
    _write_facet(database, Facet.STATUS, _pairs(graph, TKG + Property.STATUS, ids))
    _write_facet(database, Facet.COUNTRY, _countries(graph, ids))
    database.executemany("INSERT OR IGNORE INTO role VALUES (?, ?, ?)", _roles(graph, ids, upwards))
    _write_terms(database, vocabulary)
    database.commit()
    return Catalogue(database)


def related_studies(store: EmbeddedStore) -> frozenset[str]:
    """The IRIs of the studies that have a relation to another, whichever record says it."""
    found = set()
    related = ox.NamedNode(TKG + Property.RELATED_STUDY)
    for quad in store.graph.quads_for_pattern(None, related, None, _DEFAULT):
        found |= {_value(quad.subject).partition("#")[0], _value(quad.object)}
    relations = store.graph.quads_for_pattern(None, ox.NamedNode(TKG + Property.HAS_RELATION), None, _DEFAULT)
    return frozenset(found | {_value(quad.subject) for quad in relations})


def _remembered(function: Callable[[str], set[str]]) -> Callable[[str], set[str]]:
    known: dict[str, set[str]] = {}

    def asked(iri: str) -> set[str]:
        if iri not in known:
            known[iri] = function(iri)
        return known[iri]

    return asked


def _write_studies(database: sqlite3.Connection, graph: ox.Store, ids: dict[str, int], base: str) -> None:
    said = {name: _by_study(graph, iri, ids) for name, iri in _READ.items()}
    kinds = {iri: TKG + each for each in StudyType for iri in _of_class(graph, TKG + each)}
    for iri, id_ in ids.items():
        own = {name: sorted(values[iri]) for name, values in said.items() if iri in values}
        number = _first(own, "number") or iri.removeprefix(base)
        brief, acronym, official = (_first(own, name) for name in _TITLES)
        enrollment = _first(own, Property.ENROLLMENT)
        names = own.get(Property.NAME_KEY, [])
        aliases = own.get(Property.ALIAS_ID, [])
        row = (
            *(
                id_,
                number,
                brief or acronym or official or number,
                acronym,
                kinds.get(iri, ""),
                _first(own, Property.STATUS),
            ),
            " ".join(own.get(Property.PHASE, [])),
            int(enrollment) if enrollment.isdecimal() else None,
            _first(own, Property.START_DATE),
        )
        database.execute("INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        keys = {key(name) for name in (number, acronym, *names, *aliases) if name}
        database.executemany("INSERT INTO alias VALUES (?, ?)", [(each, id_) for each in keys])
        database.execute(
            "INSERT INTO words (rowid, number, acronym, title, official) VALUES (?, ?, ?, ?, ?)",
            (id_, " ".join([number, *aliases, *names]), acronym, brief, official),
        )
    database.execute("CREATE INDEX alias_key ON alias (key)")


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


def _by_study(graph: ox.Store, predicate: str, ids: dict[str, int]) -> Values:
    found: Values = defaultdict(list)
    for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
        subject = _value(quad.subject)
        if subject in ids:
            found[subject].append(_value(quad.object))
    return found


def _pairs(graph: ox.Store, predicate: str, ids: dict[str, int]) -> Iterator[tuple[int, str]]:
    for iri, values in _by_study(graph, predicate, ids).items():
        for value in values:
            yield ids[iri], value


def _countries(graph: ox.Store, ids: dict[str, int]) -> Iterator[tuple[int, str]]:
    for study, country in _rows(graph, "countries"):
        if study in ids and country:
            yield ids[study], country


def _rows(graph: ox.Store, name: str) -> Iterator[list[str]]:
    """The answer of one of the queries that pages are made from."""
    answer = graph.query((queries_folder() / "pages" / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(answer, ox.QuerySolutions)
    return ([_value(term) for term in row] for row in answer)


def _write_facet(
    database: sqlite3.Connection,
    facet: Facet,
    pairs: Iterable[tuple[int, str]],
    upwards: Callable[[str], set[str]] | None = None,
) -> None:
    """A row for each value and, with a hierarchy, for all above it, which a study has not of itself."""
    rows: dict[tuple[str, int], int] = {}
    for study, value in pairs:
        for each in upwards(value) if upwards else ():
            rows.setdefault((each, study), 0)
        rows[value, study] = 1
    inserted = ((facet, value, study, direct) for (value, study), direct in rows.items())
    database.executemany("INSERT INTO facet VALUES (?, ?, ?, ?)", inserted)


def _roles(
    graph: ox.Store, ids: dict[str, int], upwards: Callable[[str], set[str]]
) -> Iterator[tuple[str, int, int]]:
    """Which part a concept plays in which study, of all that is broader too."""
    ranks = {TKG + role: rank for rank, role in enumerate(ROLES)}
    for study, used, role in _rows(graph, "uses"):
        if study in ids and role in ranks:
            for concept in upwards(used):
                yield concept, ranks[role], ids[study]


def _write_terms(database: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """The names of what studies have, so that a search finds concepts and conditions too."""
    rows = database.execute(
        "SELECT DISTINCT value, 'condition' FROM facet WHERE kind = 'condition' "
        "UNION SELECT DISTINCT concept, 'concept' FROM role"
    ).fetchall()
    for id_, (iri, kind) in enumerate(sorted(rows), 1):
        database.execute("INSERT INTO term VALUES (?, ?, ?)", (id_, iri, kind))
        names = "\n".join(vocabulary.other_names(iri))
        database.execute(
            "INSERT INTO terms (rowid, label, names) VALUES (?, ?, ?)", (id_, vocabulary.label(iri), names)
        )
