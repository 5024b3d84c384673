"""Draws the README's picture, SONImage and what the graph says around it, from a store built of the examples.

Nothing in it is written by hand but the places of the boxes: every word comes from a stored query.
Run ``python docs/picture.py`` to draw it again; a test fails while the file is not what this draws.
"""

from __future__ import annotations

import tempfile
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pyoxigraph as ox

from trialkg.build import BuildOptions, build_store
from trialkg.queries import ask
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore

PICTURE = Path(__file__).parent / "images" / "sonimage.svg"
STUDY = "NCT04125277"

_WIDTH, _HEIGHT = 1000, 560
_LINE = 18
_STYLE = """
  text { font: 13px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2933 }
  .page { fill: #fbfcfd } .edge { stroke: #8292a2; stroke-width: 1.4; fill: none } .tip { fill: #8292a2 }
  .study rect { fill: #d7e8fb; stroke: #2f6fb0 } .part rect { fill: #ffffff; stroke: #8292a2 }
  .concept rect { fill: #e2f3e2; stroke: #3b873e } .mesh rect { fill: #fdeed3; stroke: #b4700a }
  .title { font-weight: 600 } .small { font-size: 11.5px; fill: #52606d }
  .said { font-size: 11.5px; font-style: italic; fill: #52606d } .name { font-size: 11.5px; fill: #2f6fb0 }
  .halo { paint-order: stroke; stroke: #fbfcfd; stroke-width: 5px; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb } .page { fill: #10171f } .halo { stroke: #10171f }
    .study rect { fill: #17395c; stroke: #6ba6e0 } .part rect { fill: #1c2733; stroke: #7b8794 }
    .concept rect { fill: #1c3d22; stroke: #6cbf70 } .mesh rect { fill: #47330f; stroke: #e0a84a }
    .small, .said { fill: #b3bfcb } .name { fill: #8fc0f0 }
  }"""

Row = dict[str, str]


@dataclass(frozen=True)
class Box:
    """A node of the picture: where it stands, what kind it is, its heading and the lines under it."""

    kind: str
    x: int
    y: int
    width: int
    title: str
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """As high as its lines."""
        return 14 + _LINE * (1 + len(self.lines))

    def at(self, across: float, down: float) -> tuple[float, float]:
        """A point of the box, each way from 0 to 1."""
        return self.x + across * self.width, self.y + down * self.height

    def svg(self) -> str:
        """The box with its text."""
        middle = self.x + self.width / 2
        rows = [_text(middle, self.y + 20, self.title, "title")]
        rows += [
            _text(middle, self.y + 20 + _LINE * number, line, "small")
            for number, line in enumerate(self.lines, 1)
        ]
        frame = f'<rect x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" rx="7"/>'
        return "\n".join((f'<g class="{self.kind}">', frame, *rows, "</g>"))


def draw(store: EmbeddedStore) -> str:
    """The picture of SONImage as the store has it."""
    parts = (
        *_identity(store),
        *_interventions(store),
        *_conditions(store),
        *_outcomes(store),
        *_criteria(store),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="The study SONImage in the graph">\n<style>{_STYLE}\n</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>\n'
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}" rx="12"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _answer(store: EmbeddedStore, query: str, **values: str) -> list[Row]:
    found = ask(store, query, values)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: _value(row[name]) for name in names} for row in found]


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _study(store: EmbeddedStore, number: str) -> Row:
    return next(row for row in _answer(store, "studies") if row["nct"] == number)


def _centre(row: Row) -> Box:
    lines = (STUDY, f"{row['status']}, {row['enrollment']} patients")
    return Box("study", 375, 255, 215, row["title"], lines)


def _identity(store: EmbeddedStore) -> list[str]:
    centre = _centre(_study(store, STUDY))
    relation = next(
        row for row in _answer(store, "study-relations", study=STUDY) if row["related"].startswith("NCT")
    )
    parent = _study(store, relation["related"])
    box = Box("study", 30, 30, 270, relation["related"], tuple(textwrap.wrap(parent["title"], 40)[:2]))
    record = _answer(store, "provenance", study=STUDY)[0]
    source = Box("part", 715, 470, 200, record["source"], (f"hash {record['hash'][:12]}…",))
    return [
        _edge(centre.at(0.1, 0), box.at(0.92, 1), relation["relation"]),
        _edge(centre.at(0.85, 1), source.at(0.1, 0), "wasDerivedFrom"),
        *(shape.svg() for shape in (centre, box, source)),
        *_said(30, box.y + box.height + 18, relation["evidence"], relation["confidence"]),
    ]


