"""What limits are read from, and a limit that was understood: a feature with the quantity that limits it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trialkg.linking.phrases import Found
from trialkg.linking.quantities import Quantity
from trialkg.vocabulary.codes import Logic


class Wording(msgspec.Struct, frozen=True, gc=False):
    """The text of an item as limits are read from it, ``lower`` the same in small letters.

    ``mentions`` are the features named in the item, ``label`` those that the heading above it names.
    """

    text: str
    lower: str
    mentions: Sequence[Found]
    label: Sequence[Found] = ()


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
