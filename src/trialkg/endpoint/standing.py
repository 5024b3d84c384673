"""What is being served: the manifest of the store, read again when a build has replaced it."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from trialkg import __version__
from trialkg.endpoint.settings import Settings
from trialkg.errors import StoreError
from trialkg.store import Manifest
from trialkg.store.folder import MANIFEST, require_manifest


class Standing:
    """The standing generation of a store folder, as of now."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.store / MANIFEST
        self._manifest = require_manifest(settings.store)
        self._written = self._path.stat().st_mtime_ns

    @property
    def manifest(self) -> Manifest:
        """What stands now; what stood last where that cannot be read any more."""
        self._refresh()
        return self._manifest

    def tag(self, *parts: bytes) -> str:
        """An entity tag for what is made of these parts and the standing graph, by this version."""
        self._refresh()
        known = (__version__, self._manifest.generation, str(self._written))
        digest = hashlib.sha256("\n".join(known).encode())
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return f'W/"{digest.hexdigest()[:32]}"'

    def _refresh(self) -> None:
        with suppress(OSError, StoreError):
            written = self._path.stat().st_mtime_ns
            if written != self._written:
                self._manifest = require_manifest(self._path.parent)
                self._written = written
