"""What studies are called."""

from __future__ import annotations

from trialkg.mapping.lexical import iri_safe
from trialkg.vocabulary.namespaces import STUDY


def study_iri(registry_id: str, base: str = STUDY) -> str:
    """The IRI of a study: its registry id under the base, whatever the id is made of."""
    return base + iri_safe(registry_id)
