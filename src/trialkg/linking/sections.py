"""The sections of a prose field: what the text under a heading is for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum


class Section(Enum):
    """What a stretch of prose is for, as far as its heading says so."""

    AIMS = "aims"
    PLAN = "plan"
    RATIONALE = "rationale"
    ELIGIBILITY = "eligibility"
    OPEN = "open"


_WORDS = {
    Section.ELIGIBILITY: r"(?:in|ex)clusion(?: (?:and exclusion )?criteri(?:a|on))?|eligibility(?: criteria)?"
    r"|patient (?:selection|population)|eligible patients|study population",
    Section.AIMS: r"objectives?|aims?|purposes?|goals?|hypothes[ie]s|end-?points?",
    Section.PLAN: r"outline|methods?(?: and materials?)?|methodology|(?:study |trial )?design"
    r"|(?:study )?procedures?|study therapy|treatment(?: plan| schedule| schema)?|interventions?|protocol"
    r"|study plan|schema|(?:experimental|control|standard|intervention)? ?(?:arm|group|cohort)(?: [A-D1-4])?",
    Section.RATIONALE: r"rationale|background|introduction|context|significance|preclinical data",
}
_HEADING = re.compile(
    r"(?:^|(?<=[.;:\n-]))[ \t•*\d.)(-]*(?:(?:study|trial|primary|secondary|main|key|scientific"
    r"|specific|overall)"
    r"(?: and \w+)?[ ]+)*(?:"
    + "|".join(f"(?P<{section.name}>{words})" for section, words in _WORDS.items())
    + r")(?:[ ]of the (?:study|trial))?[ \t]*(?:[:：]|[ \t]-[ \t]|\n|$)",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_HEADING = re.compile(r"^[ \t•*\d.)(-]*[A-Z][\w ,/&-]{2,50}:(?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class Sections:
    """Where the sections of a text begin, in order."""

    starts: tuple[int, ...]
    kinds: tuple[Section, ...]

    @classmethod
    def of(cls, text: str) -> Sections:
        """The sections under the headings that the text has; a heading of another kind opens one too."""
        found = {match.end(): Section.OPEN for match in _OTHER_HEADING.finditer(text)}
        found |= {match.end(): Section[match.lastgroup or "OPEN"] for match in _HEADING.finditer(text)}
        starts = tuple(sorted(found))
        return cls(starts, tuple(found[start] for start in starts))

    def at(self, offset: int) -> Section:
        """The section that an offset stands in."""
        place = bisect_right(self.starts, offset)
        return self.kinds[place - 1] if place else Section.OPEN
