"""A store of some examples, and the package of it; both made once, and only read.

Of a family only a child is there: its parent is known by reference alone.
"""

from __future__ import annotations

import pytest

from trialkg.build import BuildOptions, build_store
from trialkg.publishing.portal import Agent, Details, Package, publish_package
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore

NAMES = ("NCT03425838.json", "NCT04125277.txt", "NCT02239874.json", "NCT01942135.json")
BASE_URL = "https://data.example.org/trialkg/"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("portal") / "store"
    build_store([str(examples_folder() / name) for name in NAMES], folder, BuildOptions(profile=None))
    return EmbeddedStore.open(folder)


@pytest.fixture(scope="session")
def details() -> Details:
    return Details(
        publisher=Agent("Example Institute", "https://example.org/institute"),
        creators=(Agent("A Maker"), Agent("Example Institute", "https://example.org/institute")),
        contact=Agent("Data desk", "mailto:data@example.org"),
        base_url=BASE_URL,
        issued="2025-02-03",
        previous="https://data.example.org/before/catalog.ttl#graph",
        version="2.1",
    )


@pytest.fixture(scope="session")
def package(store: EmbeddedStore, details: Details, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Small enough parts that there are several."""
    return publish_package(store, tmp_path_factory.mktemp("package") / "p", details, part_size=150_000)
