"""A limit that was understood: a feature with the quantity that limits it."""

from __future__ import annotations

import msgspec

from trialkg.linking.quantities import Quantity
from trialkg.vocabulary.codes import Logic


class Measured(msgspec.Struct, frozen=True, gc=False):
    """A feature with the quantity that limits it, and the stretch of text that says so.

    ``near`` says that nothing of its own stands between the two; ``logic`` how it goes together with the one
    before.
    """

    feature: str
    quantity: Quantity
    unit: str
    start: int
    end: int
    near: bool
    logic: Logic | None = None
