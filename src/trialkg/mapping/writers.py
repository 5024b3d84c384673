"""Writers of statements, generated from tables of rows.

Most of the time of a mapping goes into writing the fields of parts, of which a study has dozens. A loop over
rows costs twice what straight code for the same rows does, so that code is made from the rows, once, as
``dataclasses`` makes its methods: what is mapped to what stands in the tables alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from trialkg.mapping.lexical import END, encode, literal

Write = Callable[[Any], bytes]
"""How a value is written as the object that ends a statement."""

Out = list[bytes]
"""The text of a study so far, in pieces to be joined."""

Writer = Callable[[Out, bytes, object], None]
"""Given the pieces of text so far, a subject and a value: adds the statements of the value's attributes."""


class Row(NamedTuple):
    """An attribute, the predicate it is written as, and how; ``each``: it is a tuple, written by member."""

    attribute: str
    predicate: bytes
    write: Write
    each: bool = False


def writer(*rows: Row) -> Writer:
    """A function that writes the attributes of these rows that are not None, and members of tuples once."""
    names: dict[str, object] = {"END": END, "encode": encode}
    lines = ["def write(out, subject, value):"]
    for number, row in enumerate(rows):
        names[f"predicate{number}"] = row.predicate
        names[f"write{number}"] = row.write
        written = "encode(content), END" if row.write is literal else f"write{number}(content)"
        if row.each:
            lines.append(f"    for content in dict.fromkeys(value.{row.attribute}):")
        else:
            lines.append(f"    if (content := value.{row.attribute}) is not None:")
        lines.append(f"        out += (subject, predicate{number}, {written})")
    exec("\n".join(lines), names)  # noqa: S102 - the source is made of the attribute names in our own tables
    return cast(Writer, names["write"])
