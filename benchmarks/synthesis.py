"""One new record out of parts that are drawn at random."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from benchmarks.parts import OWN, Donor, Donors, Fields, Lists, Pool, drawn

NUMBER = re.compile(rb"NCT ?(\d{8})")
_DATE = re.compile(rb'"(\d{4})-(\d{2})(-\d{2})?"')
_LEVELS = ("primaryOutcomes", "secondaryOutcomes", "otherOutcomes")
_JOINED = 0.3
"""How many studies have the conditions, or the arms, of two records."""
_KNOWN = 0.8
"""How many of the studies that a text names have a record in the corpus."""
_LONGEST_TITLE = 300
"""Characters; https://prsinfo.clinicaltrials.gov/definitions.html."""


def study_of(donors: Donors, number: int, chance: random.Random) -> bytes:
    """A record as one line of JSON; texts that name other studies name earlier records of the corpus."""
    pool = donors.pool(chance)

    def one() -> Donor:
        return chance.choice(pool.donors)

    base, history, sponsor = one(), one(), one()
    conditions = _joined_conditions(one(), one(), chance)
    arms = _joined_arms(pool, chance)
    named = (
        tuple(name for each in part for name in each)
        for part in (
            [donor.intervention_names for donor in arms],
            [donor.condition_names for donor in conditions],
        )
    )
    identification = _identification(base, sponsor, _title(*named), number)
    protocol: Fields = {
        "identificationModule": msgspec.json.encode(identification),
        "statusModule": _earlier(history.status, chance.randrange(60)),
        "sponsorCollaboratorsModule": _object(_sponsors(sponsor, one())),
        **base.modules,
        "conditionsModule": _arrays(donor.conditions for donor in conditions),
        "designModule": _object(_design(base, one(), one())),
        "armsInterventionsModule": _arrays(donor.arms for donor in arms),
        "outcomesModule": _arrays([_outcomes(pool, one(), chance)]),
        "eligibilityModule": one().modules.get("eligibilityModule", b"{}"),
        "contactsLocationsModule": _object(_places(pool, base, one(), chance)),
    }
    derived: Fields = {
        "miscInfoModule": base.misc,
        "conditionBrowseModule": _arrays(donor.condition_links for donor in conditions),
        "interventionBrowseModule": _arrays(donor.intervention_links for donor in arms),
    }
    record = {"protocolSection": _object(protocol), "derivedSection": _object(derived), **history.history}
    return _renumbered(_object(record), number, chance)


def _joined_conditions(first: Donor, second: Donor, chance: random.Random) -> list[Donor]:
    if chance.random() < _JOINED and not {*first.condition_names} & {*second.condition_names}:
        return [first, second]
    return [first]


def _joined_arms(pool: Pool, chance: random.Random) -> list[Donor]:
    """One record's arms, or those of two that name nothing alike: each arm keeps what it refers to."""
    if not pool.with_arms:
        return []
    first, second = chance.choice(pool.with_arms), chance.choice(pool.with_arms)
    if chance.random() < _JOINED and not first.names & second.names:
        return [first, second]
    return [first]


def _title(interventions: Sequence[str], conditions: Sequence[str]) -> str:
    what = " and ".join(interventions[:2]) or "A Registry"
    return f"{what} in {conditions[0] if conditions else 'Volunteers'}"[:_LONGEST_TITLE]


def _identification(base: Donor, sponsor: Donor, title: str, number: int) -> dict[str, Any]:
    """Names of its own; an organisation's number and an acronym would else be those of many studies."""
    own = base.identification
    found: dict[str, Any] = {
        "nctId": OWN.decode(),
        "orgStudyIdInfo": {"id": f"{own.get('orgStudyIdInfo', {}).get('id', 'P')}-{number}"},
        "briefTitle": title,
        "officialTitle": f"A Study of {title}",
    }
    if "organization" in sponsor.identification:
        found["organization"] = sponsor.identification["organization"]
    if "acronym" in own:
        found["acronym"] = f"{own['acronym']}-{number}"
    if "secondaryIdInfos" in own:
        found["secondaryIdInfos"] = [
            {**each, "id": f"{each.get('id', '')}-{number}"} for each in own["secondaryIdInfos"]
        ]
    return found


def _earlier(status: bytes, months: int) -> bytes:
    """All dates of a record so many months earlier, so that none that has passed comes to lie ahead."""

    def moved(found: re.Match[bytes]) -> bytes:
        year, month = divmod(int(found[1]) * 12 + int(found[2]) - 1 - months, 12)
        day = b"-%02d" % min(int(found[3][1:]), 28) if found[3] else b""
        return b'"%04d-%02d%s"' % (year, month + 1, day)

    return _DATE.sub(moved, status)


def _sponsors(sponsor: Donor, partner: Donor) -> Fields:
    collaborators = partner.sponsor.get("collaborators")
    own = {name: value for name, value in sponsor.sponsor.items() if name != "collaborators"}
    return own if collaborators is None else {**own, "collaborators": collaborators}


def _design(base: Donor, phased: Donor, enrolling: Donor) -> Fields:
    design = dict(base.design)
    if phased.phases:
        design["phases"] = msgspec.json.encode(phased.phases)
    if "enrollmentInfo" in enrolling.design:
        design["enrollmentInfo"] = enrolling.design["enrollmentInfo"]
    return design


def _outcomes(pool: Pool, counted: Donor, chance: random.Random) -> Lists:
    found = (drawn(each, size, chance) for each, size in zip(pool.outcomes, counted.outcomes, strict=True))
    return {level: tuple(each) for level, each in zip(_LEVELS, found, strict=True) if each}


def _places(pool: Pool, base: Donor, counted: Donor, chance: random.Random) -> Fields:
    sites = drawn(pool.sites, counted.sites, chance)
    return {**base.contacts, "locations": _array(sites)} if sites else base.contacts


def _renumbered(record: bytes, number: int, chance: random.Random) -> bytes:
    own = b"NCT9%07d" % number
    numbers = {OWN[3:]: own}

    def other(found: re.Match[bytes]) -> bytes:
        known = numbers.get(found[1])
        if known is None:
            in_corpus = number > 0 and chance.random() < _KNOWN
            known = b"NCT9%07d" % chance.randrange(number) if in_corpus else b"NCT8" + found[1][1:]
            numbers[found[1]] = known
        return known

    return NUMBER.sub(other, record)


def _arrays(objects: Iterable[Lists]) -> bytes:
    """One object with the arrays of several, without what they have in common."""
    together: dict[str, dict[bytes, None]] = {}
    for each in objects:
        for name, items in each.items():
            together.setdefault(name, {}).update(dict.fromkeys(items))
    return _object({name: _array(items) for name, items in together.items()})


def _array(items: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(items) + b"]"


def _object(fields: Fields) -> bytes:
    return b"{" + b",".join(b'"%s":%s' % (name.encode(), value) for name, value in fields.items()) + b"}"
