"""Writers of statements, made from tables of rows: for each table one function of straight code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple, cast

from trialkg.mapping.lexical import CLASS, CODE, END, PREDICATE, A, code, encode, literal, position_of
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
    source = _Source("out, subject, value")
    source.add_rows("subject", rows, "    ")
    return cast(Writer, source.function())


def parts_writer(link: Property, kind: Class, *rows: Row, numbered: bool = False) -> PartsWriter:
    """A function that writes parts of a study: the link to each, its class, and the attributes of these rows.

    ``numbered``: each has its position in the list, from 1.
    """
    source = _Source("out, study, parts, values")
    first = ["study", repr(PREDICATE[link]), "part", repr(END), "part", repr(A + CLASS[kind])]
    if numbered:
        first += ["part", "position_of(position)"]
        source.add("    for position, (part, value) in enumerate(zip(parts, values, strict=True), 1):")
    else:
        source.add("    for part, value in zip(parts, values, strict=True):")
    source.add_rows("part", rows, "        ", first)
    return cast(PartsWriter, source.function())


_OBJECTS = {literal: f"encode({{}}), {END!r}", code: "CODE[{}]"}
"""How the objects that stand most are made in a writer itself, without a call of their function."""


class _Source:
    """The source of a writer, line by line, with what is constant in it, and the functions that it calls."""

    def __init__(self, parameters: str) -> None:
        self._lines = [f"def write({parameters}):"]
        self._functions: dict[str, object] = {"CODE": CODE, "encode": encode, "position_of": position_of}

    def add(self, line: str) -> None:
        """One line more."""
        self._lines.append(line)

    def add_rows(self, subject: str, rows: Sequence[Row], indent: str, first: Sequence[str] = ()) -> None:
        """Lines that write the rows; ``first``, and the rows at the start that are always there, as one."""
        always = list(takewhile(lambda row: row.always, rows))
        pieces = [*first, *(self._statement(subject, row, f"value.{row.attribute}") for row in always)]
        if pieces:
            self.add(f"{indent}out += ({', '.join(pieces)})")
        for row in rows[len(always) :]:
            content = f"value.{row.attribute}"
            if row.each:
                self.add(f"{indent}for content in dict.fromkeys({content}) if {content} else ():")
            else:
                self.add(f"{indent}if (content := {content}) is not None:")
            self.add(f"{indent}    out += ({self._statement(subject, row, 'content')})")

    def _statement(self, subject: str, row: Row, content: str) -> str:
        made = _OBJECTS.get(row.write) or f"{self._function(row.write)}({{}})"
        return f"{subject}, {row.predicate!r}, {made.format(content)}"

    def _function(self, write: Write) -> str:
        name = f"write{len(self._functions)}"
        self._functions[name] = write
        return name

    def function(self) -> object:
        """The function of this source."""
        names = dict(self._functions)
        exec("\n".join(self._lines), names)  # noqa: S102 - made of the names and IRIs in our own tables
        return names["write"]
