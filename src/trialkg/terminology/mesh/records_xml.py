"""Reads MeSH XML as NLM publishes it: ``desc20XX.xml`` and ``supp20XX.xml``, a record at a time.

The files begin with a bare DOCTYPE that names NLM's DTD. It is accepted and never fetched; a document that
declares entities or elements of its own is refused.
https://www.nlm.nih.gov/mesh/xmlmesh.html describes the elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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


def read_xml(stream: BinaryIO, where: str, take: Callable[[Descriptor], object]) -> tuple[int, str]:
    """Hand on each descriptor or supplementary concept; how many, and the year that the DOCTYPE names.

    Raises SourceError with the line and the last record read where the document is cut off or malformed, and
    UnsafeInputError where it declares entities.
    """
    count, last = 0, ""
    try:
        root = _root(stream)
        form = _form_of(root, where)
        for entry in _entries(stream, form, where):
            take(entry)
            count, last = count + 1, entry.id
    except etree.XMLSyntaxError as error:
        raise _malformed(error, where, last) from None
    return count, _year(root)


def _root(stream: BinaryIO) -> etree._Element:
    """The root, before anything in it is read; the stream is then at its start again."""
    root: etree._Element = next(iter(_parsing(stream, "start")))[1]
    stream.seek(0)
    return root


def _parsing(
    stream: BinaryIO, event: str, tag: str | None = None
) -> etree.iterparse[tuple[str, etree._Element]]:
    return etree.iterparse(
        stream, events=(event,), tag=tag, resolve_entities=False, load_dtd=False, no_network=True
    )


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


def _entries(stream: BinaryIO, form: _Form, where: str) -> Iterator[Descriptor]:
    for _, record in _parsing(stream, "end", form.record):
        yield _entry(record, form, where)
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]


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


def _malformed(error: etree.XMLSyntaxError, where: str, last: str) -> SourceError:
    after = f", after the record {last}" if last else ""
    what = f"is cut off or not well-formed{after} ({error.msg})"
    return SourceError(what, where=f"{where}, line {error.lineno}", remedy=_REMEDY)
