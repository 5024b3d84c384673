"""A small invented MeSH, and the same written in the two forms in which NLM publishes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from trialkg.terminology import Descriptor

BASE = "http://id.nlm.nih.gov/mesh/"
VOCABULARY = f"{BASE}vocab#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

BODY = Descriptor(id="D900001", label="Body Ills", names=("Body Ills", "Ills"), tree_numbers=("C90",))
HAND = Descriptor(
    id="D900002",
    label="Hand Pangs",
    names=("Hand Pangs", "Pang, Hand", "Cheiralgia"),
    broader=("D900001",),
    tree_numbers=("C90.100",),
)
FOOT = Descriptor(
    id="D900003",
    label="Foot Pangs",
    names=("Foot Pangs", 'Pang of the "Foot"', "Föötalgia & <Pang>"),
    broader=("D900001",),
    tree_numbers=("C90.200", "C91.300.700"),
)
THUMB = Descriptor(
    id="D900004",
    label="Thumb Pangs",
    names=("Thumb Pangs", "Pollicalgia"),
    broader=("D900002",),
    tree_numbers=("C90.100.500",),
)
BALM = Descriptor(
    id="C900005",
    label="thumb balm",
    names=("thumb balm", "balm of thumbs"),
    supplementary=True,
    mapped_to=("D900004",),
)
DESCRIPTORS = (BODY, HAND, FOOT, THUMB)


def ntriples(*entries: Descriptor, year: str = "") -> str:
    """The entries as NLM's MeSH RDF; with a year as in the files of that year, whose IRIs name it."""
    namespace = f"{BASE}{year}/" if year else BASE
    lines = (
        f"<{namespace}{subject}> <{predicate}> {_object(value, namespace)} .\n"
        for entry in entries
        for subject, predicate, value in _statements(entry)
    )
    return "".join(lines)


def _object(value: str, namespace: str) -> str:
    if value.startswith('"'):
        return value
    return f"<{namespace}{value}>"


def _statements(entry: Descriptor) -> Iterator[tuple[str, str, str]]:
    concept = f"M{entry.id}"
    yield entry.id, RDFS_LABEL, _literal(entry.label)
    yield entry.id, f"{VOCABULARY}preferredConcept", concept
    for number in entry.tree_numbers:
        yield entry.id, f"{VOCABULARY}treeNumber", number
    for target in entry.mapped_to:
        yield entry.id, f"{VOCABULARY}preferredMappedTo", f"{target}Q000031"
    for place, name in enumerate(entry.names):
        term = f"T{entry.id}{place}"
        yield concept, f"{VOCABULARY}{'preferredTerm' if place == 0 else 'term'}", term
        yield term, f"{VOCABULARY}{'prefLabel' if place == 0 else 'altLabel'}", _literal(name)


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"@en'


def xml(*entries: Descriptor, dtd: str = "nlmdescriptorrecordset_20240101.dtd") -> str:
    """The entries as NLM's descriptor XML, as its supplementary XML where they are supplementary."""
    kind = "Supplemental" if entries[0].supplementary else "Descriptor"
    records = "".join(_record(entry, kind) for entry in entries)
    doctype = f'<!DOCTYPE {kind}RecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/{dtd}">'
    return (
        f'<?xml version="1.0"?>\n{doctype}\n<{kind}RecordSet LanguageCode="eng">{records}</{kind}RecordSet>\n'
    )


def _record(entry: Descriptor, kind: str) -> str:
    ui = "SupplementalRecord" if entry.supplementary else "Descriptor"
    numbers = "".join(f"<TreeNumber>{number}</TreeNumber>" for number in entry.tree_numbers)
    terms = "".join(
        f"<Term><TermUI>T1</TermUI><String>{escape(name)}</String></Term>" for name in entry.names
    )
    targets = "".join(
        "<HeadingMappedTo><DescriptorReferredTo>"
        f"<DescriptorUI>*{target}</DescriptorUI><DescriptorName><String>-</String></DescriptorName>"
        "</DescriptorReferredTo></HeadingMappedTo>"
        for target in entry.mapped_to
    )
    return (
        f"\n<{kind}Record><{ui}UI>{entry.id}</{ui}UI><{ui}Name><String>{escape(entry.label)}</String></{ui}Name>"
        f"<TreeNumberList>{numbers}</TreeNumberList><HeadingMappedToList>{targets}</HeadingMappedToList>"
        f"<ConceptList><Concept><TermList>{terms}</TermList></Concept></ConceptList></{kind}Record>"
    )


def write(path: Path, text: str | Iterable[str]) -> Path:
    """The text in a file; its path."""
    path.write_text("".join(text), encoding="utf-8")
    return path
