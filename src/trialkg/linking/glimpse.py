"""A first look at a record: whether it may name another study at all. Most do not, and this is fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from trialkg.linking.references import is_name, numbers_in
from trialkg.linking.registrations import numbers_of_others
from trialkg.linking.statements import texts_of, titles_of
from trialkg.study import Study

_WITH_CT = (
    "CTR",
    "RCTN",
    "udraCT",
    "UDRACT",
    "EUCT",
    "EU CT",
    "EU-CT",
    "CTIS",
    "jRCT",
    "IRCT",
    "KCT0",
    "apicCTI",
)
"""What registry numbers with ``CT`` in them hold; ``CTR`` is in those of China, Australia and India."""

_WITHOUT_CT = ("NTR", "DRKS", "UMIN", "RBR-", "udract")

_STUDY_ENDINGS = ("tudy", "rial", "ohort", "rotocol")
_MARKS = "()[]（）\"'“”’,:;.\n "
_FARTHEST = 40
_TITLE_NAME = re.compile(
    r"\(([^()\s]{3,20})\)|^(?:The )?([^\s:]{3,20})(?::| [Ss]tudy\b| [Tt]rial\b)"
    r"|[-–] ?(?:[Tt]he )?([^\s]{3,20}) (?:[Ss]tudy|[Tt]rial)\b"
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Whether a record has a registry number besides its own, and the names it may have for other studies."""

    has_numbers: bool
    names: frozenset[str]

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return self.has_numbers or bool(self.names)


def glimpse_of(study: Study) -> Glimpse:
    """Look for a number that is not the study's own, and for names and codes beside a word for a study."""
    text = "\n".join(texts_of(study))
    if _has_other_number(text, study) or numbers_of_others(study):
        return Glimpse(has_numbers=True, names=frozenset())
    words = {word for word in _words_by_study(text) if is_name(word)}
    return Glimpse(has_numbers=False, names=frozenset(words - own_names(study) if words else ()))


def own_names(study: Study) -> set[str]:
    """The study's acronym, its words, and the names that its titles give it."""
    names = {study.acronym, *study.acronym.split()} if study.acronym else set()
    for _, title in titles_of(study):
        names |= {name for found in _TITLE_NAME.findall(title) for name in found if name and is_name(name)}
    return names


def _has_other_number(text: str, study: Study) -> bool:
    """Whether there is another number: one search after another for letters, patterns only where they are."""
    if not (("CT" in text and _may_have_ct(text, study)) or any(map(text.__contains__, _WITHOUT_CT))):
        return False
    own = {study.registry_id, *study.aliases}
    return any(mention.reference.number not in own for mention in numbers_in(text))


def _may_have_ct(text: str, study: Study) -> bool:
    numbers = text.count("NCT")
    if numbers and numbers > sum(text.count(own) for own in (study.registry_id, *study.aliases)):
        return True
    around = "\n".join(text[max(0, place - 4) : place + 4] for place in _places_of("CT", text))
    return any(map(around.__contains__, _WITH_CT))


def _places_of(letters: str, text: str) -> Iterator[int]:
    place = text.find(letters)
    while place >= 0:
        yield place
        place = text.find(letters, place + 1)


def _words_by_study(text: str) -> Iterator[str]:
    """Words with a capital or digit at their end that stand before a study, and those that follow one."""
    for ending in _STUDY_ENDINGS:
        for before, after in pairwise(text.split(ending)):
            if before[-3:-2].isupper() or before[-3:-2].isdigit():
                yield before[-_FARTHEST:-2].split()[-1].strip(_MARKS)
            if after[1:2].isupper() or after[1:2].isdigit() or after[:2].strip() == ":":
                yield next(iter(after[1:_FARTHEST].lstrip(_MARKS).split()), "").strip(_MARKS)
