"""Stored queries: questions as files, bound to parameters, asked of any target, answered in W3C formats."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
