"""The terms of the graph as plain strings: namespaces, classes, properties and closed value sets."""

from trialkg.vocabulary.codes import CODE_SETS, Code
from trialkg.vocabulary.terms import Class, Property

__all__ = ["CODE_SETS", "Class", "Code", "Property"]
