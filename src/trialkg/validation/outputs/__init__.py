"""A validation's outcome in the formats that people and machines read."""

from trialkg.validation.outputs.formats import OutputFormat, render

__all__ = ["OutputFormat", "render"]
