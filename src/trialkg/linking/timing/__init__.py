"""The grammar of time frames: from words to durations, anchors and events.

::

    text ─ tokens ─► tokens      words with their meanings, from the tables of ``lexicon``
         ─ cycles ─► tokens      days of treatment cycles become days, where the length of a cycle is stated
         ─ elements ─► elements  numbers and units become times and intervals, other words phrases
         ─ reading ─► facts      each time with its limit and anchor; phrases as anchors, events, visits
         ─ frames ─► Frame       the kind, by the first rule that fits, and what it says

Time frames are written in no common form; a token that no table knows is a word of a phrase, never an error.
"""

from trialkg.linking.timing.frames import MOST_CHARACTERS, Frame, read_frame

__all__ = ["MOST_CHARACTERS", "Frame", "read_frame"]
