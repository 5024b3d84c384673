-- What is searched, listed and counted of a store; made in memory when a server opens it.
CREATE TABLE study (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, acronym TEXT NOT NULL,
    kind TEXT NOT NULL, status TEXT NOT NULL, phase TEXT NOT NULL, enrollment INTEGER, start TEXT NOT NULL
);
CREATE TABLE alias (key TEXT NOT NULL, study INTEGER NOT NULL);
CREATE TABLE facet (
    kind TEXT NOT NULL, value TEXT NOT NULL, study INTEGER NOT NULL, direct INTEGER NOT NULL,
    PRIMARY KEY (kind, value, study)
) WITHOUT ROWID;
CREATE TABLE role (
    concept TEXT NOT NULL, role INTEGER NOT NULL, study INTEGER NOT NULL,
    PRIMARY KEY (concept, role, study)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    number, acronym, title, official, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIRTUAL TABLE terms USING fts5(
    label, names, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE TABLE term (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL);
