"""Who is who in one record: the study's own names and numbers, and the names its text gives to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from trialkg.linking.cue_language import OTHER, OWN, TARGET
from trialkg.linking.links import StudyReference, study_named
from trialkg.linking.references import Mention, is_name, mentions_of, names_in, numbered_names, numbers_in
from trialkg.linking.statements import prose_of, titles_of
from trialkg.study import Study

_OTHER_REGISTRIES = (
    "ISRCTN", "NTR", "EudraCT", "ChiCTR", "ACTRN", "DRKS", "UMIN", "jRCT", "CTRI/", "IRCT", "KCT0", "PACTR",
    "TCTR", "RBR-",
)  # fmt: skip
_STUDY_ENDINGS = ("tudy", "rial", "ohort", "rotocol")
_MARKS = "()[]\"'“”’,:;.\n "
_TITLE_NAME = re.compile(
    r"\(([^()\s]{3,20})\)|^(?:The )?([^\s:]{3,20})(?::| [Ss]tudy\b| [Tt]rial\b)"
    r"|[-–] ?(?:[Tt]he )?([^\s]{3,20}) (?:[Ss]tudy|[Tt]rial)\b"
)
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
    """

    own: frozenset[str]
    numbers: Mapping[str, str]
    parent: str | None = None
    known: frozenset[str] = frozenset()

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
        return reference.number is None and not self.own.isdisjoint((reference.name or "").split("/"))


def naming_of(study: Study) -> Naming:
    """Read the names off a record."""
    texts = [text for _, text in (*titles_of(study), *prose_of(study))]
    texts += [study.eligibility.criteria] if study.eligibility.criteria else []
    own = {study.registry_id, *study.aliases, *(each.value for each in study.identifiers)}
    own |= {number for text in texts for number in _own_numbers(text)}
    numbers: dict[str, str] = {}
    for text in texts:
        for name, number in numbered_names(text):
            if number not in own and name != study.acronym:
                numbers.setdefault(name, number)
    own |= _own_names(study) - set(numbers)
    named = {each.reference.number for text in texts for each in numbers_in(text)}
    others = [number for number in named if number and number not in own]
    return Naming(frozenset(own), numbers, others[0] if len(others) == 1 else None)


def may_name_others(study: Study) -> bool:
    """Whether a record may name another study, by a few fast searches; most records name none.

    Asks for a registry number that is not the study's own, or for a name or code beside a word for a study.
    """
    titles = [text for _, text in titles_of(study)]
    prose = [text for _, text in prose_of(study)]
    text = "\n".join((*titles, *prose, study.eligibility.criteria or ""))
    if _has_other_number(text, study):
        return True
    words = {word for word in _words_by_study(text) if is_name(word)}
    return bool(words - _own_names(study)) if words else False


def _has_other_number(text: str, study: Study) -> bool:
    numbers = text.count("NCT")
    if numbers and numbers > sum(text.count(own) for own in (study.registry_id, *study.aliases)):
        return True
    return any(mark in text for mark in _OTHER_REGISTRIES)


def _words_by_study(text: str) -> Iterator[str]:
    """Words with a capital or digit at their end that stand before a study, and those that follow one."""
    for ending in _STUDY_ENDINGS:
        for before, after in pairwise(text.split(ending)):
            if before[-3:-2].isupper() or before[-3:-2].isdigit():
                yield before[-40:-2].rpartition(" ")[2].strip(_MARKS)
            if after[1:2].isupper() or after[1:2].isdigit() or after[:2].strip() == ":":
                yield after[1:40].lstrip(_MARKS).partition(" ")[0].strip(_MARKS)


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


def _own_names(study: Study) -> set[str]:
    names = {study.acronym} if study.acronym else set()
    for _, title in titles_of(study):
        names |= {name for found in _TITLE_NAME.findall(title) for name in found if name and is_name(name)}
    return names


def _apart(mentions: list[Mention]) -> list[Mention]:
    """In order, of those that overlap the one that begins first, a number before a name."""
    apart: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start, each.reference.number is None, -each.end)):
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return apart
