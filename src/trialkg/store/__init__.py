"""The graph at rest: the embedded store, written a generation at a time, and remote endpoints."""

from trialkg.store.answers import Answer, QueryTarget
from trialkg.store.embedded import EmbeddedStore
from trialkg.store.fingerprints import Fingerprints, fingerprint, fingerprints_of
from trialkg.store.folder import Manifest, read_manifest
from trialkg.store.graph_store import Credentials, GraphStore
from trialkg.store.guard import refuse_federation, refuse_reaching_out, refuse_update
from trialkg.store.reference_graph import ReferenceGraph
from trialkg.store.remote import RemoteStore
from trialkg.store.texts import Held
from trialkg.store.update import StoreUpdate, updating
from trialkg.store.upload import Upload
from trialkg.store.vocabulary import vocabulary_ntriples

__all__ = [
    "Answer",
    "Credentials",
    "EmbeddedStore",
    "Fingerprints",
    "GraphStore",
    "Held",
    "Manifest",
    "QueryTarget",
    "ReferenceGraph",
    "RemoteStore",
    "StoreUpdate",
    "Upload",
    "fingerprint",
    "fingerprints_of",
    "read_manifest",
    "refuse_federation",
    "refuse_reaching_out",
    "refuse_update",
    "updating",
    "vocabulary_ntriples",
]
