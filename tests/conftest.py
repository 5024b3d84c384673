"""What all tests share: where real registry data may lie, and small studies to start from."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Let Ctrl-C stop the programs of tests, even where a script runs the tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture(scope="session")
def mesh_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for XDG_CACHE_HOME with an index of the whole of MeSH 2024, made once for all processes."""
    source = shared_data("mesh", "mesh2024.nt.gz")
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "mesh-cache"
    folder.mkdir(exist_ok=True)
    # In a process of its own, whose memory is not this one's: other tests measure theirs.
    code = "import sys, pathlib; from trialkg.terminology.mesh import index_of;"
    code += "index_of(pathlib.Path(sys.argv[1]))"
    environment = os.environ | {"XDG_CACHE_HOME": str(folder)}
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([sys.executable, "-c", code, str(source)], env=environment, check=True)
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, the others in their order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time, and would be other tests in each process."""
    return argname if isinstance(val, bytes) else None
