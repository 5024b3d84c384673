"""Cutting lines that hold several criteria into a line each, with the marks that the others have.

Three layouts: the paragraphs of the National Cancer Institute's older records, whose items follow each other
with nothing between but a capital (``Age: 18 and over Performance status: ECOG 0-2``); numbers in the middle
of a line (``… criteria:1.Adult;2.Consent``); and criteria parted by semicolons. The words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(
    r"(?:^|(?<=\s))(?:(?P<section>(?:(?:DISEASE|PATIENT|POPULATION) CHARACTERISTICS"
    r"|PRIOR[ /]CONCURRENT THERAPY|PROTOCOL ENTRY CRITERIA"
    r"|Hematopoietic|Hepatic|Renal|Cardiovascular|Pulmonary|Neurologic|Metabolic|Gastrointestinal|Immunologic"
    r"|Ophthalmic|Other|Biologic therapy|Chemotherapy|Endocrine therapy|Radiotherapy|Surgery)\s*:)"
    r"|(?P<label>(?:Age|Sex|Menopausal status|Performance status|Life expectancy)\s*:))"
)
_PARAGRAPHS = ("CHARACTERISTICS:", "CONCURRENT THERAPY:")
_BEGINNING = re.compile(
    r"(?:(?<=[a-z0-9%)\]'.])(?<!\b\w\.)|(?<=[a-z)]:)|(?<=\d[+-])|(?<=[a-z][A-Z])|(?<=\b[A-Z]{2})"
    r"|(?<=[A-Z]{3})) +"
    r"(?=[A-Z](?:[a-z]+\b|-?[a-z]+[- ])|[A-Z][A-Za-z0-9/-]+ (?:(?:or|and) [A-Z]\w+ )?"
    r"(?:count |level )?(?:no (?:greater|less|more)|at least|less than|greater than|more than"
    r"|negative|positive|normal|within normal))"
)
"""The blank before a capital, where an item may begin."""

_GOES_ON = re.compile(
    r"(?:\b(?:an?|the|of|and|or|in|to|with|without|for|from|by|at|on|no|not|than|as|is|are|be|was|has|have"
    r"|per|via"
    r"|prior|any|other|known|active|like|non|either|both|non-|grade|stage|class|phase|type|after|before|since"
    r"|during|including|include|against|under|versus|vs|except|if|when|that|which|see|e\.g\.|i\.e\.)|[,(/]"
    r"|(?-i:\b[A-Z][a-z]+)(?<!Characteristics)(?<!Criteria))$",
    re.IGNORECASE,
)
"""Words after which a capital is no beginning, among them any with a capital of its own."""

_NAMES = re.compile(
    r"(?:Karnofsky|Lansky|Zubrod|Hodgkin|Ewing|Philadelphia|Gleason|Kaposi|Burkitt|Crohn|Barrett|Langerhans"
    r"|Gilbert"
    r"|Cushing|Epstein|Wilms|Waldenstrom|Brenner|Paget|Fanconi|Sjogren|Coumadin|Doppler|Child|Breslow|Clark"
    r"|Bence|Dukes"
    r"|New York|Marrow|Cancer|Oncology|Group|Association|Institute|Characteristics|Therapy|Lugano|Ann Arbor"
    r"|Rai|Binet|Fuhrman|Durie|Salmon|Ommaya|Hickman|Ig[AGM]|Rh|Jewish|American|European|January|February"
    r"|March|April|May"
    r"|June|July|August|September|October|November|December)\b"
)
"""Names, which have a capital anywhere."""

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s:;,.；：]))(?P<number>\d{1,3})(?P<style>[.)])\s*(?=[A-Za-z<>≤≥\"'(])(?!\w\.)"
)
_MARKS = re.compile(r"[0-9][.)]")
_MARK = re.compile(r"\s*(?:[*•·▪‣○●–—-]\s*)?")
_PAREN = re.compile(r"[()\[\]]|[;；]\s*")
_FEWEST_PARTS = 3
_SHORTEST_RUN = 60
_LONGEST_WORD = 40


def expanded(lines: list[str]) -> Iterator[str]:
    """The lines, those that hold several items as a line each, indented below what leads them."""
    marked = any(map(_MARKED.match, lines))
    if marked and not _may_hold_several(lines):
        yield from lines
        return
    begun = frozenset(int(match[1]) for match in map(_LEADING.match, lines) if match)
    last = 0
    for line in lines:
        if any(name in line for name in _PARAGRAPHS) or (not marked and _SECTION.match(line)):
            yield from _paragraph(line)
            continue
        parts = list(_numbered_parts(line, last, begun))
        if len(parts) == 1 and not marked and line.count(";") >= _FEWEST_PARTS - 1:
            parts = list(_semicolon_parts(line))
        yield from parts
        number = _LEADING.match(parts[-1])
        last = int(number[1]) if number else last


_LEADING = re.compile(r"\s*(?:[*•-]\s*)?\(?(\d{1,3})[.)]\s")
_MARKED = re.compile(r"\s*(?:[*•·▪‣○●–—-]|\(?(?:\d{1,3}|[a-z])[.)]\s)")


def _may_hold_several(lines: list[str]) -> bool:
    """Whether one of the lines of a text, some of which have marks, may hold several items."""
    whole = "\n".join(lines)
    return any(map(whole.__contains__, _PARAGRAPHS)) or any(map(_has_two_marks, lines))


def _has_two_marks(line: str) -> bool:
    return line.count(".") + line.count(")") > 1 and len(_MARKS.findall(line)) > 1


def _paragraph(line: str) -> Iterator[str]:
    """The headings and items of a paragraph of the National Cancer Institute's records, a line each."""
    end, label = 0, ""
    for match in _SECTION.finditer(line):
        yield from _items(label, line[end : match.start()])
        if match["section"]:
            yield from ("", match["section"])
        label, end = match["label"] or "", match.start("label") if match["label"] else match.end()
    yield from _items(label, line[end:])


