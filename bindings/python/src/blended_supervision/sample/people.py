"""People who do not exist, and what is so about them, whether or not anybody has written it down.

All shares are this module's own invention. What goes together in life goes together here: tiers follow risk, MAPPA
follows offences and risk, and the record knows most of what is so and not all. Nothing can be learned from it about
probation.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias, TypeVar

from blended_supervision.core.advice import FactValue

Facts: TypeAlias = dict[str, FactValue]
_T = TypeVar("_T")

REGIONS: Final = {
    "London": 15,
    "Wales": 7,
    "Greater Manchester": 7,
    "North West": 11,
    "West Midlands": 11,
    "East Midlands": 8,
    "North East": 6,
    "Yorkshire and the Humber": 11,
    "East of England": 8,
    "Kent, Surrey and Sussex": 7,
    "South West": 7,
    "South Central": 5,
}
ROSH: Final = {"low": 25, "medium": 50, "high": 22, "very high": 3}

# How long sentences are supervised, in days, and how many begin with it.
_SENTENCES: Final[Mapping[tuple[str, int], int]] = {
    ("community order", 365): 22,
    ("community order", 548): 12,
    ("suspended sentence order", 365): 10,
    ("suspended sentence order", 548): 10,
    ("suspended sentence order", 730): 5,
    ("licence", 365): 18,
    ("licence", 730): 12,
    ("licence", 1095): 6,
    ("post-sentence supervision", 304): 5,
}
_IN_CUSTODY: Final = 0.1  # of those with a licence to come, and for as long as this sample looks

# Of 100 people, of how many it is so, and of how many of these the record tells.
_FLAGS: Final[Mapping[str, tuple[float, float]]] = {
    "risk.child_protection": (6, 95),
    "risk.self_harm": (8, 90),
    "risk.to_staff": (4, 95),
    "risk.cuckooing": (1, 60),
    "circumstances.physical_disability": (8, 75),
    "circumstances.hearing_or_speech": (3, 75),
    "circumstances.interpreter": (4, 100),
    "circumstances.learning_disability": (15, 60),
    "circumstances.complex_needs": (30, 60),
    "circumstances.no_fixed_abode": (7, 95),
    "circumstances.unable_to_travel": (3, 50),
    "circumstances.poor_transport": (25, 0),
    "circumstances.employment": (20, 0),
    "circumstances.telephone": (96, 97),
    "circumstances.device": (78, 0),
    "circumstances.agrees_to_check_in": (30, 0),
    "case.iom_red": (2, 100),
    "case.intensive_supervision_court": (0.5, 100),
    "case.national_security_division": (0.2, 100),
    "case.prevent_concerns": (1, 100),
}
# Of 100 people of whom it is so, of how many the record tells.
_RECORDED: Final[Mapping[str, float]] = {
    "risk.domestic_abuse_perpetrator": 85,
    "risk.domestic_abuse_victim": 60,
    "risk.domestic_abuse_evidence": 40,
    "risk.domestic_abuse_history": 70,
    "risk.sexual_offending": 95,
    "risk.child_sexual_exploitation": 95,
    "circumstances.childcare": 65,
    "sentence.device_condition": 100,
    "case.accredited_programme": 95,
    "case.tier_v3": 98,
    "case.phase": 97,
    "needs": 92,
}
_NEEDS: Final[Mapping[str, float]] = {
    "accommodation": 35,
    "employment": 50,
    "relationships": 45,
    "lifestyle": 50,
    "drugs": 45,
    "alcohol": 35,
    "thinking": 60,
    "attitudes": 35,
    "wellbeing": 45,
}
_PREFERS: Final = {"office": 45, "telephone": 30, "video": 10, "home visit": 10, "in person elsewhere": 5}
_RISING_A_YEAR: Final = 0.4  # how many new concerns


@dataclass(slots=True)
class Person:
    """Who somebody is, and what stays so about them as long as they are supervised."""

    crn: str
    region: str
    woman: bool
    sentence: str
    started: date
    """The first day of supervision; of somebody in custody the day on which the practitioner took over."""
    ends: date
    took_over: date
    """The day on which the present practitioner took over."""
    facts: Facts
    on_record: frozenset[str]
    """Those facts that the record tells. Risk and tiers are on it for nearly everybody, and are not in this."""
    concerns: list[tuple[date, date]]
    """When there was a new or rising concern."""
    assessed: date
    """From when on the record knows the risk of serious harm."""
    suspends: bool
    """Whether contact is suspended in the final third of a licence, unless they are exempt."""

    @property
    def in_custody(self) -> bool:
        """Whether they are in custody."""
        return self.facts["sentence.in_custody"] is True


def pick(chance: random.Random, shares: Mapping[_T, float]) -> _T:
    """One of them, as likely as its share."""
    return chance.choices(list(shares), list(shares.values()))[0]


def person(chance: random.Random, crn: str, *, on: date, new: bool) -> Person:
    """Somebody who is supervised on a day.

    Args:
        chance: Where chance comes from.
        crn: Their case number.
        on: The day.
        new: Whether supervision begins on it. Else it began some time before: long sentences are met more often.
    """
    lengths = {kind: share * (1 if new else kind[1]) for kind, share in _SENTENCES.items()}
    sentence, days = pick(chance, lengths)
    started = on if new else on - timedelta(chance.randrange(days))
    woman = chance.random() < 0.1
    facts = _risk(chance, woman, released=sentence in ("licence", "post-sentence supervision"))
    facts |= {fact: chance.random() * 100 < share for fact, (share, _) in _FLAGS.items()}
    facts |= {f"needs.{need}": chance.random() * 100 < share for need, share in _NEEDS.items()}
    facts |= _rest(chance, facts, woman, sentence)
    recorded = {fact: share for fact, (_, share) in _FLAGS.items()} | dict(_RECORDED)
    span = (on - started).days
    return Person(
        crn=crn,
        region=pick(chance, REGIONS),
        woman=woman,
        sentence=sentence,
        started=started,
        ends=started + timedelta(days),
        took_over=started + timedelta(chance.randrange(span) if span and chance.random() < 0.3 else 0),
        facts=facts,
        on_record=frozenset(fact for fact, share in recorded.items() if chance.random() * 100 < share),
        concerns=_concerns(chance, started, days),
        assessed=started + timedelta(chance.choice((0, 0, 21))),
        suspends=chance.random() < 0.5,
    )


def _risk(chance: random.Random, woman: bool, *, released: bool) -> Facts:
    def likely(share: float) -> bool:
        return chance.random() < share

    rosh = pick(chance, ROSH)
    worse = rosh in ("high", "very high")
    registered = likely(0.08 if worse else 0.02)
    violent = not registered and released and likely(0.4 if worse else 0.05)
    mappa = registered or violent or rosh == "very high"
    sexual = registered or likely(0.015)
    perpetrator = not woman and likely({"low": 0.08, "medium": 0.22}.get(rosh, 0.3))
    return {
        "risk.rosh": rosh,
        "risk.mappa_level": pick(chance, {"1": 85, "2": 13, "3": 2}) if mappa else "none",
        "risk.mappa_category": ("1" if registered else "2") if mappa else "none",
        "risk.registered_sex_offender": registered,
        "risk.sexual_offending": sexual,
        "risk.child_sexual_exploitation": sexual and likely(0.1),
        "risk.domestic_abuse_perpetrator": perpetrator,
        "risk.domestic_abuse_victim": likely(0.35 if woman else 0.05),
        "risk.domestic_abuse_evidence": likely(0.6 if perpetrator else 0.01),
        "risk.domestic_abuse_history": perpetrator or likely(0.12),
        "risk.victim_at_address": perpetrator and likely(0.1),
        "risk.stable": likely({"low": 0.95, "medium": 0.8, "high": 0.55}.get(rosh, 0.3)),
        "sentence.device_condition": sexual and likely(0.4),
    }


def _rest(chance: random.Random, facts: Facts, woman: bool, sentence: str) -> Facts:
    step = list(ROSH).index(str(facts["risk.rosh"]))
    tier = max(0, min(6, 6 - 2 * step + chance.randint(-2, 2)))
    minutes = round(chance.lognormvariate(3.2, 0.6))
    programme = step >= 1 and chance.random() < 0.08
    return {
        "case.tier_v3": "ABCDEFG"[tier],
        "case.tier_provisional": False,
        "case.tier_v2": "DCBA"[step] + str(chance.randint(0, 3)),
        "case.accredited_programme": programme,
        "case.treatment_manager_agrees": programme and chance.random() < 0.3,
        "case.practitioner_in_check_in_pilot": False,
        "case.opd": step >= 2 and chance.random() < 0.1,
        "sentence.type": sentence,
        "sentence.youth": False,
        "sentence.active": True,
        "sentence.in_custody": sentence == "licence" and chance.random() < _IN_CUSTODY,
        "circumstances.childcare": chance.random() < (0.45 if woman else 0.15),
        "circumstances.travel_minutes": min(180, minutes * (2 if facts["circumstances.poor_transport"] else 1)),
        "circumstances.prefers": pick(chance, _PREFERS),
        "circumstances.office_open": True,
        "circumstances.gender": "female" if woman else "male",
        "risk.home_visit_assessed": chance.random() < 0.7,
        "contact.private_place": chance.random() < (0.7 if facts["circumstances.no_fixed_abode"] else 0.94),
    }


def _concerns(chance: random.Random, started: date, days: int) -> list[tuple[date, date]]:
    concerns = []
    begins = started + timedelta(round(chance.expovariate(_RISING_A_YEAR / 365)))
    while begins < started + timedelta(days):
        ends = begins + timedelta(chance.randint(21, 56))
        concerns.append((begins, ends))
        begins = ends + timedelta(round(chance.expovariate(_RISING_A_YEAR / 365)))
    return concerns
