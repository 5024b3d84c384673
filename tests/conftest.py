"""What all tests share: where real registry data may lie, and small studies to start from."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def shared_data(*parts: str) -> Path:
    """A path in the folder of real data beside the checkout; skips the test where it is absent."""
    path = PROJECT.parent.joinpath("shared", "data", *parts)
    if not path.exists():
        pytest.skip(f"needs the real registry data of {'/'.join(('../shared/data', *parts))}")
    return path
