"""Registered descriptor ids that the MeSH at hand does not know."""

from __future__ import annotations

from collections.abc import Iterator

from trialkg.study import DerivedTerm, Finding, Study
from trialkg.terminology import Mesh

_SUPPLEMENTARY = "C"


def unknown_descriptors(study: Study, mesh: Mesh) -> tuple[Finding, ...]:
    """A finding for each derived term whose id is not in this year of MeSH.

    The shipped slice knows too little to say so, and supplementary concepts are unknown only where they were
    installed.
    """
    if not mesh.complete:
        return ()
    return (
        *_unknown("conditionTerms", study.condition_terms, mesh),
        *_unknown("interventionTerms", study.intervention_terms, mesh),
    )


def _unknown(field: str, terms: tuple[DerivedTerm, ...], mesh: Mesh) -> Iterator[Finding]:
    for position, term in enumerate(terms, 1):
        if term.descriptor is None or mesh.descriptor(term.descriptor) is not None:
            continue
        if mesh.has_supplementary or not term.descriptor.startswith(_SUPPLEMENTARY):
            reason = f"is no descriptor of the installed MeSH {mesh.year}".rstrip()
            yield Finding(path=f"{field}[{position}]", value=term.descriptor, reason=reason)
