"""Studies from the text of registry pages, as a person copies it from a browser; one module a layout."""

from trialkg.registries.pages.reader import detect_layout, read_page

__all__ = ["detect_layout", "read_page"]
