"""Links of one registered term to MeSH: by its exact name, its normalised words, or words nearly those.

A term is tried whole, then clause by clause. What a clause says beyond a name of MeSH decides how sure the
link is: nothing, or only words that leave a disease the disease it is (stage, line, status), is a normalised
match; other words make it an approximate one, and only where the name has words enough to stand for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from trialkg.linking.clinical_names import ARTICLES, GENERIC, KINDS, METASTASIS, NOT_GIVEN
from trialkg.linking.scopes import HEADS, INFECTIONS, ORGANISMS, Scope
from trialkg.linking.splitting import CONJUNCTIONS, CUTS, Clause, listed, parts, readings, without_stages
from trialkg.linking.term_links import SCORES, TermLink
from trialkg.linking.wording import LONGEST_SHORT_FORM, is_short_form, quote, variants
from trialkg.study import Value
from trialkg.terminology import Mesh, Named
from trialkg.terminology.keys import (
    Token,
    exact_key,
    is_filler,
    key_of_words,
    normal_word,
    tokens,
    words,
    words_key,
)
from trialkg.vocabulary.codes import Method

_SHORTEST_MENDED = 5
"""Letters of a word whose spelling is mended where other words confirm it."""

_SHORTEST_ALONE = 8
"""Letters of a word whose spelling is mended though it is the only one."""

_SHORTEST_ILLNESS = 3
_SHORTEST_DRUG = 4
"""Letters of an abbreviation that is taken at all."""

_LONGEST_NAME = 5
_LONGEST_PROSE = 200
"""Words of a name that is looked for in prose, and words of the prose that are looked through."""

_INFECTION = normal_word("infection")

_LONGEST_TERM = 30
"""Words of a term that are looked through piece by piece; a longer one is prose."""


class Hit(Value, frozen=True):
    """What some words of a clause denote, how that was found, and whether a list with *and* names it."""

    named: Named
    words: tuple[Token, ...]
    method: Method
    listed: bool = False


class TermLinker:
    """Finds what terms of one kind name in MeSH. Make one in a process and keep it: it remembers."""

    def __init__(self, mesh: Mesh, scope: Scope) -> None:
        self._mesh = mesh
        self._scope = scope
        self._label = lru_cache(maxsize=4096)(self._read_label)
        self._named = lru_cache(maxsize=65536)(self._read_named)
        self._remembered = lru_cache(maxsize=16384)(self._links)

    def links(self, text: str) -> tuple[TermLink, ...]:
        """The descriptors a term names, best first; none where nothing is sure enough.

        Of two of which one stands above the other in MeSH's tree, the narrower one is kept; and both where
        the term lists them, as in *obesity or overweight*.
        """
        return self._remembered(text)

    def _links(self, text: str) -> tuple[TermLink, ...]:
        sure = [hit for hit in self._hits(text) if not self._is_doubtful(text, hit)]
        hits = {hit.named.id: hit for hit in reversed(sure or self._vague(text))}
        narrowest = self.narrowest(hits)
        links = (self._link(text, hit) for id, hit in hits.items() if hit.listed or id in narrowest)
        return tuple(sorted(links, key=lambda link: -link.score))

    def narrowest(self, ids: Collection[str]) -> list[str]:
        """The descriptors that stand above no other of them in MeSH's tree."""
        if len(ids) < 2:
            return list(ids)
        above = {broader for id in ids for broader in self._mesh.ancestors(id)}
        return [id for id in ids if id not in above]

    def mentions(self, text: str) -> list[TermLink]:
        """The conditions that a text in prose names, each as often as it does; its first words only."""
        words = tokens(text)[:_LONGEST_PROSE]
        found = []
        after = 0
        for start in range(len(words)):
            if start < after:
                continue
            for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
                hit = self._hit(words[start:end], Method.CONTEXT)
                if hit is not None:
                    after = end
                    found += [] if self._is_generic(hit.named) else [self._link(text, hit)]
                    break
        return found

    def _link(self, text: str, hit: Hit) -> TermLink:
        return TermLink(
            text=text,
            descriptor=hit.named.id,
            label=self._label(hit.named.id) or hit.named.name,
            method=hit.method,
            score=SCORES[hit.method],
            quote=quote(text, hit.words),
            is_generic=self._is_generic(hit.named),
        )

    def _hits(self, text: str) -> list[Hit]:
        if not self._scope.is_illness and NOT_GIVEN.search(text):
            return []
        words = without_stages(text, tokens(text)[:_LONGEST_TERM])
        clause = [word for word in words if not _is_article(text, word)] or words
        if not clause:
            return []
        key = key_of_words([word.form for word in clause])
        known = self._clinical(key)
        if known is not None:
            return [Hit(named=known, words=tuple(clause), method=Method.NORMALISED)]
        same = self._mesh.named(exact_key(text))
        fitting = self._fitting(same)
        if fitting is not None:
            return [Hit(named=fitting, words=tuple(clause), method=Method.EXACT)]
        if same:
            infection = self._infection(clause)
            return [infection] if infection else []
        whole = self._hit(clause, Method.NORMALISED)
        return [whole] if whole else self._of_clause(text, clause, 0)

    def _vague(self, text: str) -> list[Hit]:
        """A name such as *neoplasms*, where a term has none that says more and no other telling words."""
        clause = tokens(text)[:_LONGEST_TERM]
        telling = [word for word in clause if self._tells(word)]
        hit = self._hit(telling, Method.APPROXIMATE) if telling and self._scope is Scope.CONDITION else None
        return [hit] if hit is not None and self._is_generic(hit.named) else []

    def _is_doubtful(self, text: str, hit: Hit) -> bool:
        """Whether the hit rests on an abbreviation that is too short, or not written as one."""
        name = hit.named.name
        if len(hit.words) != 1 or not name.isupper():
            return False
        if len(name) < (_SHORTEST_ILLNESS if self._scope.is_illness else _SHORTEST_DRUG):
            return True
        written = text[hit.words[0].start : hit.words[0].end]
        return not written.isupper() and len(name) <= LONGEST_SHORT_FORM and written != text

    def _of_clause(self, text: str, clause: Clause, depth: int) -> list[Hit]:
        hit = self._complete(clause)
        if hit is not None and len(hit.words) < len(clause):
            hit = self._in_other_words(clause) or hit
        if hit is not None and len(hit.words) == len(clause):
            return [hit]
        several = self._listed(text, clause) or ([hit] if hit else [])
        if several:
            return several
        for level in range(depth, len(CUTS)):
            pieces = parts(text, clause, CUTS[level])
            if len(pieces) > 1 or (pieces and len(pieces[0]) < len(clause)):
                whole = self._read(pieces) if CUTS[level] is CONJUNCTIONS else pieces
                return self._of_pieces(text, whole, level + 1)
        return self._nearly(clause)

    def _listed(self, text: str, clause: Clause) -> list[Hit]:
        """What the items of a list with *and* name, if each names something; none of them hides another."""
        items = listed(text, clause)
        hits = [self._complete(item) for item in self._read(items)]
        named = [hit for hit in hits if hit is not None]
        return [replace(hit, listed=True) for hit in named] if len(named) == len(items) else []

    def _read(self, items: list[Clause]) -> list[Clause]:
        """The items of a list, with the words that a name of each needs and the list has only once."""
        return [
            next((reading for reading in readings(items, place) if self._complete(reading)), item)
            for place, item in enumerate(items)
        ]

    def _of_pieces(self, text: str, pieces: list[Clause], depth: int) -> list[Hit]:
        """What the pieces name; an abbreviation among them only where the others name nothing."""
        short = [piece for piece in pieces if len(piece) == 1 and is_short_form(text, piece[0])]
        hits = [hit for piece in pieces if piece not in short for hit in self._of_clause(text, piece, depth)]
        return hits or [hit for piece in short for hit in self._of_clause(text, piece, depth)]

    def _complete(self, clause: Clause) -> Hit | None:
        """What a clause denotes that says nothing else, but words that leave a condition what it is."""
        content = [place for place, word in enumerate(clause) if self._tells(word)]
        if not content:
            return None
        first, last = content[0], content[-1]
        windows = ((start, end) for start in range(first + 1) for end in range(len(clause), last, -1))
        for start, end in sorted(windows, key=lambda window: window[0] - window[1]):
            hit = self._hit(clause[start:end], Method.NORMALISED)
            if hit is not None:
                return None if self._is_generic(hit.named) else hit
        telling = [clause[place] for place in content]
        if len(telling) == last + 1 - first:
            return None
        hit = self._hit(telling, Method.NORMALISED)
        return hit if hit is not None and not self._is_generic(hit.named) else None

    def _nearly(self, clause: Clause) -> list[Hit]:
        telling = [word for word in clause if self._tells(word)]
        ways = (self._in_other_words, self._infection, self._without_kind, self._respelt)
        hit = next(filter(None, (way(telling) for way in ways)), None)
        if hit is not None:
            return [hit]
        if self._scope is Scope.DRUG:
            return []
        return list(self._inside(clause)) or self._by_head(clause)

    def _in_other_words(self, clause: Clause) -> Hit | None:
        """What a clause denotes with one word or two in the place of others that mean the same."""
        forms = [word.form for word in clause]
        for other in variants(forms, 2):
            named = self._named(key_of_words(other))
            if named is not None and not self._is_generic(named):
                return Hit(named=named, words=tuple(clause), method=Method.APPROXIMATE)
        return None

    def _infection(self, clause: Clause) -> Hit | None:
        """The infection by what a clause names, if that is a living being or of such a kind."""
        key = key_of_words([word.form for word in clause])
        if not self._scope.is_illness or not key:
            return None
        infections = (key_of_words([*words(name), _INFECTION]) for name in self._living(key))
        named = next(filter(None, map(self._named, infections)), None)
        return Hit(named=named, words=tuple(clause), method=Method.APPROXIMATE) if named else None

    def _living(self, key: str) -> Iterator[str]:
        """The names of the living beings that a ``words_key`` names, then of the kinds they are of."""
        beings = [entry for named in self._mesh.alike(key) if (entry := self._mesh.descriptor(named.id))]
        alive = [entry for entry in beings if ORGANISMS.hold(entry)]
        kinds = (self._mesh.descriptor(id) for entry in alive for id in entry.broader)
        return (name for entry in (*alive, *kinds) if entry for name in entry.names)

    def _without_kind(self, clause: Clause) -> Hit | None:
        """What a clause denotes without *disease*, or the like, at its end; an infection if it says so."""
        if len(clause) < 2 or clause[-1].form not in KINDS:
            return None
        hit = self._hit(clause[:-1], Method.APPROXIMATE)
        entry = self._mesh.descriptor(hit.named.id) if hit else None
        fits = entry is not None and (clause[-1].form != _INFECTION or INFECTIONS.hold(entry))
        return hit if fits else None

    def _by_head(self, clause: Clause) -> list[Hit]:
        """The disease that the word before *of* names, or the last one: ``hand arthritis`` is an arthritis.

        Of a tumour that would be its tissue, where the other words say more; but metastases are what they are.
        """
        if self._scope is not Scope.CONDITION:
            return []
        ends = [place for place, word in enumerate(clause) if place and is_filler(word.form)]
        heads = (clause[end - 1 : end] for end in (*ends[:1], len(clause)))
        hits = (self._hit(head, Method.APPROXIMATE) for head in heads)
        return [hit for hit in hits if hit is not None and self._is_head(hit.named)][:1]

    def _is_head(self, named: Named) -> bool:
        entry = self._mesh.descriptor(named.id)
        if entry is None or self._is_generic(named):
            return entry is not None and entry.label == METASTASIS
        return HEADS.hold(entry)

    def _respelt(self, clause: Clause) -> Hit | None:
        """What a clause denotes with the words that MeSH does not have mended; None if there are two ways."""
        found: dict[str, Hit] = {}
        for place, word in enumerate(clause):
            for other in self._spellings(word.form, alone=len(clause) == 1):
                mended = [*clause[:place], word._replace(form=other), *clause[place + 1 :]]
                hit = self._complete(mended) or self._in_other_words(mended)
                if hit is not None:
                    found.setdefault(hit.named.id, hit)
        if len(found) != 1:
            return None
        (hit,) = found.values()
        return Hit(named=hit.named, words=hit.words, method=Method.APPROXIMATE)

    def _spellings(self, form: str, *, alone: bool) -> Sequence[str]:
        """Words of MeSH that a word may be meant to be; the nearest only where it is alone or a drug."""
        if len(form) < _SHORTEST_MENDED or self._mesh.knows_word(form):
            return ()
        others = self._mesh.words_like(form)
        if alone or not self._scope.is_illness:
            long_enough = len(form) >= _SHORTEST_ALONE
            return [other for other in others if long_enough and OSA.distance(form, other) == 1]
        return others

    def _inside(self, clause: Clause) -> Iterator[Hit]:
        """The longest names among the words of a clause, where they can stand for themselves."""
        for length in range(len(clause) - 1, 0, -1):
            for start in range(len(clause) - length + 1):
                window = clause[start : start + length]
                hit = self._hit(window, Method.APPROXIMATE) if _is_phrase(clause, start, length) else None
                if hit is not None:
                    if sum(map(self._tells, window)) > 1 and not self._is_generic(hit.named):
                        yield hit
                    yield from self._inside(clause[:start])
                    yield from self._inside(clause[start + length :])
                    return

    def _hit(self, clause: Clause, method: Method) -> Hit | None:
        if is_filler(clause[0].form) or is_filler(clause[-1].form):
            return None
        named = self._named(key_of_words([word.form for word in clause]))
        return Hit(named=named, words=tuple(clause), method=method) if named else None

    def _read_named(self, key: str) -> Named | None:
        """What has a name of this ``words_key``, of the clinic or of MeSH."""
        return self._clinical(key) or self._fitting(self._mesh.alike(key))

    def _clinical(self, key: str) -> Named | None:
        """What has a name of the clinic, that MeSH has not or has for something else; the name as written."""
        written, target = self._scope.names.get(key, ("", ""))
        named = self._fitting(self._mesh.named(exact_key(target))) if target else None
        return Named(named.id, written, False) if named else None

    def _tells(self, word: Token) -> bool:
        """Whether a word says which condition, drug or procedure it is."""
        form = word.form
        return not (form in self._scope.modifiers or form.isdigit() or is_filler(form))

    def _fitting(self, found: Sequence[Named]) -> Named | None:
        """The one in this kind's branches; of several the one of which it is the label, if that is plain."""
        fitting = [named for named in found if self._label(named.id) is not None]
        if len(fitting) > 1:
            fitting = [named for named in fitting if named.preferred]
        return fitting[0] if len(fitting) == 1 else None

    def _is_generic(self, named: Named) -> bool:
        """Whether it says no more than that somebody is ill."""
        return words_key(self._label(named.id) or "") in GENERIC

    def _read_label(self, id: str) -> str | None:
        """The label of a descriptor, if this kind of term may link to it."""
        entry = self._mesh.descriptor(id)
        if entry is None:
            return None
        mapped = [self._mesh.descriptor(each) for each in entry.mapped_to]
        places = [each for each in mapped if each is not None] if entry.supplementary else [entry]
        return entry.label if any(map(self._scope.holds, places)) else None


def _is_article(text: str, word: Token) -> bool:
    """Whether a word is a French article; of one letter only with an apostrophe."""
    elided = word.end - word.start > 1 or text[word.end : word.end + 1] in ("'", "’")
    return elided and word.form in ARTICLES


def _is_phrase(clause: Clause, start: int, length: int) -> bool:
    """Whether words with *of* among them are all of a phrase: not ``cell cancer of the renal`` of a pelvis."""
    before, window, after = clause[:start], clause[start : start + length], clause[start + length :]
    whole = not (before and not is_filler(before[-1].form)) and not (after and not is_filler(after[0].form))
    return whole or not any(is_filler(word.form) for word in window)
