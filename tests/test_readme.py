"""The commands of the README run, and say what stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import PROJECT

from trialkg.resources import examples_folder

README = (PROJECT / "README.md").read_text(encoding="utf-8")
SET_UPS = 2
"""So many blocks at the top set up an environment of their own: a newcomer's machine runs those."""


class Block(NamedTuple):
    """Commands of the README, and the output printed under them."""

    commands: str
    output: str


def blocks() -> list[Block]:
    found = re.findall(r"^```bash\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", README, re.DOTALL | re.MULTILINE)
    return [Block(*each) for each in found]


def run(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    unset = {"TRIALKG_STORE", "FORCE_COLOR", "GITHUB_ACTIONS"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if name not in unset} | {"PATH": path}
    shell = ["bash", "-e", "-o", "pipefail", "-c", commands]
    return subprocess.run(
        shell,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def is_among(line: str, said: str) -> bool:
    """Whether a line of the README is a line of the output; an ellipsis stands for anything."""
    pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
    return any(re.fullmatch(pattern, each.strip()) for each in said.splitlines())


def test_the_first_two_blocks_are_the_two_commands_of_a_newcomer() -> None:
    demo, tests = (block.commands.splitlines() for block in blocks()[:SET_UPS])
    assert len(demo) == len(tests) == 1
    assert demo[0].startswith("python3 -m venv .venv && ")
    assert demo[0].endswith("/trialkg demo")
    assert tests[0].startswith("python3 -m venv .venv && ")
    assert "/pytest" in tests[0]


@pytest.mark.long
def test_every_command_of_the_readme_runs_and_says_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(examples_folder())
    for block in blocks()[SET_UPS:]:
        done = run(block.commands, tmp_path)
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{block.commands}\n{said}"
        missing = [line for line in block.output.splitlines() if not is_among(line, said)]
        assert missing == [], f"{block.commands}\n{said}"


def test_an_output_that_differs_would_be_seen() -> None:
    assert is_among("30 records: … built.", "30 records: 30 built.\nmore")
    assert not is_among("30 records: 29 built.", "30 records: 30 built.\nmore")
