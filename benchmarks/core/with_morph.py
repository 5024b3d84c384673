"""Maps the tables of a folder with Morph-KGC: ``python with_morph.py TABLES MAPPING OUT``.

One process, CSV in, N-Triples out; prints the seconds of that, without imports, and the peak memory in MB.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path

import morph_kgc

_SETTINGS = """\
[CONFIGURATION]
number_of_processes = 1
na_values =
logging_level = ERROR

[core]
mappings = {mapping}
"""


def main(tables: str, mapping: str, out: str) -> None:
    """Map, write, and say how long it took."""
    os.chdir(tables)
    start = time.perf_counter()
    triples = morph_kgc.materialize_set(_SETTINGS.format(mapping=mapping))
    with Path(out).open("w", encoding="utf-8") as file:
        file.writelines(f"{triple} .\n" for triple in triples)
    seconds = time.perf_counter() - start
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    memory = int(peak[1]) / 1024 if peak else 0
    print(json.dumps({"seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    main(*sys.argv[1:])
