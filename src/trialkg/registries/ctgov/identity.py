"""The registry number of a ClinicalTrials.gov study and the page it stands on."""

from __future__ import annotations

import re

_NCT = re.compile(r"NCT\d{8}", re.ASCII)


def is_nct_id(text: str) -> bool:
    """Whether the text is ``NCT`` and eight digits."""
    return _NCT.fullmatch(text) is not None


def study_page(nct_id: str) -> str:
    """The address of the study's page in the registry."""
    return f"https://clinicaltrials.gov/study/{nct_id}"
