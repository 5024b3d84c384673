"""What changed between two states of studies, each a store or record files: registered facts, study by study.

Studies are told apart by their registry ids, and held against each other only where the hash of what their
records say differs. Both sides are compared as the graph has them, so a store and a file are compared alike.
"""

from trialkg.comparison.changes import Change, ChangeKind, StudyChange, StudyKind, study_change
from trialkg.comparison.pairing import pair
from trialkg.comparison.sides import Side, opened_side
from trialkg.comparison.snapshots import Snapshot, field_names, snapshot_of
from trialkg.comparison.walk import compare

__all__ = [
    "Change",
    "ChangeKind",
    "Side",
    "Snapshot",
    "StudyChange",
    "StudyKind",
    "compare",
    "field_names",
    "opened_side",
    "pair",
    "snapshot_of",
    "study_change",
]
