"""What linking says of one term: the descriptor, the words that name it, how it was found, how sure."""

from __future__ import annotations

from collections.abc import Mapping

from trialkg.study import Value
from trialkg.vocabulary.codes import Method

SCORES: Mapping[Method, float] = {
    Method.EXACT: 0.94,
    Method.NORMALISED: 0.9,
    Method.APPROXIMATE: 0.7,
    Method.CONTEXT: 0.8,
}
"""How often the registry derives the same: measured for conditions by ``benchmarks/accuracy/mesh.py``.

Most of what it does not derive is its own omission, so these are low rather than high.
"""


class TermLink(Value, frozen=True):
    """A link of a text to a descriptor; ``quote`` are the words of the text that name it.

    ``is_generic`` says that it tells no more than that somebody is ill.
    """

    text: str
    descriptor: str
    label: str
    method: Method
    score: float
    quote: str
    is_generic: bool = False
