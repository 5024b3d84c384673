"""What the endpoint allows: every limit in one place, with the value it has where nobody chooses."""

from __future__ import annotations

from pathlib import Path

import msgspec

from trialkg.workers import CORES


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The store that is served and the limits on those who ask. Seconds, bytes and counts."""

    store: Path
    public_url: str = ""
    """How the world reaches this server, without a final slash; empty: as each request says."""

    iri_status: int = 303
    """How the IRI of a thing is answered: sent on with 303 or 302, or with its document, 200."""

    timeout: float = 30.0
    """Seconds a query may run before its process is killed; the command line allows no more than 60."""

    patience: float = 0.5
    """Seconds after which a query counts as a long one and gives its place to others."""

    quick: int = CORES + 1
    """So many queries run at once before any is long; as many processes stand ready."""

    long: int = max(2, CORES)
    """So many long queries run at once, at the lowest priority."""

    waiting: int = 200
    """So many requests may wait for a place."""

    longest_wait: float = 5.0
    """Seconds that a request waits for a place."""

    per_client: int = 32
    """So many requests of one address are in hand at once."""

    rows: int = 100_000
    """Rows, or triples, of an answer; those beyond are cut off and that is said."""

    answer_bytes: int = 64 << 20
    large_answers: int = 40
    """So many answers that lie in temporary files, being larger than 256 KB, are on their way at once."""

    large_per_client: int = 8
    memory: int = 1 << 30
    """Bytes that one query may take beyond what its process has at rest."""

    body_bytes: int = 1 << 20
    body_seconds: float = 10.0
    """Seconds in which the body of a request has to arrive."""

    header_bytes: int = 64 << 10
    header_seconds: float = 10.0
    reading_seconds: float = 30.0
    """Seconds in which a client has to take what waits for it on its connection, some 64 KB."""

    connections: int = 1000
