"""From a Study and its links to triples, as N-Triples text. Knows RDF, and no registry's format.

What is written, and under which names, stands in ``docs/graph.md``. The text is deterministic: equal values
give equal bytes, in the order of the tables.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
