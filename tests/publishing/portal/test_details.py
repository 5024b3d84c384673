from __future__ import annotations

import pytest

from trialkg.errors import UsageError
from trialkg.publishing.portal import Agent, Details


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Example Institute", Agent("Example Institute")),
        ("Example Institute <https://ror.org/x>", Agent("Example Institute", "https://ror.org/x")),
        ("Desk <a@example.org>", Agent("Desk", "mailto:a@example.org")),
        ("Desk <mailto:a@example.org>", Agent("Desk", "mailto:a@example.org")),
        ("a@example.org", Agent("a@example.org", "mailto:a@example.org")),
    ],
)
def test_somebody_is_read_by_name_and_address(text: str, expected: Agent) -> None:
    assert Agent.from_text(text, "--publisher") == expected


@pytest.mark.parametrize("text", ["", "  ", "<https://example.org/>", "Desk <nowhere>", "A <b> C <d>"])
def test_nobody_is_refused_with_the_option(text: str) -> None:
    with pytest.raises(UsageError, match="--contact"):
        Agent.from_text(text, "--contact")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--base-url", {"base_url": "data.example.org/"}),
        ("--base-url", {"base_url": "https://data.example.org/x"}),
        ("--licence", {"licence": "CC0"}),
        ("--previous", {"previous": "https://example.org/a b"}),
        ("--landing-page", {"landing_page": "file:///x"}),
        ("--issued", {"issued": "2025-1-5"}),
        ("--issued", {"issued": "2025-02-31"}),
    ],
)
def test_what_cannot_be_is_refused_with_its_option(option: str, said: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=option):
        Details(**said)  # type: ignore[arg-type]  # any field


def test_a_contact_that_nobody_can_reach_is_refused() -> None:
    with pytest.raises(UsageError, match="--contact 'Data desk' has no address"):
        Details(contact=Agent("Data desk"))


def test_a_package_without_a_licence_is_refused() -> None:
    with pytest.raises(UsageError, match="licence"):
        Details(licence="")
