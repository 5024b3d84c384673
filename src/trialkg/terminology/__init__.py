"""The words of the field: the project's concept schemes and MeSH descriptors, by name, id and rank."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
