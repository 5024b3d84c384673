"""Which branches of MeSH's tree a term may link to: conditions, interventions.

Tree numbers are those of MeSH (https://meshb.nlm.nih.gov/treeView): C diseases, D chemicals and drugs, E
techniques and equipment, F behaviour and mental disorders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from trialkg.linking.clinical_names import (
    CONDITION_MODIFIERS,
    CONDITION_NAMES,
    DRUG_MODIFIERS,
    DRUG_NAMES,
    PROCEDURE_MODIFIERS,
)
from trialkg.terminology import Descriptor
from trialkg.terminology.mesh.tops import TOP_NUMBERS


@dataclass(frozen=True)
class Branches:
    """Parts of the tree, by the beginnings of their tree numbers, less some parts of these."""

    within: tuple[str, ...]
    without: tuple[str, ...] = ()

    def hold(self, descriptor: Descriptor) -> bool:
        """Whether a descriptor stands in them; one of no known place does where nothing speaks against it."""
        if descriptor.supplementary:
            return True
        top = TOP_NUMBERS.get(descriptor.id)
        numbers = descriptor.tree_numbers or ((top,) if top else ())
        return any(
            number.startswith(self.within) and not number.startswith(self.without) for number in numbers
        )


HEADS = Branches(within=("C", "F03"), without=("C04", "C22", "C23"))
"""Diseases that other words before the name leave what they are."""

BROAD = Branches(within=("C01", "C04", "C26"))
"""Infections, tumours and wounds, which tell something even where no more is said of them."""

INFECTIONS = Branches(within=("C01",))
"""Diseases that come of an infection."""

INJURIES = Branches(within=("C26",))
"""Diseases that come of an injury."""

SYMPTOMS = Branches(within=("C23.550.414", "C23.888", "F01.145.126", "F01.470"))
"""Bleedings, signs, symptoms and feelings, which other words before the name leave what they are."""

GENERAL = Branches(within=("C23", "F01.145.126", "F01.470"))
"""Processes, symptoms and feelings; many a disease that is one of them stands elsewhere in the tree."""

ORGANISMS = Branches(within=("B",))
"""What lives, and can infect."""


class Scope(Enum):
    """What a term is, and so where it may link to.

    A condition may be a symptom or a feeling, a disease not: it is what a context is looked through for. What
    titles are looked through for may be a symptom or depression, but no process, such as shock or fibrosis,
    nor a feeling, which are words of other things too. The registry's own derivation of interventions knows
    chemicals and drugs only, dosage forms aside.
    """

    CONDITION = Branches(within=("C", "F03", "F01.145.126", "F01.145.527", "F01.470"), without=("C22",))
    DISEASE = Branches(within=("C", "F03"), without=("C22", "C23"))
    TITLED = Branches(within=("C", "F03", "F01.145.126.350"), without=("C22", "C23.300", "C23.550"))
    DRUG = Branches(within=("D",), without=("D26",))
    PROCEDURE = Branches(within=("E02", "E04", "F04.754", "I02.233"))

    def holds(self, descriptor: Descriptor) -> bool:
        """Whether a term of this kind may link to a descriptor."""
        return self.value.hold(descriptor)

    @property
    def is_illness(self) -> bool:
        """Whether such terms say what somebody suffers from, not what is done."""
        return self in (Scope.CONDITION, Scope.DISEASE, Scope.TITLED)

    @property
    def modifiers(self) -> frozenset[str]:
        """Normalised words that leave what such a term names what it is."""
        return _MODIFIERS[self]

    @property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Names of the clinic by ``words_key``: as they are written, and a name that MeSH has for each."""
        return _NAMES[self]


_NAMES: Mapping[Scope, Mapping[str, tuple[str, str]]] = {
    Scope.CONDITION: CONDITION_NAMES,
    Scope.DISEASE: CONDITION_NAMES,
    Scope.TITLED: CONDITION_NAMES,
    Scope.DRUG: DRUG_NAMES,
    Scope.PROCEDURE: {},
}
_MODIFIERS = {
    Scope.CONDITION: CONDITION_MODIFIERS,
    Scope.DISEASE: CONDITION_MODIFIERS,
    Scope.TITLED: CONDITION_MODIFIERS,
    Scope.DRUG: DRUG_MODIFIERS,
    Scope.PROCEDURE: PROCEDURE_MODIFIERS,
}
