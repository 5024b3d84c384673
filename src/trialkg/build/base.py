"""What study IRIs may start with: the registry id follows it, and fragments of the whole name the parts."""

from __future__ import annotations

import pyoxigraph as ox

from trialkg.errors import UsageError

_SCHEMES = ("https://", "http://", "urn:")
_ENDS = ("/", "=", ":")


def require_base(base: str) -> None:
    """Raise UsageError where study IRIs cannot start with this."""
    if not base.lower().startswith(_SCHEMES) or not _is_iri(base):
        raise UsageError(f"the base '{base}' is no IRI", remedy="Write it like https://example.org/study/.")
    if "#" in base:
        raise UsageError(
            f"the base '{base}' has a '#', which names the parts of a study", remedy="End it with / instead."
        )
    if not base.endswith(_ENDS):
        raise UsageError(
            f"the base '{base}' would run into the registry id",
            remedy=f"Write it as {base}/ if that is meant.",
        )


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
