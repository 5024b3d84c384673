"""Sites, sponsors and numbers of a ClinicalTrials.gov page of 2017, without the persons named among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialkg.registries.pages.countries import COUNTRIES, DIVIDED
from trialkg.registries.pages.sections import Page
from trialkg.registries.pages.values import IDENTIFIER_TYPES, STATUSES, code_of, country_width, site_at
from trialkg.study import Identifier, Organization, ResponsibleParty, Site
from trialkg.vocabulary.codes import IdentifierType

_PERSON = re.compile(
    r"(?:Contacts?|Backup|Principal Investigator|Sub-?Investigator|Study (?:Chair|Director|Principal)"
    r"|Investigators?|Responsible Party)\b.*"
)
_NOT_A_SITE = re.compile(
    r"Choosing to participate|Please refer to this study|Locations$|Show \d+ Study Locations|Layout table"
)
_SITE_STATUS = re.compile(
    r"\s+(Not yet recruiting|Active, not recruiting|Enrolling by invitation|Temporarily not available"
    r"|No longer available|Approved for marketing|Available|Recruiting|Completed|Suspended|Terminated"
    r"|Withdrawn)$"
)
_OWN_NUMBER = re.compile(r"\s*(?:ClinicalTrials\.gov )?Identifier:.*$", re.DOTALL)
_NUMBER = re.compile(r"(?P<value>.+?)\s*(?:\(\s*(?P<kind>[^:()]+?)\s*(?::\s*(?P<issuer>.+?))?\s*\))?")


def read_sponsor(page: Page) -> Organization | None:
    """The lead sponsor, named under the title or first among sponsors and collaborators."""
    names = _organizations(page)
    above = page.line("sponsor")
    if above and names and above != names[0]:
        page.note(
            page.name("parties"), names[0], f"is not the sponsor under the title, {above}, which is kept"
        )
    name = above or (names[0] if names else None)
    return Organization(name=name) if name else None


def read_collaborators(page: Page) -> tuple[Organization, ...]:
    """The collaborators, listed under the title or behind the sponsor."""
    named = (*page.items("collaborators"), *_organizations(page)[1:])
    return tuple(Organization(name=name) for name in dict.fromkeys(named))


def read_responsible_party(page: Page, sponsor: Organization | None) -> ResponsibleParty | None:
    """The responsible organisation. Only one that the page names elsewhere is known not to be a person."""
    printed = page.line("responsible") or page.line("provider")
    if not printed:
        return None
    party = _OWN_NUMBER.sub("", printed).strip()
    known = [body.name for body in (*((sponsor,) if sponsor else ()), *read_collaborators(page))]
    known.extend(_verifiers(page))
    found = next((name for name in known if party == name or party.endswith(f", {name}")), None)
    return ResponsibleParty(organization=found) if found else None


def read_identifiers(page: Page, key: str) -> tuple[Identifier, ...]:
    """The study's other numbers: the first without a kind is the sponsor's own."""
    found: list[Identifier] = []
    for line in page.items(key):
        number = _NUMBER.fullmatch(line)
        if number and number["kind"]:
            kind = code_of(IDENTIFIER_TYPES, number["kind"])
            issuer = number["issuer"] or (None if kind else number["kind"])
            found.append(Identifier(value=number["value"], type=kind, issuer=issuer))
        else:
            own = None if found else IdentifierType.ORGANIZATION
            found.append(Identifier(value=line, type=own))
    return tuple(found)


def read_sites(page: Page, key: str) -> tuple[Site, ...]:
    """The sites: a facility with its status, and the place on the next line, or a place alone."""
    sites: list[Site] = []
    facility: str | None = None
    for line in _site_lines(page.block(key)):
        if _is_place(line, facility):
            status = _SITE_STATUS.search(facility or "")
            code = code_of(STATUSES, status[1]) if status else None
            sites.append(site_at(line, _SITE_STATUS.sub("", facility) if facility else None, code))
            facility = None
        elif not _is_region(line, facility):
            facility = line
    return tuple(sites)


def _site_lines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line and not _PERSON.match(line) and not _NOT_A_SITE.match(line):
            yield line


def _is_place(line: str, facility: str | None) -> bool:
    pieces = [piece.strip() for piece in line.split(",")]
    if _is_region(line, facility):
        return False
    if len(pieces) > 1 and re.search(r"\d", pieces[-1]):
        pieces.pop()
    return country_width(pieces) > 0


def _is_region(line: str, facility: str | None) -> bool:
    """A heading above facilities: a country, or one of the divided countries with its state."""
    pieces = [piece.strip() for piece in line.split(",")]
    return facility is None and (line in COUNTRIES or (len(pieces) == 2 and pieces[0] in DIVIDED))


def _organizations(page: Page) -> tuple[str, ...]:
    return tuple(name for name in page.items("parties") if not _PERSON.match(name))


def _verifiers(page: Page) -> Iterator[str]:
    match = re.search(r"\bby\s+(.+)$", page.line("verified-by") or "")
    if match:
        yield match[1]
