"""Registries: records found in files of any container, and readers that turn each into a Study."""

from trialkg.registries.archives import Limits
from trialkg.registries.ranks import Rank, rank_of
from trialkg.registries.reading import read_study
from trialkg.registries.records import Origin, RawRecord, RecordFormat, Rejection
from trialkg.registries.sources import Watch, raw_records, source_bytes

__all__ = [
    "Limits",
    "Origin",
    "Rank",
    "RawRecord",
    "RecordFormat",
    "Rejection",
    "Watch",
    "rank_of",
    "raw_records",
    "read_study",
    "source_bytes",
]
