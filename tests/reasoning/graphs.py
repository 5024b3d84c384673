"""Small graphs to reason over, as N-Triples by study: an imaging side study and its parent."""

from __future__ import annotations

from trialkg.vocabulary.namespaces import CONCEPT, RDF, STUDY, TKG, XSD

SIDE = f"{STUDY}NCT99999901"
MAIN = f"{STUDY}NCT99999902"


def tkg(name: str) -> str:
    return f"<{TKG}{name}>"


def number(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'


def triple(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{TKG}{predicate}> {value} .\n"


def typed(subject: str, *classes: str) -> str:
    return "".join(f"<{subject}> <{RDF}type> {tkg(name)} .\n" for name in classes)


def study(iri: str, *triples: str) -> dict[str, bytes]:
    return {iri: (typed(iri, "Study", "InterventionalStudy") + "".join(triples)).encode()}


IMAGING_SIDE_STUDY = study(
    SIDE,
    triple(SIDE, "briefTitle", '"A Side Study"'),
    triple(SIDE, "startDate", f'"2025-03"^^<{XSD}gYearMonth>'),
    triple(SIDE, "completionDate", f'"2027-12-31"^^<{XSD}date>'),
    triple(SIDE, "enrollment", number(100)),
    triple(SIDE, "status", tkg("Recruiting")),
    triple(SIDE, "substudyOf", f"<{MAIN}>"),
    triple(SIDE, "studiesConcept", f"<{CONCEPT}FES-PET>"),
)
PALBOCICLIB_STUDY = study(
    MAIN,
    triple(MAIN, "allocation", tkg("Randomized")),
    triple(MAIN, "studiesConcept", f"<{CONCEPT}palbociclib>"),
)
