"""The parts of real records that new ones are put together from, cut and encoded once."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

Fields = dict[str, bytes]
"""The members of a JSON object by name, their values encoded."""
Lists = dict[str, tuple[bytes, ...]]
"""Members that are arrays, their items encoded, so that two objects can be joined."""

OWN = b"NCT00000000"
"""What a record's own number is replaced by in its parts."""

_LEVELS = ("primaryOutcomes", "secondaryOutcomes", "otherOutcomes")
_KEPT_WHOLE = (
    "descriptionModule",
    "oversightModule",
    "referencesModule",
    "ipdSharingStatementModule",
    "eligibilityModule",
)
_HISTORY = ("resultsSection", "documentSection", "hasResults")

_Each = TypeVar("_Each")


@dataclass(frozen=True)
class Donor:
    """One record in parts."""

    identification: Mapping[str, Any]
    modules: Fields
    sponsor: Fields
    design: Fields
    phases: tuple[str, ...]
    contacts: Fields
    sites: int
    status: bytes
    history: Fields
    misc: bytes
    condition_names: tuple[str, ...]
    conditions: Lists
    condition_links: Lists
    intervention_names: tuple[str, ...]
    names: frozenset[str]
    """Of its arms and interventions: records that share one cannot be joined."""
    arms: Lists
    intervention_links: Lists
    outcomes: tuple[int, ...]
    """How many it has of each level."""


class Pool:
    """The donors of one kind of study, and what is drawn one by one from all of them."""

    def __init__(self) -> None:
        self.donors: list[Donor] = []
        self.with_arms: list[Donor] = []
        self.outcomes: tuple[list[bytes], ...] = ([], [], [])
        self.sites: list[bytes] = []

    def add(self, donor: Donor, outcomes: Mapping[str, Any], sites: Sequence[Any]) -> None:
        """Take a record in."""
        self.donors.append(donor)
        if donor.arms:
            self.with_arms.append(donor)
        for pool, level in zip(self.outcomes, _LEVELS, strict=True):
            pool.extend(map(msgspec.json.encode, outcomes.get(level, ())))
        self.sites.extend(map(msgspec.json.encode, sites))


class Donors:
    """All records by kind of study; kinds are drawn as often as they occur."""

    def __init__(self, originals: Iterable[bytes]) -> None:
        pools: dict[str, Pool] = defaultdict(Pool)
        self._kinds: list[str] = []
        for original in originals:
            record = _without_own_number(original)
            protocol = record["protocolSection"]
            kind = protocol.get("designModule", {}).get("studyType", "")
            self._kinds.append(kind)
            sites = protocol.get("contactsLocationsModule", {}).get("locations", ())
            pools[kind].add(_donor(record), protocol.get("outcomesModule", {}), sites)
        self._pools = dict(pools)

    def pool(self, chance: random.Random) -> Pool:
        """The pool of a kind of study."""
        return self._pools[chance.choice(self._kinds)]


def drawn(pool: Sequence[_Each], size: int, chance: random.Random) -> list[_Each]:
    """So many different items of a pool, fewer where it has fewer."""
    return chance.sample(pool, min(size, len(pool)))


def _without_own_number(original: bytes) -> Any:
    record = msgspec.json.decode(original)
    own = record["protocolSection"]["identificationModule"]["nctId"]
    return msgspec.json.decode(original.replace(own.encode(), OWN))


def _donor(record: Mapping[str, Any]) -> Donor:
    protocol, derived = record["protocolSection"], record.get("derivedSection", {})
    design, arms = protocol.get("designModule", {}), protocol.get("armsInterventionsModule", {})
    contacts = protocol.get("contactsLocationsModule", {})
    conditions, outcomes = protocol.get("conditionsModule", {}), protocol.get("outcomesModule", {})
    named = tuple(each["name"] for each in arms.get("interventions", ()) if "name" in each)
    labels = (each["label"] for each in arms.get("armGroups", ()) if "label" in each)
    return Donor(
        identification=protocol["identificationModule"],
        modules=_fields({name: protocol[name] for name in _KEPT_WHOLE if name in protocol}),
        sponsor=_fields(protocol.get("sponsorCollaboratorsModule", {})),
        design=_fields({name: value for name, value in design.items() if name != "phases"}),
        phases=tuple(design.get("phases", ())),
        contacts=_fields({name: value for name, value in contacts.items() if name != "locations"}),
        sites=len(contacts.get("locations", ())),
        status=msgspec.json.encode(protocol.get("statusModule", {})),
        history=_fields({name: record[name] for name in _HISTORY if name in record}),
        misc=msgspec.json.encode(derived.get("miscInfoModule", {})),
        condition_names=tuple(conditions.get("conditions", ())),
        conditions=_lists(conditions),
        condition_links=_lists(derived.get("conditionBrowseModule", {})),
        intervention_names=named,
        names=frozenset((*named, *labels)),
        arms=_lists(arms),
        intervention_links=_lists(derived.get("interventionBrowseModule", {})),
        outcomes=tuple(len(outcomes.get(level, ())) for level in _LEVELS),
    )


def _fields(members: Mapping[str, Any]) -> Fields:
    return {name: msgspec.json.encode(value) for name, value in members.items()}


def _lists(members: Mapping[str, Any]) -> Lists:
    return {
        name: tuple(map(msgspec.json.encode, value))
        for name, value in members.items()
        if isinstance(value, list)
    }