def _items(label: str, text: str) -> Iterator[str]:
    start = 0
    for match in _BEGINNING.finditer(text):
        before = text[start : match.start()].strip()
        if before in ("", label) or _GOES_ON.search(before[-_LONGEST_WORD:]):
            continue
        if not before.endswith(":") and _NAMES.match(text, match.end()):
            continue
        yield f"* {before}"
        start = match.end()
    if text[start:].strip():
        yield f"* {text[start:].strip()}"


def _numbered_parts(line: str, last: int, begun: frozenset[int]) -> Iterator[str]:
    """A line cut before numbers of one style that follow each other, from 1 or on from the last printed.

    Numbers that begin a line of their own elsewhere are none within one.
    """
    run = _run(line, last, begun)
    if run is None:
        yield line
        return
    mark = _MARK.match(line)
    lead = line[: run[0].start()]
    indent = " " * (len(line) - len(line.lstrip()))
    if mark is not None and run[0].start() > mark.end():
        yield lead.rstrip()
        indent += "   "
    for index, match in enumerate(run):
        end = run[index + 1].start() if index + 1 < len(run) else len(line)
        yield f"{indent}{match['number']}. {line[match.end() : end].strip()}"


def _run(line: str, last: int, begun: frozenset[int]) -> list[re.Match[str]] | None:
    found = list(_NUMBERED.finditer(line)) if _has_two_marks(line) else []
    for place, first in enumerate(found):
        if int(first["number"]) not in (1, last + 1):
            continue
        run = [first]
        for match in found[place + 1 :]:
            number = int(match["number"])
            follows = match["style"] == first["style"] and number == int(run[-1]["number"]) + 1
            if follows and number not in begun:
                run.append(match)
        if len(run) > 1:
            return run
    return None


def _semicolon_parts(line: str) -> Iterator[str]:
    """A line cut after its semicolons but those in brackets, where there are at least two."""
    if len(line) < _SHORTEST_RUN:
        yield line
        return
    depth = start = 0
    parts = []
    for match in _PAREN.finditer(line):
        if match[0] in "([":
            depth += 1
        elif match[0] in ")]":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(line[start : match.end()].strip())
            start = match.end()
    parts.append(line[start:].strip())
    whole = [part for part in parts if part]
    yield from whole if len(whole) >= _FEWEST_PARTS else (line,)
