"""What reasoning found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Inference:
    """A statement about a study that nobody wrote and that follows; full IRIs."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that cannot all be true, and the axioms of the ontology they run into.

    ``study`` is the one study that is inconsistent by itself, None where it takes several. ``minimal`` says
    that no statement can be left out; where time ran out before that was shown, there are more than needed.
    """

    study: str | None
    statements: tuple[str, ...]
    reasons: tuple[str, ...]
    minimal: bool


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The outcome for a sample: nothing can be inferred where there is a clash."""

    studies: tuple[str, ...]
    unsatisfiable: tuple[str, ...] = ()
    inferences: tuple[Inference, ...] = ()
    clash: Clash | None = None

    @property
    def consistent(self) -> bool:
        """Whether ontology and sample can be true together."""
        return self.clash is None

    @property
    def sound(self) -> bool:
        """Whether the sample is consistent and every class of the ontology can have a member."""
        return self.consistent and not self.unsatisfiable
