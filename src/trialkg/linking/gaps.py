"""What can stand between the name of a feature and its quantity, or between two quantities of one feature.

The patterns are of text in small letters but ``BOUNDARY``, which looks for a capital. The quantifiers are
possessive, so that no text makes them try again and again.
"""

from __future__ import annotations

import re

FILLER = re.compile(
    r"(?:\([^()]{1,25}\)|[\s:,=(\[\])/“\"-]|\b(?:scores?|scored|scoring|status|grades?|class|classification"
    r"|levels?|value|index|scale|total|counts?|points?|performance"
    r"|is|was|are|be|being|of|at|in|by|on|to|the|an?|must|should|has|have|having|with|who|as|or|and"
    r"|evaluation|baseline|screening|visit|time|current|currently"
    r"|between|from|ranged?|ranging|either|sum|combined|ps|ecog|who|questionnaire|domain|defined|assessed"
    r"|according|stable|equal|serum|plasma|severity"
    r"|patient|patients|subject|subjects|result|entry|enrollment|any|their|his|her|number|than|measurement"
    r"|resting|item|test|inventory|type|phase"
    r"|functional|adult|inclusive|years?|must be|will be|i\.e\.|interval|average|mean|duration|rate"
    r"|in number|largest|maximum|longest|concentration|1|2)\b)*+"
)
FILLER_AFTER = re.compile(
    r"[\s()-]*(?:(?:or\s)?(?:fewer|more|less|different|separate|distinct|known|measurable|evaluable|visible"
    r"|extracranial|metastatic|prior|previous|cm|of|the|non"
    r"|active|discrete|untreated|brain|bone|standard|total|full|new|consecutive|in|on|any|systemic"
    r"|cytotoxic|line|lines|drug|radiographic|target|a)(?:\s(?:and|or)\s[a-z]+)?\s){0,4}[\s(]*"
)
BOUNDARY = re.compile(r"[;•]|\.\s+(?=[A-Z])|\n")
JOINED = re.compile(
    r"[\s,/)&~÷−–—-]*+(?:\b(?:and/or|and|or|to|but|either|nor|the|both)\b[\s,/)]*+)*+(?:\([^)]{0,30}\)\s*)?$"
)
