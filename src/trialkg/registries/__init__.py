"""Registries: records found in files of any container, and readers that turn each into a Study."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
