"""The report in SHACL's own vocabulary (https://www.w3.org/TR/shacl/#validation-report), as Turtle.

Beside the terms of SHACL a result has the rule's ``dcterms:identifier`` and, as ``tkgsh:source`` and
``tkgsh:line``, the place of its focus node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trialkg.validation.outcome import Outcome
from trialkg.validation.paths import quoted
from trialkg.validation.report import Result
from trialkg.vocabulary.namespaces import PREFIXES, SH, SHAPES

_PREFIXES: Final = {**PREFIXES, "sh": SH, "tkgsh": SHAPES}
_SIMPLE_PATH: Final = re.compile(r"<[^>]*>|[a-z]+:[A-Za-z0-9_-]+")


def turtle(outcome: Outcome) -> str:
    """The outcome as one sh:ValidationReport; accepted findings are left out."""
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
    conforms = "true" if not outcome.report.results else "false"
    lines += ["", "[] a sh:ValidationReport ;"]
    for result in outcome.report.results:
        properties = " ;\n".join(f"        {predicate} {value}" for predicate, value in _properties(result))
        lines.append(f"    sh:result [\n{properties}\n    ] ;")
    return "\n".join([*lines, f"    sh:conforms {conforms} .", ""])


def _properties(result: Result) -> Iterator[tuple[str, str]]:
    yield "a", "sh:ValidationResult"
    yield "sh:focusNode", result.focus if result.focus.startswith(("_:", '"')) else f"<{result.focus}>"
    if _SIMPLE_PATH.fullmatch(result.path):
        yield "sh:resultPath", result.path
    if result.value:
        yield "sh:value", result.value
    yield "sh:resultSeverity", f"sh:{result.severity.name.title()}"
    yield "sh:resultMessage", quoted(result.message)
    yield "sh:sourceConstraintComponent", f"sh:{result.component}"
    if result.shape:
        yield "sh:sourceShape", f"<{result.shape}>"
    yield "dcterms:identifier", quoted(result.rule)
    if result.location:
        yield "tkgsh:source", quoted(result.location.source)
        if result.location.line:
            yield "tkgsh:line", str(result.location.line)
