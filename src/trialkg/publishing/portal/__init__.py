"""The package a linked-data portal takes: the graph in files, and what describes it."""

from trialkg.publishing.portal.details import Agent, Details
from trialkg.publishing.portal.package import PART_SIZE, Package, publish_package

__all__ = ["PART_SIZE", "Agent", "Details", "Package", "publish_package"]
