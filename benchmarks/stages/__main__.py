"""One stage, in this process: ``python -m benchmarks.stages NAME CORPUS`` prints what it did as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from benchmarks.stages import stage
from benchmarks.work import Done, UnavailableError


def main(name: str, corpus: str) -> None:
    """Run one stage and print what it did."""
    try:
        done = stage(name)(corpus)
    except UnavailableError as error:
        done = Done(0, 0, 0.0, skipped=str(error))
    print(json.dumps(asdict(done)))


if __name__ == "__main__":
    main(*sys.argv[1:])
