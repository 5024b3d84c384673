"""MeSH by name, id and tree: the slice that ships with trialkg, in memory, and whole years on disk."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
