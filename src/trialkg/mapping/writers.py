"""Writers of statements, made from tables of rows: for each table one function of straight code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast

from trialkg.mapping.lexical import CLASS, END, PREDICATE, A, encode, literal, position_of
from trialkg.vocabulary.terms import Class, Property

Write = Callable[[Any], bytes]
"""How a value is written as the object that ends a statement."""

Out = list[bytes]
"""The text of a study so far, in pieces to be joined."""

Writer = Callable[[Out, bytes, object], None]
"""Given the pieces of text so far, a subject and a value: adds the statements of the value's attributes."""

PartsWriter = Callable[[Out, bytes, Sequence[bytes], Sequence[object]], None]
"""Given the pieces of text so far, a study, its parts of one kind and their values: adds the statements."""


class Row(NamedTuple):
    """An attribute, the predicate it is written as, and how.

    ``always``: it is never None; ``each``: it is a tuple, written by member.
    """

    attribute: str
    predicate: bytes
    write: Write
    always: bool = False
    each: bool = False


def writer(*rows: Row) -> Writer:
    """A function that writes the attributes of these rows that are not None, and members of tuples once."""
    source = _Source()
    source.write_rows("subject", rows, "    ")
    return cast(Writer, source.function("out, subject, value"))


def parts_writer(link: Property, kind: Class, *rows: Row, numbered: bool = False) -> PartsWriter:
    """A function that writes parts of a study: the link to each, its class, and the attributes of these rows.

    ``numbered``: each has its position in the list, from 1.
    """
    source = _Source()
    named = [source.name("link", PREDICATE[link]), source.name("kind", A + CLASS[kind])]
    first = ["study", named[0], "part", "END", "part", named[1]]
    loop = "for part, value in zip(parts, values, strict=True):"
    if numbered:
        first += ["part", "position_of(position)"]
        loop = "for position, (part, value) in enumerate(zip(parts, values, strict=True), 1):"
    source.lines.append(f"    {loop}")
    source.write_rows("part", rows, "        ", first)
    return cast(PartsWriter, source.function("out, study, parts, values"))


class _Source:
    """The source of a writer, line by line, and what the names in it stand for."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._names: dict[str, object] = {"END": END, "encode": encode, "position_of": position_of}

    def name(self, stem: str, value: object) -> str:
        """A name of its own for the value."""
        name = f"{stem}{len(self._names)}"
        self._names[name] = value
        return name

    def write_rows(self, subject: str, rows: Sequence[Row], indent: str, first: Sequence[str] = ()) -> None:
        """Lines that write the rows; ``first``, and the rows at the start that are always there, as one."""
        pieces = list(first)
        optional = list(rows)
        while optional and optional[0].always:
            row = optional.pop(0)
            pieces += self._statement(subject, row, f"value.{row.attribute}")
        if pieces:
            self.lines.append(f"{indent}out += ({', '.join(pieces)})")
        for row in optional:
            content = f"value.{row.attribute}"
            if row.each:
                self.lines.append(f"{indent}for content in dict.fromkeys({content}) if {content} else ():")
            else:
                self.lines.append(f"{indent}if (content := {content}) is not None:")
            self.lines.append(f"{indent}    out += ({', '.join(self._statement(subject, row, 'content'))})")

    def _statement(self, subject: str, row: Row, content: str) -> tuple[str, ...]:
        predicate = self.name("predicate", row.predicate)
        if row.write is literal:
            return subject, predicate, f"encode({content})", "END"
        return subject, predicate, f"{self.name('write', row.write)}({content})"

    def function(self, parameters: str) -> object:
        """The function that the lines are the body of."""
        names = dict(self._names)
        source = "\n".join([f"def write({parameters}):", *self.lines])
        exec(source, names)  # noqa: S102 - the source is made of the attribute names in our own tables
        return names["write"]
