"""The graph at rest: the embedded store, written a generation at a time, and remote endpoints."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
