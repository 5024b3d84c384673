"""Who is who in one record: the study's own names and numbers, and the names its text gives to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from trialkg.linking.cue_language import OTHER, OWN, TARGET
from trialkg.linking.glimpse import Glimpse, own_names
from trialkg.linking.links import StudyReference, study_named
from trialkg.linking.references import Mention, mentions_of, names_in, numbered_names, numbers_in
from trialkg.linking.registrations import numbers_of_others, own_numbers
from trialkg.linking.relation_cues import Cue
from trialkg.linking.statements import texts_of
from trialkg.linking.study_names import number_key
from trialkg.study import Study

_BRACKETED = re.compile(r"\([^()]*\)")
_TWICE = re.compile(rf"{TARGET}\s*[(\[]{TARGET}[)\]]")
_BEFORE_A_STUDY = re.compile(
    r"\b(?:in|from|of|within|during|into|under|alongside|the|and|parent|main|study|trial|called|or|[Aa]fter)"
    r"\s+(?:(?:the|both|either)\s+)?[\"“‘'(]?$"
    r"|\b(?:[Ss]tud(?:y|ies)|[Tt]rials?)\s*[(\[:][^()]*$"
)
_AFTER_A_STUDY = re.compile(
    r"[\"”’')]*\s+(?:\w+\s+)?(?:stud|trial|cohort|protocol|participants|patients|subjects|population|registry)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d{3}")
_THE_PARENT = re.compile(
    r"\b(?:the|this|their|that) (?:parent|main|core|feeder|base|larger|host|parental|mother|overarching)"
    r" (?:[\w-]+ )?(?:study|trial|protocol|cohort)\b"
    r"(?!\W{0,3}[(\[,:]|\s+(?:called|named|\(|NCT|(?-i:[A-Z0-9]{3})))",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"\bthis (?:study|trial|protocol|posting|registration|record)\s*[,:(]?\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Naming:
    """The study's own names and numbers, the numbers behind the names of others, and the parent, if plain.

    ``known`` are names that mean a study wherever they stand; others need a word for a study beside them.
    ``hints`` are all the names to look for in a record that has no registry number of another study.
    """

    own: frozenset[str]
    numbers: Mapping[str, str]
    parent: str | None = None
    known: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()

    def may_name_others(self, text: str) -> bool:
        """Whether a text is worth reading for other studies; fast."""
        return not self.hints or any(name in text for name in self.hints)

    def mentions(self, text: str) -> list[Mention]:
        """Each place of a text that names a study, its own too, in order; they do not overlap."""
        found = list(numbers_in(text))
        found += [
            Mention(StudyReference(number=self.numbers.get(name), name=name), start, end)
            for name, start, end in mentions_of(text, {*self._acronyms, *self.own, *self.known})
            if name in self.own
            or name in self.known
            or _BEFORE_A_STUDY.search(text[max(0, start - 40) : start])
            or _AFTER_A_STUDY.match(text[end : end + 40])
        ]
        found += [self._numbered(mention) for mention in names_in(text)]
        if self.parent and all(each.reference.number != self.parent for each in found):
            found += [
                Mention(StudyReference(number=self.parent), each.start(), each.end())
                for each in _THE_PARENT.finditer(text)
            ]
        return _apart(found)

    def others(self, mentions: Iterable[Mention]) -> list[tuple[StudyReference, int]]:
        """The other studies among the mentions, each once, with the place where it is first named."""
        found: dict[str, tuple[StudyReference, int]] = {}
        for mention in mentions:
            if not self.is_own(mention.reference):
                found.setdefault(study_named(mention.reference), (mention.reference, mention.start))
        return list(found.values())

    @property
    def _acronyms(self) -> set[str]:
        """The names that stand for a study wherever they stand; a code with digits may be a drug's, too."""
        return {name for name in self.numbers if not _CODE.search(name)}

    def _numbered(self, mention: Mention) -> Mention:
        number = self.numbers.get(mention.reference.name or "")
        reference = msgspec.structs.replace(mention.reference, number=number)
        return Mention(reference, mention.start, mention.end)

    def is_own(self, reference: StudyReference) -> bool:
        """Whether a reference is to the study itself."""
        if reference.number in self.own or reference.name in self.own:
            return True
        if reference.number is not None and number_key(reference.number) in self.own:
            return True
        return reference.number is None and not self.own.isdisjoint((reference.name or "").split("/"))


def naming_of(study: Study, glimpse: Glimpse) -> Naming:
    """Read the names off a record of which a glimpse is had."""
    own = set(own_numbers(study))
    if not glimpse.has_numbers:
        return Naming(frozenset(own | own_names(study)), {}, hints=glimpse.names)
    texts = texts_of(study)
    own |= {number for text in texts for number in _own_numbers(text)}
    numbers: dict[str, str] = {}
    for text in texts:
        for name, number in numbered_names(text):
            if number not in own and name != study.acronym:
                numbers.setdefault(name, number)
    own |= own_names(study) - set(numbers)
    named = {each.reference.number or "" for text in texts for each in numbers_in(text)}
    named |= {each.number for each in numbers_of_others(study) if each.says is Cue.PARENT}
    others = [number for number in named if own.isdisjoint((number, number_key(number)))]
    return Naming(frozenset(own), numbers, others[0] if len(others) == 1 else None)


def masked(text: str, mentions: Iterable[Mention], naming: Naming, key: str) -> str:
    """The text with each study it names as one character: the one asked for, the study's own, any other."""
    parts = []
    start = 0
    for mention in mentions:
        parts.append(text[start : mention.start])
        is_target = study_named(mention.reference) == key
        parts.append(TARGET if is_target else OWN if naming.is_own(mention.reference) else OTHER)
        start = mention.end
    parts.append(text[start:])
    words = _BRACKETED.sub(lambda found: found.group().replace(";", ","), "".join(parts))
    return _TWICE.sub(TARGET, words)


def _own_numbers(text: str) -> Iterable[str]:
    """The numbers a text gives as its own (``this study, NCT…``), also where they are misprinted."""
    for mention in numbers_in(text):
        if _OWN_WORDS.search(text[max(0, mention.start - 40) : mention.start]):
            yield mention.reference.number or ""


def _apart(mentions: list[Mention]) -> list[Mention]:
    """In order, of those that overlap the one that begins first, a number before a name."""
    apart: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, each.reference.number is None, -each.end)):
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return apart
