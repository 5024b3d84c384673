"""The pre-commit hook and the workflow of the documentation are fit to be used as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from trialkg.cli import run

yaml = pytest.importorskip("yaml", reason="needs PyYAML to read the hook and the workflow")

PROJECT = Path(__file__).resolve().parents[2]


def workflow() -> dict[Any, Any]:
    page = PROJECT.joinpath("docs", "validation.md").read_text(encoding="utf-8")
    match = re.search(r"```yaml\n(name: .*?)```", page, re.DOTALL)
    assert match
    parsed: dict[Any, Any] = yaml.safe_load(match[1])
    return parsed


def test_the_hook_runs_the_command_on_the_files_it_can_read() -> None:
    (hook,) = yaml.safe_load(PROJECT.joinpath(".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "trialkg-validate"
    assert hook["entry"] == "trialkg validate"
    for name in ("a.ttl", "folder/b.nt", "c.nq"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "README.md")


def test_the_workflow_of_the_documentation_has_steps_that_the_command_line_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = PROJECT.joinpath("tests", "shapes", "clean.ttl").read_bytes()
    tmp_path.joinpath("graph").mkdir()
    tmp_path.joinpath("graph", "studies.ttl").write_bytes(clean)
    monkeypatch.chdir(tmp_path)
    steps = [step for job in workflow()["jobs"].values() for step in job["steps"]]
    commands = [
        line.strip()
        for step in steps
        for line in str(step.get("run", "")).splitlines()
        if line.strip().startswith("trialkg validate")
    ]
    assert len(commands) >= 2
    for command in commands:
        arguments = command.partition(">")[0].split()[1:]
        assert run([argument.replace("*.ttl", "studies.ttl") for argument in arguments]) == 0
