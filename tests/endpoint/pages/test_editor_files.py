"""What the pages ship of other people's code is what its sources and their licences say."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest
from tests.conftest import PROJECT
from tests.node import node, node_file

from trialkg.endpoint.pages.rendering import STATIC_FOLDER

WEB: Final = PROJECT / "web"


def test_the_editor_is_what_its_script_makes(tmp_path: Path) -> None:
    node_file("esbuild", "editor")
    subprocess.run([node(), str(WEB / "editor/build.js"), str(tmp_path)], check=True, capture_output=True)
    for name in ("editor.js", "editor.licences.txt"):
        assert (tmp_path / name).read_bytes() == (STATIC_FOLDER / name).read_bytes(), (
            f"npm run build --prefix web/editor writes {name} anew"
        )


def test_every_licence_that_ships_is_one_that_lets_it() -> None:
    text = (STATIC_FOLDER / "editor.licences.txt").read_text(encoding="utf-8")
    found = re.findall(r"^(\S+) (\d[\w.-]*) \((.+)\)$", text, re.MULTILINE)
    assert "@codemirror/view" in {name for name, _, _ in found}
    assert {licence for _, _, licence in found} == {"MIT"}
    assert text.count("Permission is hereby granted, free of charge") == len(found)


@pytest.mark.parametrize("folder", ["editor", "clients"])
def test_what_npm_installs_is_pinned_and_names_no_host(folder: str) -> None:
    lock = json.loads((WEB / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all(each["integrity"].startswith("sha") and "resolved" not in each for each in packages.values())
    wanted = json.loads((WEB / folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
