"""SHACL validation of graphs, files and stores, and the reports it gives.

``load_shapes`` once in a process, then ``validate_ntriples`` a batch of studies at a time with pySHACL, or
``CompiledShapes``, many times faster. ``validate_studies`` and ``validate_store`` use all cores.
``validate_families`` is for what holds between studies.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
