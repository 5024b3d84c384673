"""The texts of a study in which concepts are looked for, each with the place it is, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from trialkg.linking.roles import Place
from trialkg.linking.sections import Section
from trialkg.linking.sentences import sentences
from trialkg.study import Arm, Study
from trialkg.vocabulary.codes import StudyType

_OBSERVING = re.compile(
    r"\b(?:PET|positron|(?:molecular |functional )?imaging|MRI?|tomography|tracers?|uptake"
    r"|biomarkers?|circulating"
    r"|ctDNA)\b(?![^.;,]{0,20}\b(?:guid|based|direct|adapt|boost|plan))",
    re.IGNORECASE,
)
"""Words of a title that the study looks at what treatment does, rather than trying it."""

_CUT_SHORT = re.compile(r"(?:\b\w|\bal|\bvs|\be\.g|\bi\.e|(?<![\w.-])\d{1,2})\.$")
"""An end that is none: a letter or a figure before its full stop, as in ``500 mg i.`` and ``3.``"""

_LONGEST_CUT = 8
"""Characters that such an end can have."""

_PLACES = {
    "briefTitle": Place(title=True),
    "officialTitle": Place(title=True),
    "briefSummary": Place(summary=True),
    "detailedDescription": Place(),
    "eligibility.criteria": Place(section=Section.ELIGIBILITY),
    "eligibility.population": Place(section=Section.ELIGIBILITY),
}
_REGISTERED = Place(section=Section.PLAN)
"""The place of what arms and interventions say of themselves."""

_ARM = re.compile(r"arms\[(\d+)\]")


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A text of the study, the field it is, the place its sentences stand in, and the arm it is of."""

    field: str
    text: str
    place: Place
    arm: Arm | None = None


def texts_of(study: Study) -> Iterator[tuple[str, str]]:
    """The texts in which concepts are looked for, each after its field; those not there are left out."""
    for field, text in (
        ("briefTitle", study.brief_title),
        ("officialTitle", study.official_title),
        ("briefSummary", study.brief_summary),
        ("detailedDescription", study.detailed_description),
        ("eligibility.criteria", study.eligibility.criteria),
        ("eligibility.population", study.eligibility.population),
    ):
        if text:
            yield field, text
    for position, arm in enumerate(study.arms, 1):
        yield f"arms[{position}].label", arm.label
        if arm.description:
            yield f"arms[{position}].description", arm.description
    for position, intervention in enumerate(study.interventions, 1):
        if intervention.description:
            yield f"interventions[{position}].description", intervention.description


def passages(study: Study, texts: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """The texts of a study with the places that their sentences stand in."""
    looks = _looks(study)
    observes = looks or study.study_type is StudyType.OBSERVATIONAL
    for field, text in texts:
        place = _PLACES.get(field, _REGISTERED)
        if looks if place.title else observes:
            place = replace(place, observes=True)
        yield Passage(field, text, place, _arm(study, field))


def _looks(study: Study) -> bool:
    """Whether a study looks at what treatment does, by its titles or by all that it registers.

    A study that observes can as well name in its title the treatment that it is about.
    """
    names = [each.name for each in study.interventions]
    titles = f"{study.brief_title or ''}\n{study.official_title or ''}"
    return _OBSERVING.search(titles) is not None or (bool(names) and all(map(_OBSERVING.search, names)))


def _arm(study: Study, field: str) -> Arm | None:
    match = _ARM.match(field)
    return study.arms[int(match[1]) - 1] if match else None


def sentences_of(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage with their offsets: the lines of criteria, a title as it stands."""
    if passage.place.title:
        yield 0, passage.text
    elif passage.place.section is Section.ELIGIBILITY:
        yield from _lines(passage.text)
    else:
        yield from _mended(passage.text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield offset + len(line) - len(line.lstrip()), line.strip()
        offset += len(line)


def _mended(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, those joined again that a full stop within cut in two."""
    begun: int | None = None
    for start, sentence in sentences(text):
        begun = start if begun is None else begun
        if not _CUT_SHORT.search(sentence, max(0, len(sentence) - _LONGEST_CUT)):
            yield begun, text[begun : start + len(sentence)]
            begun = None
    if begun is not None:
        yield begun, text[begun:].rstrip()
