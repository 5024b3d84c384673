"""Which studies stand in a store already as they are to be built, and need no second validation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from trialkg import resources
from trialkg.mapping import MAPPING_VERSION
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.validation import Profile
from trialkg.validation.shapes import FAMILIES


def shapes_fingerprint(profile: str | None) -> str:
    """What names a profile as its files are; empty for none."""
    if profile is None:
        return ""
    files = (*Profile.from_option(profile).files, resources.shapes_folder() / FAMILIES)
    return f"{profile}:{sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A store whose studies were all validated with the shapes of a build, as it stands before that build."""

    folder: Path

    @classmethod
    def of(cls, folder: Path, profile: str | None) -> Standing | None:
        """The store in a folder; None where there is none, or one that was not so validated."""
        manifest = read_manifest(folder)
        if manifest is None or profile is None or manifest.shapes != shapes_fingerprint(profile):
            return None
        return cls(folder)

    def has(self, iri: str, content_hash: str, mesh_source: str) -> bool:
        """Whether a study stands there as it would be written now."""
        return _opened(self.folder).fingerprint(iri) == (content_hash, MAPPING_VERSION, mesh_source)

    @staticmethod
    def close() -> None:
        """Let go of the store in this process; the processes of a build end with it."""
        _opened.cache_clear()


@lru_cache(maxsize=1)
def _opened(folder: Path) -> EmbeddedStore:
    return EmbeddedStore.open(folder)
