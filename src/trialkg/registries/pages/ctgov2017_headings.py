"""The headings of a ClinicalTrials.gov page of 2017, and which of them have their value on the same line."""

from __future__ import annotations

import re

from trialkg.registries.pages.sections import DROPPED, Heading, heading

_STATUS_LINE = re.compile(
    r"\s*(?=(?:This study (?:is|has been|was) (?:currently |not yet |ongoing|enrolling|completed|terminated"
    r"|suspended|withdrawn|withheld|no longer|temporarily|approved)|The recruitment status of this study is"
    r"|Expanded access is )[^.]*(?:\.|$))",
)
_CERTAINTY = "(?:Actual |Estimated |Anticipated )?"


def _line(key: str, words: str, then: str = DROPPED) -> Heading:
    return heading(key, words, then=then)


HEADINGS = (
    Heading("status", _STATUS_LINE, then="reason"),
    _line("last-known", "Recruitment status was"),
    heading(
        DROPPED, "(?:See|Show) Contacts and Locations|Full Text View|Tabular View|No Study Results Posted"
    ),
    heading(
        DROPPED, "Study Results|Disclaimer|How to Read a Study Record|Hide Detailed Description", alone=True
    ),
    _line("verified-by", r"Verified(?= [A-Z][a-z]+ \d{4})", then="purpose"),
    _line("sponsor", "Sponsor(?=:)"),
    heading("collaborators", "Collaborators?", alone=True),
    _line("provider", r"Information provided by(?: \(Responsible Party\))?"),
    _line("first-submitted", "First received|First Submitted(?=:)", then="purpose"),
    _line("first-posted", "First Posted", then="purpose"),
    _line("update-submitted", "Last updated|Last Update Submitted", then="purpose"),
    _line("update-posted", "Last Update Posted", then="purpose"),
    _line("results-submitted", "Results First (?:R|r)eceived", then="purpose"),
    _line("verified", "Last verified|Last Verified", then="purpose"),
    heading("purpose", "Purpose", alone=True),
    heading("table", r"Conditions?(?:[ \t]+Interventions?)?(?:[ \t]+Phases?)?", alone=True),
    _line("type", "Study Type"),
    heading("design", "Study Design(?=:)"),
    _line("official-title", "Official Title(?=:)"),
    heading(DROPPED, "Resource links provided by NLM|(?:Further study|Study) details as provided by"),
    heading("primary", "Primary Outcome Measures?", alone=True),
    heading("secondary", "Secondary Outcome Measures?", alone=True),
    heading("other", "Other Outcome Measures?", alone=True),
    _line("retention", "Biospecimen Retention(?=:)"),
    heading("biospecimen", "Biospecimen Description(?=:)"),
    _line("enrollment", f"{_CERTAINTY}Enrollment(?=:)"),
    _line("start", f"{_CERTAINTY}Study Start Date(?=:)"),
    _line("primary-completion", f"{_CERTAINTY}Primary Completion Date(?=:)"),
    _line("completion", f"{_CERTAINTY}(?:Study )?Completion Date(?=:)"),
    _line("duration", "Target Follow-Up Duration(?=:)"),
    heading("arms", r"(?:Arms|Groups/Cohorts)(?:[ \t]+Assigned Interventions)?", alone=True),
    heading("description", "Detailed Description(?=:)"),
    heading(DROPPED, "Eligibility", alone=True),
    _line("ages", r"Ages? Eligible for Study(?=:)", then="criteria"),
    _line("sexes", r"(?:Sexes|Genders?) Eligible for Study(?=:)", then="criteria"),
    _line("gender-based", "Gender[ -]Based(?: Eligibility)?(?=:)", then="criteria"),
    _line("volunteers", "Accepts Healthy Volunteers(?=:)", then="criteria"),
    _line("sampling", "Sampling Method(?=:)", then="criteria"),
    heading("population", "Study Population", alone=True),
    heading("criteria", "(?:Eligibility )?Criteria", alone=True),
    heading("sites", "Contacts and Locations", alone=True),
    heading("parties", "Sponsors and Collaborators", alone=True),
    heading(
        DROPPED, "Investigators|More Information|Publications(?: .*)?|Additional Information", alone=True
    ),
    heading(DROPPED, "No publications provided"),
    _line("responsible", "Responsible Party(?=:)"),
    _line(DROPPED, r"ClinicalTrials\.gov Identifier(?=:)|Identifier(?=:)"),
    heading("identifiers", "Other Study ID Numbers(?=:)"),
    _line("first-submitted", "Study First Received(?=:)|Study First Submitted(?=:)"),
    _line("update-submitted", "Last Updated(?=:)"),
    heading(DROPPED, "Health Authority|Individual Participant Data"),
    _line("ipd", "Plan to Share IPD(?=:)"),
    heading("ipd-description", "(?:IPD Sharing )?Plan Description(?=:)"),
    _line("fda-drug", "Studies an? U.S. FDA-regulated Drug Product(?=:)"),
    _line("fda-device", "Studies an? U.S. FDA-regulated Device Product(?=:)"),
    _line(DROPPED, "Keywords provided by", then="keywords"),
    heading("terms", "Additional relevant MeSH terms(?=:)"),
    _line("processed", r"(?:ClinicalTrials\.gov )?processed this (?:record|data)"),
)
"""In the order of the page, since of two that match a line the first counts."""
