"""Links of one registered term to MeSH: by its exact name, its normalised words, or words nearly those.

A term is tried whole, then clause by clause. What a clause says beyond a name of MeSH decides how sure the
link is: nothing, or only words that leave a disease the disease it is (stage, line, status), is a normalised
match; other words make it an approximate one, and only where the name has words enough to stand for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from msgspec.structs import replace

from trialkg.linking.clinical_names import ARTICLES, NOT_GIVEN
from trialkg.linking.guesses import Guesses
from trialkg.linking.names import Hit, Names
from trialkg.linking.scopes import BROAD, Scope
from trialkg.linking.splitting import (
    CONJUNCTIONS,
    CUTS,
    WORDS_BETWEEN,
    Clause,
    listed,
    parts,
    readings,
    without_stages,
)
from trialkg.linking.term_links import SCORES, TermLink
from trialkg.linking.wording import LONGEST_SHORT_FORM, is_short_form, quote
from trialkg.terminology import Mesh, Named
from trialkg.terminology.keys import Token, exact_key, is_filler, key_of_words, tokens
from trialkg.vocabulary.codes import Method

_SHORTEST_ILLNESS = 3
_SHORTEST_DRUG = 4
"""Letters of an abbreviation that is taken at all."""

_LONGEST_NAME = 5
_LONGEST_PROSE = 200
"""Words of a name that is looked for in prose, and words of the prose that are looked through."""

_LONGEST_TERM = 30
"""Words of a term that are looked through piece by piece; a longer one is prose."""


class TermLinker:
    """Finds what terms of one kind name in MeSH. Make one in a process and keep it: it remembers."""

    def __init__(self, mesh: Mesh, scope: Scope) -> None:
        self._names = Names(mesh, scope)
        self._guesses = Guesses(self._names)
        self._remembered = lru_cache(maxsize=16384)(self._links)

    def links(self, text: str) -> tuple[TermLink, ...]:
        """The descriptors a term names, best first; none where nothing is sure enough.

        Of two of which one stands above the other in MeSH's tree, the narrower one is kept; and both where
        the term lists them, as in *obesity or overweight*. What a name is by its head is added where the tree
        does not tell it: *macular edema* is an edema too.
        """
        return self._remembered(text)

    def _links(self, text: str) -> tuple[TermLink, ...]:
        sure = [hit for hit in self._hits(text) if not self._is_doubtful(text, hit)]
        hits = {hit.named.id: hit for hit in reversed(sure or self._vague(text))}
        narrowest = self.narrowest(hits)
        kept = {id: hit for id, hit in hits.items() if hit.listed or id in narrowest}
        for hit in [*self._general(text, kept.values())]:
            kept.setdefault(hit.named.id, hit)
        links = (self._link(text, hit) for hit in kept.values())
        return tuple(sorted(links, key=lambda link: -link.score))

    def _general(self, text: str, hits: Collection[Hit]) -> Iterator[Hit]:
        """What the names are by their heads, unless it stands above one of them in MeSH's tree."""
        for hit in hits:
            said = self._guesses.general(text, hit)
            if said is not None and all(said.named.id not in self._above(each) for each in hits):
                yield said

    def _above(self, hit: Hit) -> Collection[str]:
        return self._names.mesh.ancestors(hit.named.id)

    def narrowest(self, ids: Collection[str]) -> list[str]:
        """The descriptors that stand above no other of them in MeSH's tree."""
        if len(ids) < 2:
            return list(ids)
        above = {broader for id in ids for broader in self._names.mesh.ancestors(id)}
        return [id for id in ids if id not in above]

    def mentions(self, text: str) -> list[TermLink]:
        """The conditions that a text in prose names, each as often as it does; its first words only."""
        words = tokens(text)[:_LONGEST_PROSE]
        telling = [place for place, word in enumerate(words) if not is_filler(word.form)]
        forms = [words[place].form for place in telling]
        found = []
        after = 0
        for first, start in enumerate(telling):
            named = self._longest(forms, telling, first) if start >= after else None
            if named is not None:
                denoted, after = named
                hit = Hit(named=denoted, words=tuple(words[start:after]), method=Method.CONTEXT)
                if not self._names.is_generic(denoted) and not self._is_doubtful(text, hit):
                    found.append(self._link(text, hit))
        return found

    def _longest(self, forms: list[str], places: list[int], first: int) -> tuple[Named, int] | None:
        """What the longest name denotes that begins with a word, and where it ends.

        The words are those of a text without the ones that keys leave out; ``places`` is where they stand.
        """
        last = min(first + _LONGEST_NAME, len(forms)) - 1
        while places[last] - places[first] >= _LONGEST_NAME:
            last -= 1
        knows = self._names.knows
        last = next((place - 1 for place in range(first, last + 1) if not knows(forms[place])), last)
        if last < first:
            return None
        for end in range(last, first, -1):
            named = self._names.named(" ".join(sorted(forms[first : end + 1])))
            if named is not None:
                return named, places[end] + 1
        named = self._names.named(forms[first])
        return None if named is None else (named, places[first] + 1)

    def _link(self, text: str, hit: Hit) -> TermLink:
        return TermLink(
            text=text,
            descriptor=hit.named.id,
            label=self._names.label(hit.named.id) or hit.named.name,
            method=hit.method,
            score=SCORES[hit.method],
            quote=quote(text, hit.words),
            is_generic=self._names.is_generic(hit.named),
        )

    def _hits(self, text: str) -> list[Hit]:
        if not self._names.scope.is_illness and NOT_GIVEN.search(text):
            return []
        words = without_stages(text, tokens(text)[:_LONGEST_TERM])
        clause = [word for word in words if not _is_article(text, word)] or words
        if not clause:
            return []
        key = key_of_words([word.form for word in clause])
        known = self._names.clinical(key)
        if known is not None:
            return [Hit(named=known, words=tuple(clause), method=Method.NORMALISED)]
        same = self._names.mesh.named(exact_key(text))
        fitting = self._names.fitting(same)
        if fitting is not None:
            return [Hit(named=fitting, words=tuple(clause), method=Method.EXACT)]
        if same:
            infection = self._guesses.infection(clause)
            return [infection] if infection else []
        whole = self._names.hit(clause, Method.NORMALISED)
        return [whole] if whole else self._of_clause(text, clause, 0)

    def _vague(self, text: str) -> list[Hit]:
        """A name such as *neoplasms*, where a term has none that says more and no other telling words."""
        telling = [word for word in tokens(text)[:_LONGEST_TERM] if self._names.tells(word)]
        hit = self._names.hit(telling, Method.APPROXIMATE) if telling else None
        entry = self._names.mesh.descriptor(hit.named.id) if hit else None
        says_enough = self._names.scope is Scope.CONDITION and entry is not None and BROAD.hold(entry)
        return [hit] if hit is not None and says_enough else []

    def _is_doubtful(self, text: str, hit: Hit) -> bool:
        """Whether the hit rests on an abbreviation that is too short, or not written as one."""
        name = hit.named.name
        if len(hit.words) != 1 or not name.isupper():
            return False
        if len(name) < (_SHORTEST_ILLNESS if self._names.scope.is_illness else _SHORTEST_DRUG):
            return True
        written = text[hit.words[0].start : hit.words[0].end]
        return not written.isupper() and len(name) <= LONGEST_SHORT_FORM and written != text

    def _of_clause(self, text: str, clause: Clause, depth: int) -> list[Hit]:
        hit = self._names.complete(clause)
        if hit is not None and len(hit.words) < len(clause):
            hit = self._guesses.in_other_words(clause) or hit
        if hit is not None and len(hit.words) == len(clause):
            return [hit]
        several = self._listed(text, clause) or ([hit] if hit else [])
        if several:
            return several
        for level in range(depth, len(CUTS)):
            pieces = parts(text, clause, CUTS[level])
            if len(pieces) > 1 or (pieces and len(pieces[0]) < len(clause)):
                whole = self._read(pieces) if CUTS[level] is CONJUNCTIONS else pieces
                return self._of_pieces(text, whole, level)
        return self._guesses.nearly(clause)

    def _listed(self, text: str, clause: Clause) -> list[Hit]:
        """What the items of a list with *and* name, if each names something; none of them hides another."""
        items = listed(text, clause)
        hits = [self._names.complete(item) for item in self._read(items)]
        named = [hit for hit in hits if hit is not None]
        return [replace(hit, listed=True) for hit in named] if len(named) == len(items) else []

    def _read(self, items: list[Clause]) -> list[Clause]:
        """The items of a list, with the words that a name of each needs and the list has only once."""
        return [
            next((reading for reading in readings(items, place) if self._names.complete(reading)), item)
            for place, item in enumerate(items)
        ]

    def _of_pieces(self, text: str, pieces: list[Clause], level: int) -> list[Hit]:
        """What the pieces of a cut name; an abbreviation in brackets or the like only where others do not."""
        apart = CUTS[level] in WORDS_BETWEEN
        short = [piece for piece in pieces if not apart and len(piece) == 1 and is_short_form(text, piece[0])]
        long = [piece for piece in pieces if piece not in short]
        hits = [hit for piece in long for hit in self._of_clause(text, piece, level + 1)]
        return hits or [hit for piece in short for hit in self._of_clause(text, piece, level + 1)]


def _is_article(text: str, word: Token) -> bool:
    """Whether a word is a French article; of one letter only with an apostrophe."""
    elided = word.end - word.start > 1 or text[word.end : word.end + 1] in ("'", "’")
    return elided and word.form in ARTICLES
