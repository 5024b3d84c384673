"""Words of a clause: those it quotes, those written as an abbreviation, and other words for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialkg.linking.alike import ALIKE
from trialkg.linking.splitting import Clause
from trialkg.terminology.keys import Token

LONGEST_SHORT_FORM = 6
"""Letters of an abbreviation that must be written as one."""


def quote(text: str, words: Clause) -> str:
    """The text from the first of some words to the last, with a bracket that is opened among them."""
    start, end = words[0].start, words[-1].end
    quoted = text[start:end]
    return (
        text[start : end + 1]
        if quoted.count("(") > quoted.count(")") and text[end : end + 1] == ")"
        else quoted
    )


def is_short_form(text: str, word: Token) -> bool:
    """Whether a word is written as an abbreviation."""
    return word.end - word.start <= LONGEST_SHORT_FORM and text[word.start : word.end].isupper()


def variants(forms: Sequence[str], most: int) -> Iterator[list[str]]:
    """The words with one of them in other words, then with two, and so on."""
    for place, form in enumerate(forms):
        for other in ALIKE.get(form, ()):
            replaced = [*forms[:place], other, *forms[place + 1 :]]
            yield replaced
            if most > 1:
                yield from (
                    [*replaced[: place + 1], *rest] for rest in variants(replaced[place + 1 :], most - 1)
                )
