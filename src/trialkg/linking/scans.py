"""PET scans in prose: a tracer and PET, wherever the two stand in a sentence.

A tracer alone is not yet a scan: it can be measured with a probe or only be spoken of. It counts where the
study speaks of PET elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trialkg.linking.phrases import Found

_FDG = (
    r"(?:(?<![A-Za-z])(?:18F?|F-?18|18-?F)?-?FDG(?:18)?(?![a-z])"
    r"|\b[Ff]l(?:uo|ou|u)(?:ro)?[\W_]{0,3}(?:2[\W_]{0,3})?(?:[Dd][\W_]{1,3})?(?:2[\W_]{0,3})?"
    r"(?:[Dd]es?oxy|[Dd]eoxi)[\W_]{0,3}(?:D[\W_]{1,3})?glucose"
    r"|\b(?:18[\W_]?F|F[\W_]?18)[\W_]{0,4}(?:2[\W_]{0,3})?[Dd]es?oxy[\W_]{0,3}(?:D[\W_]{1,3})?glucose"
    r"|\b[Dd]es?oxy[\W_]{0,3}2?[\W_]{0,4}(?:18[\W_]{0,2}F"
    r"|F[\W_]?18)?[\W_]{0,3}fluoro[\W_]{0,3}(?:D[\W_]{1,3})?glucose)"
)
_FES = (
    r"(?:(?<![A-Za-z])(?:18F?|F-?18)?-?FES(?![A-Za-z])|\bCerianna\b"
    r"|\b[Ff]luoro[\W_]{0,3}(?:17[\W_]{0,3}(?:β|ß|beta|b)?[\W_]{0,3})?o?estradiol"
    r"|\b18[\W_]{0,2}fluoro[\W_]{1,3}17[\W_]{0,3}(?:β|ß|beta|b)?[\W_]{0,3}o?estradiol)"
)
_TRACERS = {"FDG-PET": re.compile(_FDG), "FES-PET": re.compile(_FES)}
_PET = re.compile(
    r"(?<![A-Za-z])(?:FDG|FES)?PET(?:s|CT|MRI?)?(?![A-Za-z])|\bPEM\b|\bTEP\b"
    r"|\b[Pp]ositron[ -][Ee]mission (?:[Tt]omogra|[Mm]ammogra)|\bPOSITRON[ -]EMISSION"
)
_STIMULATION = re.compile(r"electrical stimulation|\bFES[- ](?:cycling|rowing|assisted|bike)", re.IGNORECASE)
"""Functional electrical stimulation, which shares its abbreviation with the tracer of oestrogen receptors."""

_ADJACENT = 60


def speaks_of_pet(text: str) -> bool:
    """Whether the text names PET at all."""
    return _PET.search(text) is not None


def scans_in(sentence: str, *, pet_elsewhere: bool) -> Iterator[Found]:
    """The scans a sentence names, from the tracer to PET where the two stand together, else the tracer."""
    scans = None
    for notation, tracer in _TRACERS.items():
        for match in tracer.finditer(sentence):
            if notation == "FES-PET" and _STIMULATION.search(sentence):
                continue
            scans = list(_PET.finditer(sentence)) if scans is None else scans
            if scans or pet_elsewhere:
                yield Found(notation, *_span(match, scans))


def _span(tracer: re.Match[str], scans: list[re.Match[str]]) -> tuple[int, int]:
    """The tracer, and the PET that follows it closely, unless something else stands between.

    That is another tracer, which PET belongs to, or a lesion that is avid of the tracer.
    """
    start, end = tracer.span()
    for scan in scans:
        if end <= scan.start() <= end + _ADJACENT:
            between = tracer.string[end : scan.start()]
            apart = "avid" in between or any(
                other.search(between) for other in _TRACERS.values() if other is not tracer.re
            )
            return (start, end) if apart else (start, scan.end())
    return start, end
