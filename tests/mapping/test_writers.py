from __future__ import annotations

from typing import NamedTuple

import pytest

from trialkg.mapping.lexical import LABEL, PREDICATE, boolean, code, literal
from trialkg.mapping.writers import Row, parts_writer, writer
from trialkg.vocabulary.codes import ArmType
from trialkg.vocabulary.namespaces import RDF, RDFS, TKG, XSD
from trialkg.vocabulary.terms import Class, Property


class Thing(NamedTuple):
    name: str = "A"
    kind: ArmType | None = None
    blind: bool | None = None
    words: tuple[str, ...] = ()


ROWS = (
    Row("name", LABEL, literal, always=True),
    Row("kind", PREDICATE[Property.ARM_TYPE], code),
    Row("blind", PREDICATE[Property.GENDER_BASED], boolean),
    Row("words", PREDICATE[Property.KEYWORD], literal, each=True),
)


def written(thing: Thing) -> list[str]:
    out: list[bytes] = []
    writer(*ROWS)(out, b"<s>", thing)
    return b"".join(out).decode().splitlines()


def parts_written(nodes: list[bytes], things: list[Thing], *, numbered: bool) -> list[str]:
    out: list[bytes] = []
    write = parts_writer(Property.HAS_ARM, Class.ARM, *ROWS, numbered=numbered)
    write(out, b"<study>", nodes, things)
    return b"".join(out).decode().splitlines()


def test_what_is_absent_is_not_written() -> None:
    assert written(Thing()) == [f'<s> <{RDFS}label> "A" .']


def test_every_value_is_written_as_its_row_says() -> None:
    assert written(Thing(kind=ArmType.EXPERIMENTAL, blind=False)) == [
        f'<s> <{RDFS}label> "A" .',
        f"<s> <{TKG}armType> <{TKG}{ArmType.EXPERIMENTAL.value}> .",
        f'<s> <{TKG}genderBased> "false"^^<{XSD}boolean> .',
    ]


def test_a_member_of_a_list_is_written_once() -> None:
    assert written(Thing(words=("b", "c", "b")))[1:] == [
        f'<s> <{TKG}keyword> "b" .',
        f'<s> <{TKG}keyword> "c" .',
    ]


def test_a_part_is_linked_from_its_study_and_has_its_class() -> None:
    assert parts_written([b"<p>"], [Thing()], numbered=False) == [
        f"<study> <{TKG}hasArm> <p> .",
        f"<p> <{RDF}type> <{TKG}Arm> .",
        f'<p> <{RDFS}label> "A" .',
    ]


def test_the_parts_of_a_list_have_positions_from_one() -> None:
    lines = parts_written([b"<p>", b"<q>"], [Thing(), Thing()], numbered=True)
    assert [line for line in lines if "position" in line] == [
        f'<{part}> <{TKG}position> "{number}"^^<{XSD}integer> .' for part, number in (("p", 1), ("q", 2))
    ]


def test_parts_and_values_that_are_not_in_step_are_no_graph() -> None:
    with pytest.raises(ValueError, match="shorter"):
        parts_written([b"<p>", b"<q>"], [Thing()], numbered=False)
