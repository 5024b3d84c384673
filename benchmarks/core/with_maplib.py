"""Maps the tables of a folder with maplib: ``python with_maplib.py TABLES TEMPLATES OUT``.

CSV in, N-Triples out; prints the seconds of that, without imports, and the peak memory in MB. Columns of IRIs
are made in polars, as a template of OTTR takes them whole.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import polars as pl
from maplib import Model

_STUDY = "https://w3id.org/trialkg/study/"
_TERM = "https://w3id.org/trialkg/ontology#"
_TEMPLATE = "https://w3id.org/trialkg/benchmarks/core#"
_PAGES = {
    "bioregistry": "https://bioregistry.io/clinicaltrials:",
    "bio2rdf": "http://bio2rdf.org/clinicaltrials:",
    "page": "https://clinicaltrials.gov/study/",
}
_TABLE = re.compile(r"^core:(\w+) \[(.*?)\] ::", re.DOTALL | re.MULTILINE)
_COLUMN = re.compile(r"(ottr|xsd):(\w+) \?(\w+)")


def main(tables: str, templates: str, out: str) -> None:
    """Map, write, and say how long it took."""
    start = time.perf_counter()
    text = Path(templates).read_text(encoding="utf-8")
    model = Model()
    model.add_template(text)
    for name, declared in _TABLE.findall(text):
        frame = pl.read_csv(Path(tables) / f"{name}.csv", infer_schema=False)
        if len(frame):
            typed = [_column(name, column, datatype) for _, datatype, column in _COLUMN.findall(declared)]
            model.map(_TEMPLATE + name, frame.select(typed))
    model.write(out, format="ntriples")
    seconds = time.perf_counter() - start
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    memory = int(peak[1]) / 1024 if peak else 0
    print(json.dumps({"seconds": seconds, "memory": memory}))


def _column(table: str, name: str, datatype: str) -> pl.Expr:
    """A column as the template declares it."""
    if datatype == "IRI":
        return _iri(table, name).alias(name)
    if name == "number":
        return pl.col("study").alias(name)
    match datatype:
        case "boolean":
            return pl.col(name) == "true"
        case "integer":
            return pl.col(name).cast(pl.Int64)
        case "decimal":
            return pl.col(name).cast(pl.Decimal(38, 12))
        case "date":
            return pl.col(name).str.to_date("%Y-%m-%d")
    return pl.col(name)


def _iri(table: str, name: str) -> pl.Expr:
    if name in _PAGES:
        return pl.lit(_PAGES[name]) + pl.col("study")
    if name == "study":
        return pl.lit(_STUDY) + pl.col("study")
    if name == "part" or table == "usesIntervention":
        return pl.lit(_STUDY) + pl.col("study") + pl.lit("#") + pl.col(name)
    return pl.lit(_TERM) + pl.col(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
