"""What words denote among the descriptors that one kind of term may link to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from trialkg.linking.clinical_names import GENERIC
from trialkg.linking.scopes import Scope
from trialkg.linking.splitting import Clause
from trialkg.study import Value
from trialkg.terminology import Mesh, Named
from trialkg.terminology.keys import Token, exact_key, is_filler, key_of_words, words_key
from trialkg.vocabulary.codes import Method


class Hit(Value, frozen=True):
    """What some words of a clause denote, how that was found, and whether a list with *and* names it."""

    named: Named
    words: tuple[Token, ...]
    method: Method
    listed: bool = False


class Names:
    """The names of the clinic and of MeSH for terms of one kind; it remembers what it has looked up."""

    def __init__(self, mesh: Mesh, scope: Scope) -> None:
        self.mesh = mesh
        self.scope = scope
        self._modifiers = scope.modifiers
        self._clinical = scope.names
        self._clinical_words = frozenset(word for key in self._clinical for word in key.split())
        self.knows = lru_cache(maxsize=16384)(self._has_word)
        self.label = lru_cache(maxsize=4096)(self._read_label)
        self.named = lru_cache(maxsize=16384)(self._read_named)
        self._is_generic = lru_cache(maxsize=4096)(self._has_generic_label)

    def hit(self, clause: Clause, method: Method) -> Hit | None:
        """What all words of a clause denote, if it neither begins nor ends with a word like *of*."""
        if is_filler(clause[0].form) or is_filler(clause[-1].form):
            return None
        named = self.named(key_of_words([word.form for word in clause]))
        return Hit(named=named, words=tuple(clause), method=method) if named else None

    def complete(self, clause: Clause) -> Hit | None:
        """What a clause denotes that says nothing else, but words that leave a condition what it is."""
        content = [place for place, word in enumerate(clause) if self.tells(word)]
        if not content:
            return None
        first, last = content[0], content[-1]
        windows = ((start, end) for start in range(first + 1) for end in range(len(clause), last, -1))
        for start, end in sorted(windows, key=lambda window: window[0] - window[1]):
            hit = self.hit(clause[start:end], Method.NORMALISED)
            if hit is not None:
                return None if self.is_generic(hit.named) else hit
        telling = [clause[place] for place in content]
        if len(telling) == last + 1 - first:
            return None
        hit = self.hit(telling, Method.NORMALISED)
        return hit if hit is not None and not self.is_generic(hit.named) else None

    def clinical(self, key: str) -> Named | None:
        """What has a name of the clinic, that MeSH has not or has for something else; the name as written."""
        written, target = self._clinical.get(key, ("", ""))
        named = self.fitting(self.mesh.named(exact_key(target))) if target else None
        return Named(named.id, written, False) if named else None

    def fitting(self, found: Sequence[Named]) -> Named | None:
        """The one in this kind's branches; of several the one of which it is the label, if that is plain."""
        if not found:
            return None
        fitting = [named for named in found if self.label(named.id) is not None]
        if len(fitting) > 1:
            fitting = [named for named in fitting if named.preferred]
        return fitting[0] if len(fitting) == 1 else None

    def tells(self, word: Token) -> bool:
        """Whether a word says which condition, drug or procedure it is."""
        form = word.form
        return not (form in self._modifiers or form.isdigit() or is_filler(form))

    def is_generic(self, named: Named) -> bool:
        """Whether it says no more than that somebody is ill."""
        return self._is_generic(named.id)

    def _has_word(self, form: str) -> bool:
        """Whether a normalised word is one of a name."""
        return form in self._clinical_words or self.mesh.knows_word(form)

    def _has_generic_label(self, id: str) -> bool:
        return words_key(self.label(id) or "") in GENERIC

    def _read_named(self, key: str) -> Named | None:
        """What has a name of this ``words_key``, of the clinic or of MeSH."""
        return self.clinical(key) or self.fitting(self.mesh.alike(key))

    def _read_label(self, id: str) -> str | None:
        """The label of a descriptor, if this kind of term may link to it."""
        entry = self.mesh.descriptor(id)
        if entry is None:
            return None
        mapped = [self.mesh.descriptor(each) for each in entry.mapped_to]
        places = [each for each in mapped if each is not None] if entry.supplementary else [entry]
        return entry.label if any(map(self.scope.holds, places)) else None
