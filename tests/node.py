"""The JavaScript that tests use, which npm puts into ``web/clients`` and ``web/editor``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import PROJECT


def node() -> str:
    """The program that runs JavaScript; the test is skipped without it."""
    return shutil.which("node") or pytest.skip("needs Node.js: apt-get install nodejs npm")


def node_file(name: str, folder: str = "clients") -> Path:
    """A file of an installed package; the test is skipped without it."""
    place = PROJECT / "web" / folder / "node_modules" / name
    if not place.exists():
        pytest.skip(f"needs {name.partition('/')[0]}: npm ci --prefix web/{folder}")
    return place
