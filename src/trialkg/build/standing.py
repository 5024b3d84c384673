"""What names the shapes that a build holds studies against: those held against the same need it no more."""

from __future__ import annotations

from hashlib import sha256

from trialkg import resources
from trialkg.validation import Profile
from trialkg.validation.shapes import FAMILIES


def shapes_fingerprint(profile: str | None) -> str:
    """What names a profile as its files are; empty for none."""
    if profile is None:
        return ""
    files = (*Profile.from_option(profile).files, resources.shapes_folder() / FAMILIES)
    return f"{profile}:{sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"
