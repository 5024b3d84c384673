from __future__ import annotations

import pytest

from trialkg.linking.sections import Section, Sections


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("OBJECTIVES: - Find X", Section.AIMS),
        ("Primary Objective:\nFind X", Section.AIMS),
        ("OUTLINE: Give X", Section.PLAN),
        ("Study Design\n\nGive X", Section.PLAN),
        ("RATIONALE: It is known that X", Section.RATIONALE),
        ("1. Background\nIt is known that X", Section.RATIONALE),
        ("Inclusion criteria: - had X", Section.ELIGIBILITY),
        ("OBJECTIVES: find. Exclusion criteria:\n- had X", Section.ELIGIBILITY),
        ("BACKGROUND: known.\nFollow-up: see X", Section.OPEN),
        ("The background of X", Section.OPEN),
    ],
)
def test_a_heading_opens_a_section(text: str, section: Section) -> None:
    assert Sections.of(text).at(text.index("X")) is section


def test_before_the_first_heading_the_section_is_open() -> None:
    assert Sections.of("X. OBJECTIVES: find").at(0) is Section.OPEN
