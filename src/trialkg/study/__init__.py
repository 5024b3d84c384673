"""The protocol of a study as frozen, typed values."""

from trialkg.study.protocol import (
    Arm,
    Dates,
    DerivedTerm,
    Design,
    Eligibility,
    Identifier,
    Intervention,
    IpdStatement,
    Organization,
    Outcome,
    Oversight,
    RegistryDate,
    ResponsibleParty,
    Site,
    Study,
    Value,
    content_hash,
)
from trialkg.study.record import Finding, Reading

__all__ = [
    "Arm",
    "Dates",
    "DerivedTerm",
    "Design",
    "Eligibility",
    "Finding",
    "Identifier",
    "Intervention",
    "IpdStatement",
    "Organization",
    "Outcome",
    "Oversight",
    "Reading",
    "RegistryDate",
    "ResponsibleParty",
    "Site",
    "Study",
    "Value",
    "content_hash",
]
