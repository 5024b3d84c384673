"""Registries: records found in files of any container, and readers that turn each into a Study."""

from trialkg.registries.archives import Limits
from trialkg.registries.ranks import Rank, rank_of
from trialkg.registries.reading import read_study
from trialkg.registries.records import Origin, RawRecord, RecordFormat, Rejection
from trialkg.registries.sources import raw_records

__all__ = [
    "Limits",
    "Origin",
    "Rank",
    "RawRecord",
    "RecordFormat",
    "Rejection",
    "rank_of",
    "raw_records",
    "read_study",
]
