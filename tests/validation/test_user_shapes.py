"""Shapes of a user's own: what works, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from trialkg.errors import ShapesError, UsageError
from trialkg.validation import Profile, load_shapes, rules_of

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tkg: <https://w3id.org/trialkg/ontology#> .
@prefix ex: <http://example.test/> .
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_profile_includes_the_ones_before_it() -> None:
    core, registration = load_shapes(Profile.CORE), load_shapes("registration")
    of_core, of_both = ({rule.id for rule in rules_of(each)} for each in (core, registration))
    assert of_core < of_both


def test_own_shapes_stand_alone_or_beside_a_profile(tmp_path: Path) -> None:
    own = written(tmp_path, "ex:S a sh:NodeShape ; sh:targetClass tkg:Arm ; sh:nodeKind sh:IRI .")
    assert len(load_shapes(None, [own]).graph) == 3
    assert len(load_shapes(Profile.CORE, [own]).graph) > 1000


@pytest.mark.parametrize(
    ("shape", "named"),
    [
        (
            "ex:S a sh:PropertyShape ; sh:targetClass tkg:Arm ; sh:path tkg:position ; sh:mincount 1 .",
            "sh:mincount",
        ),
        ("ex:S a sh:NodeShap ; sh:targetClass tkg:Arm .", "sh:NodeShap"),
        ("ex:S a sh:NodeShape ; sh:targetClass tkg:Studdy .", "tkg:Studdy"),
        (
            "ex:S a sh:PropertyShape ; sh:targetClass tkg:Arm ; sh:path ( tkg:hasArms tkg:position ) .",
            "tkg:hasArms",
        ),
        ("ex:S a sh:NodeShape ; sh:targetClass tkg:Arm ; sh:rule [] .", "sh:rule"),
    ],
)
def test_a_term_that_would_be_ignored_is_refused_by_name(tmp_path: Path, shape: str, named: str) -> None:
    with pytest.raises(ShapesError, match=named):
        load_shapes(None, [written(tmp_path, shape)])


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("ex:S a sh:NodeShape ; sh:nodeKind sh:IRI .", "no shape has a target"),
        ("ex:S a sh:PropertyShape ; sh:targetClass tkg:Arm ; sh:minCount 1 .", "not well-formed"),
        (
            'ex:S a sh:PropertyShape ; sh:targetClass tkg:Arm ; sh:path tkg:position ; sh:minCount "one" .',
            "not well-formed",
        ),
        ("ex:S a sh:NodeShape ; sh:targetClass tkg:Arm", "own.ttl:4"),
    ],
)
def test_shapes_that_cannot_work_are_refused_with_the_reason(tmp_path: Path, shape: str, said: str) -> None:
    with pytest.raises(ShapesError) as caught:
        load_shapes(None, [written(tmp_path, shape)])
    assert said in str(caught.value)


def test_a_missing_file_of_shapes_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match=r"absent\.ttl"):
        load_shapes(None, [tmp_path / "absent.ttl"])


def test_an_unknown_profile_is_answered_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="core, registration"):
        load_shapes("portals")
