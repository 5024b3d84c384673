"""Writes docs/commands.md from the help of the commands themselves, so that the page cannot go stale.

Run ``python docs/reference.py`` to write it again; a test fails while the page is not what this writes.
The page is made of names, texts and defaults, not of the help as a terminal shows it: that differs between
versions of typer.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from trialkg.cli import app

PAGE = Path(__file__).parent / "commands.md"

_INTRODUCTION = """\
# Commands

Written by `python docs/reference.py` from the commands' own help; `trialkg COMMAND --help` says the same.

Data goes to standard output, everything else to standard error, so a pipe carries data only. Progress bars
show on a terminal only. `--store` may also be given as `TRIALKG_STORE`.

| exit code | means |
|---|---|
| 0 | done; for `validate`, `reason`, `coverage` and `doctor`: checked, nothing found |
| 1 | checked, and found something; for `build`, `map`, `demo`: records rejected, or `--fail-on` reached |
| 2 | could not: wrong usage, missing or unreadable input, nothing to check, nothing built |
"""

_BY_PROCESSORS = {
    "jobs": "as many as processors",
    "quick": "one more than processors",
    "long": "as many as processors, at least two",
}
"""Defaults that differ from machine to machine."""


def commands() -> Iterator[tuple[str, TyperCommand]]:
    """Every command under the name a person types, those of a group after the group's name."""
    yield from _below("", typer.main.get_command(app))


def _below(prefix: str, command: object) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _below(f"{prefix} {name}".strip(), command.get_command(context, name))
    elif isinstance(command, TyperCommand):
        yield prefix, command


def examples(command: TyperCommand) -> list[str]:
    """The examples in a command's help, one a line."""
    lines = (line.strip() for line in (command.help or "").splitlines())
    return [line.removeprefix("Example:").strip() for line in lines if line.startswith("Example:")]


def page() -> str:
    """The whole page."""
    general = typer.main.get_command(app).params
    options = _table("option of trialkg itself", [p for p in general if "completion" not in (p.name or "")])
    sections = ("\n".join(_section(name, command)) for name, command in commands())
    return "\n".join((_INTRODUCTION, *options, "", *sections))


def _section(name: str, command: TyperCommand) -> Iterator[str]:
    yield f"## trialkg {name}\n"
    yield from (line for line in _prose(command) if line)
    yield from ("```bash", *examples(command), "```", "")
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [
        param for param in command.params if param.param_type_name == "option" and param.name != "help"
    ]
    yield from _table("argument", arguments)
    yield from _table("option", options)


def _prose(command: TyperCommand) -> Iterator[str]:
    for paragraph in (command.help or "").split("\n\n"):
        if not paragraph.strip().startswith("Example:"):
            yield " ".join(paragraph.split()) + "\n"


def _table(heading: str, params: list[Any]) -> Iterator[str]:
    if params:
        yield from (f"| {heading} | says |", "|---|---|")
        yield from (f"| {_names(param)} | {_says(param)} |" for param in params)
        yield ""


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        name = param.metavar or str(param.name).upper()
        return f"`{name if param.required else f'[{name}]'}{'...' if param.nargs == -1 else ''}`"
    value = "" if param.is_flag else f" {param.metavar or 'VALUE'}"
    return ", ".join(f"`{name}{value}`" for name in (*param.opts, *param.secondary_opts)).replace("|", r"\|")


def _says(param: Any) -> str:
    facts = [_default(param)]
    if param.envvar:
        facts.append(f"environment: `{param.envvar}`")
    if param.required:
        facts.append("required")
    notes = "; ".join(fact for fact in facts if fact)
    text = " ".join((param.help or "").split()).replace("|", r"\|")
    return f"{text} ({notes})" if notes else text


def _default(param: Any) -> str:
    """The default worth telling; how many processors this machine has is not."""
    value = param.default.value if isinstance(param.default, Enum) else param.default
    if param.name in _BY_PROCESSORS:
        return f"default: {_BY_PROCESSORS[param.name]}"
    told = param.param_type_name == "option" and not param.is_flag and value not in (None, "", [], ())
    return f"default: `{value}`" if told else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
