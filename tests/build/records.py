"""ClinicalTrials.gov records to build from, made of invented facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def record(
    number: int, *, title: str = "An invented study", updated: str = "2026-01-01", **more: Any
) -> dict[str, Any]:
    """A small API v2 record, with further protocol modules as given."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT9999{number:04d}", "briefTitle": title},
            "statusModule": {"overallStatus": "COMPLETED", "lastUpdateSubmitDate": updated},
            "conditionsModule": {"conditions": ["Breast Cancer"]},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
            **more,
        }
    }


def write_ndjson(path: Path, *records: dict[str, Any] | str) -> str:
    """The records, or lines as they are, in a file; its path."""
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(lines) + "\n")
    return str(path)
