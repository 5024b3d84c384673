"""How often each extractor is right: ``python -m benchmarks.accuracy [PART…] [--details] [--write]``.

Measured over hand-made answers (the dev part of the gold sets) and over the registry's own derivations. Every
extractor stands beside a naive rule where there is one, so that a figure can be told from what comes for
nothing.
"""

from benchmarks.accuracy.scores import DATA, Score, scored

__all__ = ["DATA", "Score", "scored"]
