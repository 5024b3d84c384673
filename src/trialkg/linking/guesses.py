"""What words nearly denote: in other words, by what infects, by a part of them, or misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from trialkg.linking.clinical_names import KINDS, METASTASIS
from trialkg.linking.names import Hit, Names
from trialkg.linking.scopes import (
    GENERAL,
    HEADS,
    INFECTIONS,
    INJURIES,
    ORGANISMS,
    SYMPTOMS,
    Scope,
)
from trialkg.linking.splitting import Clause
from trialkg.linking.wording import variants
from trialkg.terminology import Named
from trialkg.terminology.keys import Token, is_filler, key_of_words, normal_word, words
from trialkg.vocabulary.codes import Method

_SHORTEST_MENDED = 5
"""Letters of a word whose spelling is mended where other words confirm it."""

_SHORTEST_ALONE = 8
"""Letters of a word whose spelling is mended though it is the only one."""

_INFECTION = normal_word("infection")
_DENIALS = frozenset(("no", "not"))
"""Words before what somebody does not have."""

_KINDS = {_INFECTION: INFECTIONS, normal_word("injury"): INJURIES, normal_word("wound"): INJURIES}
"""Words after a name that hold for diseases of one kind only."""


class Guesses:
    """Finds approximate links among the names of one kind of term."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def nearly(self, clause: Clause) -> list[Hit]:
        """What a clause nearly denotes, by the first of the ways that finds something."""
        if clause[0].form in _DENIALS:
            return []
        telling = [word for word in clause if self._names.tells(word)]
        ways = (self.in_other_words, self.infection, self._without_kind, self._respelt)
        hit = next(filter(None, (way(telling) for way in ways)), None)
        if hit is not None:
            return [hit]
        if self._names.scope is Scope.DRUG:
            return []
        return list(self._inside(clause)) or self._by_head(clause)

    def in_other_words(self, clause: Clause) -> Hit | None:
        """What a clause denotes with one word or two in the place of others that mean the same."""
        forms = [word.form for word in clause]
        for other in variants(forms, 2):
            named = self._names.named(key_of_words(other))
            if named is not None and not self._names.is_generic(named):
                return Hit(named=named, words=tuple(clause), method=Method.APPROXIMATE)
        return None

    def infection(self, clause: Clause) -> Hit | None:
        """The infection by what a clause names, with or without that word, if that is a living being."""
        key = key_of_words([word.form for word in clause if word.form != _INFECTION])
        if not self._names.scope.is_illness or not key:
            return None
        infections = (key_of_words([*words(name), _INFECTION]) for name in self._living(key))
        named = next(filter(None, map(self._names.named, infections)), None)
        return Hit(named=named, words=tuple(clause), method=Method.APPROXIMATE) if named else None

    def _living(self, key: str) -> Iterator[str]:
        """The names of the living beings that a ``words_key`` names, then of the kinds they are of."""
        mesh = self._names.mesh
        beings = (mesh.descriptor(named.id) for named in mesh.alike(key))
        alive = [entry for entry in beings if entry is not None and ORGANISMS.hold(entry)]
        kinds = (mesh.descriptor(id) for entry in alive for id in entry.broader)
        return (name for entry in (*alive, *kinds) if entry for name in entry.names)

    def _without_kind(self, clause: Clause) -> Hit | None:
        """What a clause denotes without *disease*, or the like, at its end; of that kind if it says one."""
        if len(clause) < 2 or clause[-1].form not in KINDS:
            return None
        hit = self._names.hit(clause[:-1], Method.APPROXIMATE)
        entry = self._names.mesh.descriptor(hit.named.id) if hit else None
        kind = _KINDS.get(clause[-1].form)
        return hit if entry is not None and (kind is None or kind.hold(entry)) else None

    def _by_head(self, clause: Clause) -> list[Hit]:
        """The disease or symptom that the word before *of* names, or the last one: ``hand arthritis``.

        A tumour is left out: that would be its tissue, where the other words say more. Metastases are not.
        """
        if self._names.scope is not Scope.CONDITION:
            return []
        ends = [place for place, word in enumerate(clause) if place and is_filler(word.form)]
        heads = (clause[end - 1 : end] for end in (*ends[:1], len(clause)))
        hits = (self._names.hit(head, Method.APPROXIMATE) for head in heads)
        return [hit for hit in hits if hit is not None and self._is_head(hit.named)][:1]

    def general(self, text: str, hit: Hit) -> Hit | None:
        """The process or symptom that a name is by its head: *prostatic hyperplasia* is a hyperplasia.

        Only where the heading of MeSH has the same head: *hay fever*, which is none, has another there.
        """
        if len(hit.words) < 2 or self._names.scope is not Scope.CONDITION:
            return None
        said = self._names.hit([_head(text, hit.words)], Method.APPROXIMATE)
        if said is None or not self._is_general(said.named):
            return None
        heading = (self._names.label(hit.named.id) or "").partition(",")[0]
        return said if words(heading)[-1:] == (said.words[0].form,) else None

    def _is_general(self, named: Named) -> bool:
        if self._names.is_generic(named):
            return False
        entry = self._names.mesh.descriptor(named.id)
        return entry is not None and not entry.supplementary and GENERAL.hold(entry)

    def _is_head(self, named: Named) -> bool:
        entry = self._names.mesh.descriptor(named.id)
        if entry is None or self._names.is_generic(named):
            return entry is not None and entry.label == METASTASIS
        return HEADS.hold(entry) or SYMPTOMS.hold(entry)

    def _respelt(self, clause: Clause) -> Hit | None:
        """What a clause denotes with the words that MeSH does not have mended; None if there are two ways."""
        hits = (self._names.complete(each) or self.in_other_words(each) for each in self._mended(clause))
        found = {hit.named.id: hit for hit in hits if hit is not None}
        if len(found) != 1:
            return None
        (hit,) = found.values()
        return replace(hit, method=Method.APPROXIMATE)

    def _mended(self, clause: Clause) -> Iterator[Clause]:
        for place, word in enumerate(clause):
            for other in self._spellings(word.form, alone=len(clause) == 1):
                yield [*clause[:place], replace(word, form=other), *clause[place + 1 :]]

    def _spellings(self, form: str, *, alone: bool) -> Sequence[str]:
        """Words of MeSH that a word may be meant to be; the nearest only where it is alone or a drug."""
        if len(form) < _SHORTEST_MENDED or self._names.mesh.knows_word(form):
            return ()
        others = self._names.mesh.words_like(form)
        if alone or not self._names.scope.is_illness:
            long_enough = len(form) >= _SHORTEST_ALONE
            return [other for other in others if long_enough and OSA.distance(form, other) == 1]
        return others

    def _inside(self, clause: Clause) -> Iterator[Hit]:
        """The longest names among the words of a clause, where they can stand for themselves."""
        for length in range(len(clause) - 1, 0, -1):
            for start in range(len(clause) - length + 1):
                window = clause[start : start + length]
                hit = self._names.hit(window, Method.APPROXIMATE)
                if hit is not None and _is_phrase(clause, start, length) and self._is_in_order(hit):
                    alone = sum(map(self._names.tells, window)) < 2
                    if not alone and not self._names.is_generic(hit.named):
                        yield hit
                    for rest in (clause[:start], clause[start + length :]):
                        yield from self._rest(rest, alone)
                    return

    def _rest(self, clause: Clause, alone: bool) -> Iterator[Hit]:
        """What is named by the words before or after a name; all of them, unless that is of one word."""
        hit = None if alone else self._names.complete(clause)
        if hit is not None and self._is_head(hit.named):
            yield replace(hit, method=Method.APPROXIMATE)
        else:
            yield from self._inside(clause)

    def _is_in_order(self, hit: Hit) -> bool:
        """Whether a name has the words in this order, unlike *phase chronic leukemia* a chronic phase."""
        entry = self._names.mesh.descriptor(hit.named.id)
        names = (hit.named.name, *(entry.names if entry else ()))
        said = _order([word.form for word in hit.words])
        return any(said == _order_of_name(name) for name in names)


def _head(text: str, name: Clause) -> Token:
    """The word that says of what kind a name is: the last one before the first comma or *of*."""
    for word, after in pairwise(name):
        gap = text[word.end : after.end]
        if "," in gap or any(map(is_filler, words(gap))):
            return word
    return name[-1]


def _order_of_name(name: str) -> list[str]:
    """The telling words of a name, those after a comma before the others."""
    return [word for part in reversed(name.split(",")) for word in _order(words(part))]


def _order(forms: Sequence[str]) -> list[str]:
    """The telling words of a phrase, those after *of* or the like before the others."""
    parts: list[list[str]] = [[]]
    for form in forms:
        if is_filler(form):
            parts.append([])
        else:
            parts[-1].append(form)
    return [form for part in reversed(parts) for form in part]


def _is_phrase(clause: Clause, start: int, length: int) -> bool:
    """Whether words, if *of* is among them, are all of a phrase, unlike ``cell cancer of the renal``."""
    before, window, after = clause[:start], clause[start : start + length], clause[start + length :]
    whole = not (before and not is_filler(before[-1].form)) and not (after and not is_filler(after[0].form))
    return whole or not any(is_filler(word.form) for word in window)
