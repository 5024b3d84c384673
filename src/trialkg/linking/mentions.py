"""Intervention concepts named in prose: by name, by tracer and PET, by stereotaxy and its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from trialkg.linking.explained import in_short, short_forms
from trialkg.linking.phrases import Found, Phrases
from trialkg.linking.scans import scans_in, speaks_of_pet
from trialkg.linking.stereotaxy import Sites, stereotactic_in
from trialkg.terminology import ConceptKind, Terminology

_TOO_GENERAL = frozenset(
    (
        *("imaging", "PET", "CT", "MRI", "mammography", "FES-PET", "FDG-PET", "radiotherapy", "radiosurgery"),
        *("surgery", "mastectomy", "breast-conserving-surgery", "oophorectomy", "placebo"),
        *("systemic-therapy", "targeted-therapy", "immunotherapy", "chemotherapy", "bone-modifying-agent"),
    )
)
"""Concepts that prose names in passing everywhere, and those that are found by more than a name."""

_OF_SCANS = (
    b"fdg fes petfdg fdgpet fespet 18fdg 18ffdg fludeoxyglucose fluorodeoxyglucose fluorodesoxyglucose"
)
_OF_PARTS = (
    b"deoxyglucose desoxyglucose deoxy estradiol oestradiol fluoroestradiol cerianna fluoroestradiol18"
)
_OF_BEAMS = b"stereotactic stereotaxic radiosurgery radiosurgical cyberknife cyber srs gy"
_TRACERS = frozenset(_OF_SCANS.split() + _OF_PARTS.split())
_BEAMS = frozenset(_OF_BEAMS.split())
_COMMON = frozenset(
    (
        *(
            "inhibitor",
            "inhibition",
            "inhibiting",
            "inhibitory",
            "therapy",
            "treatment",
            "receptor",
            "selective",
        ),
        *("agent", "drug", "suppression", "function", "anti", "chemotherapy", "dependent", "deprivation"),
        *(
            "directed",
            "targeted",
            "agonist",
            "antagonist",
            "blocking",
            "blockade",
            "ablation",
            "analog",
            "analogue",
        ),
        *(
            "hydrochloride",
            "manipulation",
            "signaling",
            "pathway",
            "combined",
            "acetate",
            "medical",
            "chemical",
        ),
    )
)
"""Words of names that texts have without the names."""

_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)) + b" " * 128

_LABELLED = re.compile(
    r"\b(?:\d{2,3}m?[ -]?(?:Zr|Cu|In|Lu|Y|I|Ga|Tc)|(?:Zr|Cu|In|Lu|Y|I|Ga|Tc)[ -]?\d{2,3}m?)"
    r"[\])]?[ -]?(?:[A-Z]{3,5}[ -])?$"
)
"""A radionuclide before the name of a drug, which makes it a tracer: ``89Zr-trastuzumab``, ``Zr 89 DFO-``."""

_OF_ANOTHER_KIND = re.compile(r"\b(?:growth|thyroid|parathyroid|replacement|menopausal)[ -]$", re.IGNORECASE)
"""Words before "hormone therapy" that make it no treatment of cancer."""

_NOT_AS_TREATMENT = re.compile(r"\bcontracept\w*|\bbirth control\b|[- ]eluting\b", re.IGNORECASE)


_NEAR = 30
_SENTENCE = 120


@dataclass(frozen=True)
class Topic:
    """What the whole study speaks of, for mentions that say too little by themselves.

    ``telling`` are the words it has of those that no mention is without.
    ``tracers`` and ``beams`` say that words of them stand in the study, ``pet`` that it speaks of PET.
    ``short_forms`` are abbreviations that it explains, by what they denote: a notation, or "" for no concept.
    """

    telling: frozenset[bytes] = frozenset()
    tracers: bool = False
    beams: bool = False
    pet: bool = False
    sites: Sites = field(default_factory=Sites)
    short_forms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _needed(self) -> tuple[bytes, ...]:
        """The words of which a text must have one, that a mention can stand in it; between blanks."""
        words = self.telling.union(chain.from_iterable(map(_words, self.short_forms)))
        return tuple(b" %b " % word for word in words)

    def may_stand_in(self, letters: bytes) -> bool:
        """Whether a text with these letters can have a mention; quick, and at times wrongly true."""
        return any(map((b" %b " % letters).__contains__, self._needed))


@dataclass(frozen=True)
class Mentions:
    """The names of concepts that count in some texts, and a quick test for texts without any."""

    phrases: Phrases

    @classmethod
    def in_names(cls, terminology: Terminology) -> Mentions:
        """What the names of interventions name: any concept of the scheme."""
        return cls(Phrases.of_concepts(terminology, ConceptKind.INTERVENTION))

    @classmethod
    def in_prose(cls, terminology: Terminology) -> Mentions:
        """What prose names: all intervention concepts but the most general."""
        return cls(Phrases.of_concepts(terminology, ConceptKind.INTERVENTION, without=_TOO_GENERAL))

    def telling_words(self, text: str) -> frozenset[bytes]:
        """The words of a text that mentions cannot do without: none, and the text has no mention."""
        return self._telling_words.intersection(_words(text))

    def found_in(self, text: str, topic: Topic) -> list[Found]:
        """The mentions in a sentence or a name, left to right; of two that overlap the first or longer."""
        named = [
            found
            for found in self.phrases.found_in(text)
            if _is_treatment(text, found) and topic.short_forms.get(text[found.start : found.end]) != ""
        ]
        scans = scans_in(text, pet_elsewhere=topic.pet) if topic.tracers else ()
        beams = stereotactic_in(text, topic.sites) if topic.beams else ()
        return _apart((*scans, *beams, *named, *in_short(text, topic.short_forms)))

    def topic_of(self, text: str, telling: frozenset[bytes]) -> Topic:
        """The topic of a study by its texts and their telling words."""
        tracers, beams = not telling.isdisjoint(_TRACERS), not telling.isdisjoint(_BEAMS)
        topic = Topic(
            telling=telling,
            tracers=tracers,
            beams=beams,
            pet=tracers and speaks_of_pet(text),
            sites=Sites(text) if beams else Sites(),
        )

        def found_in(words: str) -> list[Found]:
            return self.found_in(words, topic) if topic.may_stand_in(letters_of(words)) else []

        return replace(topic, short_forms=self._kept(short_forms(text, found_in)))

    def _kept(self, explained: Mapping[str, str]) -> dict[str, str]:
        """The short forms of concepts, and abbreviations of ours that the study uses for something else."""
        return {
            short: notation
            for short, notation in explained.items()
            if notation or short in self.phrases.abbreviations
        }

    @cached_property
    def _telling_words(self) -> frozenset[bytes]:
        words = (word.encode() for word in self.phrases.telling_words(_COMMON) if word.isascii())
        return _TRACERS | _BEAMS | frozenset(words)


def _words(text: str) -> list[bytes]:
    """The words of a text in lower case, letters beyond ASCII aside."""
    return letters_of(text).split()


def letters_of(text: str) -> bytes:
    """A text in lower case, all but ASCII letters and figures as blanks, each at the place that it had."""
    return text.encode("ascii", "replace").translate(_LETTERS)


def _is_treatment(text: str, found: Found) -> bool:
    before = text[max(0, found.start - _NEAR) : found.start]
    around = text[max(0, found.start - _SENTENCE) : found.end + _SENTENCE]
    return not (
        _LABELLED.search(before) or _OF_ANOTHER_KIND.search(before) or _NOT_AS_TREATMENT.search(around)
    )


def _apart(mentions: Iterable[Found]) -> list[Found]:
    return list(_without_overlaps(sorted(mentions, key=lambda each: (each.start, -each.end))))


def _without_overlaps(ordered: Iterable[Found]) -> Iterator[Found]:
    end = 0
    for found in ordered:
        if found.start >= end:
            end = found.end
            yield found
