"""What all tests share: where real registry data may lie, and small studies to start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True, scope="session")
def _no_index_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests from what is installed and cached here, and from the public registry; their programs too."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIALKG_MESH", str(folder / "mesh"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("TRIALKG_CTGOV_API", "http://127.0.0.1:9/nowhere")
        yield


def shared_data(*parts: str) -> Path:
    """A path in the folder of real data beside the checkout; skips the test where it is absent."""
    path = PROJECT.parent.joinpath("shared", "data", *parts)
    if not path.exists():
        pytest.skip(f"needs the real registry data of {'/'.join(('../shared/data', *parts))}")
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, the others in their order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time, and would be other tests in each process."""
    return argname if isinstance(val, bytes) else None
