"""What the words of time frames do, as tables: marks that order times, units, numbers and rates.

A phrase of several words stands with blanks; the longest phrase wins, and hyphens within one are alike to
blanks. Plurals in ``s`` need no entry of their own. What times count from stands in ``senses``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, TypeAlias

from trialkg.linking.timing.durations import Duration
from trialkg.linking.timing.senses import SENSES


class Mark(Enum):
    """What a word does in a time frame."""

    __hash__ = object.__hash__  # enum's own is written in Python, and these are looked up all the time

    WORD = auto()
    NUMBER = auto()
    ORDINAL = auto()
    UNIT = auto()
    RATE = auto()
    CYCLE = auto()
    YEAR = auto()
    CALENDAR = auto()
    VISIT = auto()
    LABEL = auto()
    CAP = auto()
    MOST = auto()
    UNTIL = auto()
    LEAST = auto()
    OVER = auto()
    THROUGHOUT = auto()
    WITHIN = auto()
    FOR = auto()
    AT = auto()
    OF = auto()
    EVERY = auto()
    AVERAGE = auto()
    AFTER = auto()
    BEFORE = auto()
    FROM = auto()
    BETWEEN = auto()
    TO = auto()
    LAST = auto()
    ABOUT = auto()
    TOLERANCE = auto()
    UNLIMITED = auto()
    EACH_VISIT = auto()
    COMMA = auto()
    STOP = auto()
    AND = auto()
    OR = auto()
    SLASH = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()


Meaning: TypeAlias = tuple[Mark, object]
"""A mark with what goes with it: the unit, the amount, or the sense of the word."""

MARKS: dict[Mark, str] = {
    Mark.CAP: "up to|upto|up until|up through|or up to",
    Mark.MOST: (
        "no more than|not more than|no longer than|no later than|at most|maximum|maximum of"
        "|maximum duration|max|max of|less than|limited to|a maximum of|<|≤|at a maximum|or less"
        "|not exceeding|by the end of|maximal|maximally"
    ),
    Mark.UNTIL: "until|till|til|untill|and until|in the absence of|in absence of",
    Mark.LEAST: (
        "at least|minimum|minimum of|a minimum of|minimal|more than|no less than|not less than|beyond"
        "|>|≥|at a minimum|or more|and beyond|or longer|longer than"
    ),
    Mark.WITHIN: "within|inside of",
    Mark.OVER: (
        "over|during|while|across|along|peri|intra|over a period of|during a period of|over the period of"
    ),
    Mark.THROUGHOUT: (
        "throughout|for the duration of|in the course of|over the course of|during the course of"
        "|for the entire|for the length of|over the duration of|during the entire|over the entire"
        "|for the whole|through the course of|throughout the duration of|throughout the course of"
        "|during the whole|throughout the entire"
    ),
    Mark.FOR: "for",
    Mark.AT: "at|on|in|by|upon|immediately upon|at the time of|at time of",
    Mark.OF: "of",
    Mark.EVERY: "every|each|once every|q",
    Mark.AVERAGE: (
        "average|average of|an average of|on average|mean|mean of|median|median of|avarage|expected"
        "|expected average|anticipated|estimated|estimated average"
    ),
    Mark.AFTER: "after|post|following|since|subsequent to",
    Mark.BEFORE: "before|prior to|prior|pre|preceding|immediately before|ahead of",
    Mark.FROM: "from|starting from|starting at|starting on|beginning at|beginning on|beginning from|as of",
    Mark.BETWEEN: "between",
    Mark.TO: "to|through|thru|and to|→",
    Mark.LAST: (
        "in the last|in the past|over the last|over the past|during the last|during the past|previous"
        "|the past|within the last|within the past|past"
    ),
    Mark.ABOUT: (
        "approximately|approx|about|around|roughly|circa|ca|nearly|almost|~|usually|typically|estimated to be"
    ),
    Mark.UNLIMITED: (
        "ongoing|unlimited|indefinitely|indefinite|lifelong|lifetime|life long|open ended|continuous"
        "|continuously|long term|infinite|permanently"
    ),
    Mark.EACH_VISIT: (
        "each visit|every visit|each study visit|every study visit|each clinic visit|all visits"
        "|each follow up visit|every follow up visit|each assessment|every assessment|each follow up"
        "|each time point|every time point|each timepoint|all study visits|each follow up appointment"
        "|multiple time points|multiple timepoints|several time points|various time points"
        "|all time points|every follow up|each evaluation|multiple times|every follow up appointment"
        "|each session|every session|each treatment session"
    ),
    Mark.COMMA: ",|、|;",
    Mark.STOP: ".|:|then|thereafter|and then|followed by|•|?|!",
    Mark.AND: "and|&|+|as well as|plus|vs|versus|compared to|compared with",
    Mark.OR: "or|and or|whichever",
    Mark.SLASH: "/|\\",
    Mark.DASH: "-",
    Mark.OPEN: "(|[|{",
    Mark.CLOSE: ")|]|}",
    Mark.CYCLE: "cycle|course|treatment cycle|treatment course|chemotherapy cycle|therapy cycle",
    Mark.VISIT: "visit|visite|session number",
}

UNITS: dict[str, str] = {
    "S": "second|sec",
    "TM": "minute|min|minuts",
    "H": "hour|hr|hrs|h|hs",
    "D": "day|d|calendar day|study day|business day|working day|night|dy",
    "W": "week|wk|wks|w|study week",
    "M": "month|mo|mos|mon|mth|m|calendar month|study month",
    "Y": "year|yr|yrs|y|study year",
}

RATES: dict[tuple[float, str], str] = {
    (1, "H"): "hourly",
    (1, "D"): "daily|once daily|once a day|every day|each day|per day|a day",
    (2, "D"): "every other day",
    (1, "W"): "weekly|once weekly|once a week|every week|each week",
    (2, "W"): "biweekly|bi weekly|every other week|fortnightly|every second week",
    (1, "M"): "monthly|once a month|once monthly|every month|each month",
    (2, "M"): "bimonthly|bi monthly|every other month",
    (3, "M"): "quarterly|every quarter|trimonthly",
    (6, "M"): (
        "semiannually|semi annually|biannually|bi annually|twice a year|half yearly|semi annual"
        "|twice yearly|every half year|biannual"
    ),
    (1, "Y"): "yearly|annually|annual|once a year|every year|each year|once yearly",
}

NUMBERS: dict[float, str] = {
    0.5: "half|half a|half an|one half",
    1: "one|single|a single",
    1.5: "one and a half",
    2: "two|a couple of",
    2.5: "two and a half",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve|a dozen",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    20: "twenty",
    21: "twenty one",
    24: "twenty four",
    25: "twenty five",
    28: "twenty eight",
    30: "thirty",
    36: "thirty six",
    40: "forty",
    45: "forty five",
    48: "forty eight",
    50: "fifty",
    52: "fifty two",
    60: "sixty",
    72: "seventy two",
    90: "ninety",
    100: "hundred|one hundred",
}

ORDINALS: dict[float, str] = {
    1: "1st",
    2: "second|2nd",
    3: "third|3rd",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    12: "twelfth",
}

MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
"""Without May, which is a verb more often."""


def meanings() -> dict[str, Meaning]:
    """Every phrase of the tables with its meaning; of two the later table's."""
    rates = {Duration(*rate): words for rate, words in RATES.items()}
    tables: tuple[tuple[Mark, Mapping[Any, str]], ...] = (
        (Mark.WORD, SENSES),
        (Mark.NUMBER, NUMBERS),
        (Mark.ORDINAL, ORDINALS),
        (Mark.UNIT, UNITS),
        (Mark.RATE, rates),
    )
    found: dict[str, Meaning] = {}
    for mark, table in tables:
        for value, words in table.items():
            found.update((phrase, (mark, value)) for phrase in words.split("|"))
    for mark, words in MARKS.items():
        found.update((phrase, (mark, None)) for phrase in words.split("|"))
    found.update((month, (Mark.CALENDAR, None)) for month in MONTHS.split("|"))
    return found
