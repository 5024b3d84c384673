-- What is searched, listed and counted of a store: made once for each generation of its graph.
-- Studies are numbered in the order of the list; sets of them are their numbers, four bytes each.
CREATE TABLE study (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, acronym TEXT NOT NULL,
    kind TEXT NOT NULL, status TEXT NOT NULL, phase TEXT NOT NULL, enrollment INTEGER, start TEXT NOT NULL
);
CREATE TABLE alias (key TEXT NOT NULL, study INTEGER NOT NULL);
CREATE TABLE facet (kind TEXT NOT NULL, value TEXT NOT NULL, own BLOB NOT NULL, inherited BLOB NOT NULL);
CREATE TABLE part (concept TEXT NOT NULL, role INTEGER NOT NULL, studies BLOB NOT NULL, PRIMARY KEY (concept, role));
CREATE VIRTUAL TABLE words USING fts5(
    number, acronym, title, official, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIRTUAL TABLE terms USING fts5(
    label, names, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE TABLE term (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL);
