"""Environments of their own for peers from PyPI, whose dependencies are no concern of trialkg's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

from benchmarks.work import UnavailableError

_SECONDS = 900


def python_with(requirement: str) -> Path:
    """The Python of an environment that has this requirement, made and kept in the user's cache.

    Raises UnavailableError where it cannot be installed.
    """
    folder = user_cache_path("trialkg", appauthor=False) / "benchmarks" / requirement
    python = folder / "bin" / "python"
    installed = folder / "installed"
    if not installed.is_file():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)], requirement)
        _run([str(python), "-m", "pip", "install", "--quiet", requirement], requirement)
        installed.touch()
    return python


def _run(command: list[str], requirement: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{requirement} could not be installed: {error}") from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise UnavailableError(f"{requirement} could not be installed: {said[-1] if said else 'pip failed'}")
