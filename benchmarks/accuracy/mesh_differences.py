"""Why links of conditions differ from NLM's derivation: a class for each difference, and who is right.

The class is told by rules from what stands where, not by reading, so it is right of most, not of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum

from trialkg.linking.links import DescriptorLink
from trialkg.study import Study
from trialkg.terminology import Mesh
from trialkg.terminology.keys import key_of_words, words, words_key
from trialkg.vocabulary.codes import Method

_LONGEST_NAME = 9
"""Words of a name that is looked for in a text."""


class Verdict(Enum):
    """Who is right where the two differ."""

    OURS_WRONG = "ours wrong"
    DERIVATION_WRONG = "derivation wrong"
    BOTH_DEFENSIBLE = "both defensible"
    NOT_JUDGED = "to be read"
    NOT_TO_JUDGE = "nothing to compare"


class Reason(Enum):
    """A kind of difference: what it is, and who is right of most of its kind."""

    NO_DERIVATION = ("ours alone, of a record that carries no derivation", Verdict.NOT_TO_JUDGE)
    RANKED_LOW = ("ours alone, but ranked low by the derivation", Verdict.BOTH_DEFENSIBLE)
    WRITTEN = ("ours alone, a name of MeSH to the letter", Verdict.DERIVATION_WRONG)
    OTHER_FORM = ("ours alone, a name in another form or of the clinic", Verdict.DERIVATION_WRONG)
    NEARLY = ("ours alone, nearly a name", Verdict.NOT_JUDGED)
    CONTEXT = ("ours alone, named in titles, keywords or summary", Verdict.BOTH_DEFENSIBLE)
    ABOVE = ("derived alone, above a descriptor that we link", Verdict.BOTH_DEFENSIBLE)
    WHOLE = ("derived alone, a whole registered condition", Verdict.OURS_WRONG)
    PART = ("derived alone, words of a longer registered condition", Verdict.DERIVATION_WRONG)
    IN_TITLES = ("derived alone, named in titles or keywords only", Verdict.NOT_JUDGED)
    NOWHERE = ("derived alone, not named in conditions, titles or keywords", Verdict.DERIVATION_WRONG)

    def __init__(self, description: str, verdict: Verdict) -> None:
        self.description = description
        self.verdict = verdict


_BY_METHOD = {
    Method.EXACT: Reason.WRITTEN,
    Method.NORMALISED: Reason.OTHER_FORM,
    Method.APPROXIMATE: Reason.NEARLY,
    Method.CONTEXT: Reason.CONTEXT,
}


def why_ours_alone(link: DescriptorLink, *, carried: bool, ranked_low: bool) -> Reason:
    """Why a link of ours was not derived.

    ``carried`` says whether the record has a derivation, ``ranked_low`` whether that holds the link for less
    relevant.
    """
    if not carried:
        return Reason.NO_DERIVATION
    return Reason.RANKED_LOW if ranked_low else _BY_METHOD[link.method]


def why_derived_alone(study: Study, descriptor: str, ours: Collection[str], mesh: Mesh) -> Reason:
    """Why we may not have linked what the registry derived; ``ours`` are the descriptors that we did link."""
    if any(descriptor in mesh.ancestors(each) for each in ours):
        return Reason.ABOVE
    entry = mesh.descriptor(descriptor)
    names = set(map(words_key, entry.names)) if entry else set()
    if names & set(map(words_key, study.conditions)):
        return Reason.WHOLE
    if names & _phrases(study.conditions):
        return Reason.PART
    around = (study.brief_title, study.official_title, *study.keywords)
    return Reason.IN_TITLES if names & _phrases(filter(None, around)) else Reason.NOWHERE


def _phrases(texts: Iterable[str]) -> set[str]:
    """The ``words_key`` of every run of words of some texts."""
    runs = (
        found[start:end]
        for found in map(words, texts)
        for start in range(len(found))
        for end in range(start + 1, min(len(found), start + _LONGEST_NAME) + 1)
    )
    return set(map(key_of_words, runs))
