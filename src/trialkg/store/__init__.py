"""The graph at rest: the embedded store, written a generation at a time, and remote endpoints."""

from trialkg.store.answers import Answer, QueryTarget
from trialkg.store.embedded import EmbeddedStore
from trialkg.store.folder import Manifest, read_manifest
from trialkg.store.update import StoreUpdate, updating
from trialkg.store.vocabulary import vocabulary_ntriples

__all__ = [
    "Answer",
    "EmbeddedStore",
    "Manifest",
    "QueryTarget",
    "StoreUpdate",
    "read_manifest",
    "updating",
    "vocabulary_ntriples",
]
