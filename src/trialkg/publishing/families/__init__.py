"""Pictures of a study's family: a tree for a terminal, and an SVG."""

from trialkg.publishing.families.family import Family, family_of
from trialkg.publishing.families.svg import family_svg
from trialkg.publishing.families.text import family_text

__all__ = ["Family", "family_of", "family_svg", "family_text"]
