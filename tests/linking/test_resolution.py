"""Which study a reference means: the decision over plain values."""

from __future__ import annotations

from trialkg.linking.resolution import Reference, key_of, resolved

BEARERS = {"sonia": frozenset({"S"}), "rise2": frozenset({"A", "B"}), "eu200901312216": frozenset({"E"})}
NONE: frozenset[str] = frozenset()


def reference(**values: object) -> Reference:
    return Reference(**{"study": "C", "node": "C#r", "type": "substudyOf", **values})  # type: ignore[arg-type]  # any


def only(*references: Reference, studies: frozenset[str] = NONE) -> Reference:
    (found,) = resolved(references, BEARERS, studies)
    return found


def test_a_name_that_one_study_bears_means_it_and_is_stated() -> None:
    found = only(reference(name="SONIA"))
    assert (found.related, found.resolved_by, found.stated) == ("S", "acronym", True)


def test_a_name_that_two_studies_bear_means_neither() -> None:
    found = only(reference(name="RISE-2", related="A", resolved_by="acronym", stated=True))
    assert (found.related, found.resolved_by, found.stated) == (None, None, False)


def test_a_name_that_none_bears_stays_open() -> None:
    assert only(reference(name="ET-TRANSCAN")).related is None


def test_a_study_does_not_mean_itself() -> None:
    assert only(reference(study="S", name="SONIA")).related is None


def test_a_number_of_another_registry_is_looked_for_before_the_name() -> None:
    found = only(reference(number="EudraCT 2009-013122-16", name="SONIA"))
    assert (found.related, found.resolved_by) == ("E", "identifier")


def test_a_number_that_no_study_bears_is_not_made_up_for_by_a_name() -> None:
    assert only(reference(number="2011-000001-11", name="SONIA")).related is None


def test_a_word_of_the_language_is_not_looked_for() -> None:
    assert key_of(reference(name="HOPE")) is None


def test_a_number_of_its_own_leads_to_its_study_whoever_bears_it_as_an_alias() -> None:
    here = reference(number="NCT00000001", own="N1", related="N1", stated=True)
    bearers = {"nct00000001": frozenset({"N2"})}
    (found,) = resolved([here], bearers, frozenset({"N1"}))
    assert (found.related, found.resolved_by) == ("N1", None)
    (found,) = resolved([here], bearers, NONE)
    assert (found.related, found.resolved_by, found.stated) == ("N2", "alias", True)
    (found,) = resolved([found], {}, NONE)
    assert (found.related, found.resolved_by, found.stated) == ("N1", None, True)


def test_of_two_relations_to_one_study_the_stronger_is_stated() -> None:
    weak = reference(node="C#a", name="SONIA", type="followUpOf", confidence=0.6)
    strong = reference(node="C#b", name="The SONIA trial", confidence=0.9)
    assert [each.stated for each in resolved([weak, strong], BEARERS, NONE)] == [False, True]


def test_of_two_equally_strong_relations_to_one_study_neither_is_stated() -> None:
    one = reference(node="C#a", name="SONIA", type="followUpOf", confidence=0.9)
    other = reference(node="C#b", name="The SONIA trial", confidence=0.9)
    found = resolved([one, other], BEARERS, NONE)
    assert [(each.related, each.stated) for each in found] == [("S", False), ("S", False)]


def test_a_name_does_not_overrule_what_is_said_with_the_number() -> None:
    number = reference(node="C#a", number="NCT00000009", own="S", related="S", stated=True)
    name = reference(node="C#b", name="SONIA", type="usesCohortOf", confidence=1.0)
    found = resolved([name, number], BEARERS, frozenset({"S"}))
    assert [(each.related, each.stated) for each in found] == [("S", True), ("S", False)]


def test_a_reference_of_a_criterion_is_resolved_and_states_no_relation() -> None:
    found = only(reference(name="SONIA", type=None))
    assert (found.related, found.stated) == ("S", False)
