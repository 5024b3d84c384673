"""From text and codes to links: MeSH, concepts, criteria, other studies, each with its evidence. No RDF."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
