"""Reads MeSH XML as NLM publishes it: ``desc20XX.xml`` and ``supp20XX.xml``, a record at a time.

The files begin with a bare DOCTYPE that names NLM's DTD. It is accepted and never fetched; a document that
declares entities or elements of its own is refused.
https://www.nlm.nih.gov/mesh/xmlmesh.html describes the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from lxml import etree

from trialkg.errors import SourceError, UnsafeInputError
from trialkg.terminology.entries import Descriptor

_REMEDY = "Give NLM's desc20XX.xml or supp20XX.xml as they are published; get them again if they are damaged."
_YEAR_OF_DTD = re.compile(r"(?:_|desc|supp)(20\d\d)(?:\d{4})?\.dtd$")


@dataclass(frozen=True)
class _Form:
    """The names of a record and its parts in one of the two files."""

    record: str
    id: str
    label: str
    supplementary: bool


_FORMS = {
    "DescriptorRecordSet": _Form("DescriptorRecord", "DescriptorUI", "DescriptorName/String", False),
    "SupplementalRecordSet": _Form(
        "SupplementalRecord", "SupplementalRecordUI", "SupplementalRecordName/String", True
    ),
}


def read_xml(stream: BinaryIO, where: str) -> tuple[list[Descriptor], str]:
    """The descriptors or supplementary concepts, and the year that the DOCTYPE names, if there is one.

    Raises SourceError with the line and the last record read where the document is cut off or malformed, and
    UnsafeInputError where it declares entities.
    """
    entries: list[Descriptor] = []
    events = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        _, root = next(iter(events))
        form = _form_of(root, where)
        year = _year(root)
        entries.extend(_entries(events, root, form, where))
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise _malformed(error, where, entries) from None
    return entries, year


def _form_of(root: etree._Element, where: str) -> _Form:
    declared = _document(root).internalDTD
    if declared is not None and (any(declared.iterentities()) or any(declared.iterelements())):
        raise UnsafeInputError(
            "declares entities or elements of its own, which trialkg refuses for safety",
            where=where,
            remedy=_REMEDY,
        )
    form = _FORMS.get(root.tag)
    if form is None:
        raise SourceError(f"is XML of <{root.tag}>, not of MeSH", where=where, remedy=_REMEDY)
    return form


def _entries(
    events: etree.iterparse[tuple[str, etree._Element]], root: etree._Element, form: _Form, where: str
) -> Iterator[Descriptor]:
    for event, element in events:
        if event == "end" and element.tag == form.record:
            yield _entry(element, form, where)
            root.clear()


def _entry(record: etree._Element, form: _Form, where: str) -> Descriptor:
    id_, label = record.findtext(form.id), record.findtext(form.label)
    if not id_ or not label:
        line = f"{where}, line {record.sourceline}"
        raise SourceError(f"a {form.record} has no id or no name", where=line, remedy=_REMEDY)
    terms = (term.text for term in record.iterfind("ConceptList/Concept/TermList/Term/String"))
    targets = record.iterfind("HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI")
    return Descriptor(
        id=id_.strip(),
        label=label.strip(),
        names=tuple(dict.fromkeys((label.strip(), *(term.strip() for term in terms if term)))),
        tree_numbers=tuple(
            number.text.strip() for number in record.iterfind("TreeNumberList/TreeNumber") if number.text
        ),
        supplementary=form.supplementary,
        mapped_to=tuple(
            dict.fromkeys(target.text.strip().removeprefix("*") for target in targets if target.text)
        ),
    )


def _year(root: etree._Element) -> str:
    found = _YEAR_OF_DTD.search(_document(root).system_url or "")
    return found[1] if found else ""


def _document(root: etree._Element) -> Any:
    """What the document says before its root; lxml's stubs know it only in part."""
    return root.getroottree().docinfo


def _malformed(error: Exception, where: str, entries: list[Descriptor]) -> SourceError:
    line = f", line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) else ""
    after = f", after the record {entries[-1].id}" if entries else ""
    what = error.msg if isinstance(error, etree.XMLSyntaxError) else "it is empty"
    return SourceError(f"is cut off or not well-formed{after} ({what})", where=where + line, remedy=_REMEDY)
