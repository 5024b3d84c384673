from __future__ import annotations

from trialkg.linking.stated import stated_quantities
from trialkg.study import Arm, Intervention, Reading, Study


def study(arm: str = "", intervention: str = "") -> Study:
    return Study(
        registry_id="EX-1",
        reading=Reading(source="test"),
        arms=(Arm(label="A", description=arm or None),),
        interventions=(Intervention(name="B", description=intervention or None),),
    )


def stated(text: str) -> list[tuple[str, str, float, str]]:
    return [(each.feature, each.comparator, each.value, each.unit) for each in stated_quantities(study(text))]


def test_radiation_activity_and_the_weight_they_are_of() -> None:
    assert stated("A burden of 5.4 mSv (185 MBq for an average adult of 75 kg).") == [
        ("radiation-dose", "=", 5.4, "mSv"),
        ("activity", "=", 185.0, "MBq"),
        ("weight", "=", 75.0, "kg"),
    ]


def test_intervals_and_times_to_the_start() -> None:
    text = "Radiotherapy starts within 3 weeks after randomisation, and is given every 72 h."
    assert stated(text) == [("start-limit", "<=", 3.0, "wk"), ("interval", "=", 72.0, "h")]


def test_a_start_between_two_times_is_two_limits() -> None:
    assert stated("Drugs begin between 3 and 10 days after completion of radiotherapy.") == [
        ("start-limit", ">=", 3.0, "d"),
        ("start-limit", "<=", 10.0, "d"),
    ]


def test_doses_and_fractions_of_radiotherapy() -> None:
    assert stated("30 Gy in 5 fractions") == [
        ("radiotherapy-dose", "=", 30.0, "Gy"),
        ("fractions", "=", 5.0, "1"),
    ]


def test_a_quantity_keeps_its_words_and_whose_they_are() -> None:
    (found,) = stated_quantities(study(intervention="200 MBq are injected"))
    assert (found.evidence.quote, found.evidence.field) == ("200 MBq", "interventions[1].description")
    assert (found.arm, found.intervention) == (None, 1)


def test_other_numbers_are_no_quantities() -> None:
    assert stated("One of 2 centres; 100 patients; 125 mg of the drug") == []