def _interventions(store: EmbeddedStore) -> list[str]:
    rows = [row for row in _answer(store, "interventions", study=STUDY) if row["intervention"]]
    arm = _answer(store, "arms", study=STUDY)[0]
    centre = _centre(_study(store, STUDY))
    arm_box = Box("part", 402, 60, 160, arm["arm"], ("arm",))
    box = Box("part", 700, 50, 270, "intervention", tuple(textwrap.wrap(rows[0]["intervention"], 40)[:2]))
    uses = [
        Box("concept", 700 + 145 * number, 175, 125, row["concept"], (f"role: {row['role']}",))
        for number, row in enumerate(rows[:2])
    ]
    return [
        _edge(centre.at(0.5, 0), arm_box.at(0.5, 1), "hasArm"),
        _edge(arm_box.at(1, 0.5), box.at(0, 0.45), "uses"),
        _edge(centre.at(0.9, 0), box.at(0, 0.9), "hasIntervention"),
        *(_edge(box.at(0.25 + 0.5 * n, 1), use.at(0.5, 0), "concept") for n, use in enumerate(uses)),
        *(shape.svg() for shape in (arm_box, box, *uses)),
    ]


def _conditions(store: EmbeddedStore) -> list[str]:
    row = next(row for row in _answer(store, "conditions", study=STUDY) if row["mesh"])
    centre = _centre(_study(store, STUDY))
    box = Box("part", 30, 268, 200, row["term"], ("condition, as registered",))
    mesh = Box("mesh", 30, 385, 200, f"mesh:{row['mesh']}", (row["label"],))
    return [
        _edge(centre.at(0, 0.5), box.at(1, 0.5), "hasCondition"),
        _edge(box.at(0.5, 1), mesh.at(0.5, 0), f"descriptor, {row['method']}"),
        box.svg(),
        mesh.svg(),
    ]


def _outcomes(store: EmbeddedStore) -> list[str]:
    rows = _answer(store, "outcomes", study=STUDY)[:2]
    centre = _centre(_study(store, STUDY))
    drawn: list[str] = []
    for number, row in enumerate(rows):
        what = (f"{row['level']}, {row['timeFrame']}",)
        box = Box(
            "part", 700, 264 + 80 * number, 165, textwrap.shorten(row["measure"], 21, placeholder=" …"), what
        )
        named = row["concept"] or row["instrument"]
        drawn.append(_edge(centre.at(1, 0.4 + 0.3 * number), box.at(0, 0.5), "hasOutcome", along=0.55))
        if named:
            meant = Box("concept", 885, box.y + 9, 90, named)
            drawn += [_edge(box.at(1, 0.5), meant.at(0, 0.5), ""), meant.svg()]
        drawn.append(box.svg())
    return drawn


def _criteria(store: EmbeddedStore) -> list[str]:
    rows = _answer(store, "eligibility", study=STUDY)
    row = next((row for row in reversed(rows) if row["feature"]), rows[-1])
    centre = _centre(_study(store, STUDY))
    heading = f"{row['kind']} criterion {row['position']}"
    box = Box("part", 255, 450, 240, heading, tuple(textwrap.wrap(row["text"], 37)[:3]))
    drawn = [_edge(centre.at(0.3, 1), box.at(0.5, 0), "hasCriterion"), box.svg()]
    if row["feature"]:
        measured = f"{row['feature']} {row['comparator']} {row['value']} {row['unit']}"
        constraint = Box("concept", 30, 468, 165, measured, ("constraint",))
        drawn += [_edge(box.at(0, 0.5), constraint.at(1, 0.5), ""), constraint.svg()]
    return drawn


def _said(x: int, y: int, quote: str, confidence: str) -> list[str]:
    """The end of the sentence that says so, where the related study is named, and how sure that is."""
    lines = textwrap.wrap(quote, 34)[-3:]
    said = (f"“… {lines[0]}", *lines[1:-1], f"{lines[-1]}”")
    texts = [_text(x, y + 15 * number, line, "said", anchor="start") for number, line in enumerate(said)]
    return [
        *texts,
        _text(x, y + 15 * len(said), f"evidence, confidence {confidence}", "small", anchor="start"),
    ]


def _text(x: float, y: float, words: str, style: str, anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{style}" text-anchor="{anchor}">{escape(words)}</text>'


def _edge(start: tuple[float, float], end: tuple[float, float], name: str, along: float = 0.5) -> str:
    x = start[0] + along * (end[0] - start[0])
    y = start[1] + along * (end[1] - start[1])
    line = (
        f'<line class="edge" x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" '
        'marker-end="url(#tip)"/>'
    )
    return f"{line}\n{_text(x, y + 4, name, 'name halo')}" if name else line


def drawn() -> str:
    """The picture of a store built anew from the examples."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [str(path) for path in sorted(examples_folder().glob("NCT*"))]
        build_store(sources, Path(folder), BuildOptions(profile=None))
        return draw(EmbeddedStore.open(Path(folder)))


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
