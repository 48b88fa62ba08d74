"""One person's supervision: which contacts a practitioner plans, and what comes of them.

The practitioner plans by what is so about the person and by their own diary, never by advice. So these are the contacts
that would have been planned without it, and advice can be measured on them. It is a sensible practitioner's plan:

- The first contact is a first appointment, at the office (in 4 of 100 by telephone). Early engagement is weekly, for
  eight weeks; after it the tier says how often, and twice as often while there is a new concern.
- The first home visit is planned in time by nine in ten, later ones every half year (every quarter at high risk).
- An assessment in depth comes after eight weeks, then once a year, at the office (in 3 of 100 by video).
- A meeting is in person if risk is high or rising, in the first twelve weeks, after a miss, after two remote contacts,
  when the practitioner's diary says that the person must be seen, or if a call would be overheard; in 3 of 100 of these
  it is a call all the same, since practitioners are busy.
- Otherwise it is a call in 70 of 100 meetings at low risk and 50 at medium risk; in 25 more where the person finds it
  hard to come, a quarter of that for those who need an interpreter or find it hard to hear or speak, half for those who
  find it hard to understand or to cope, and a third where there is domestic abuse. Of four calls three are by
  telephone.
- On top of what is required: a call between two meetings at high risk (15 of 100), an unscheduled welfare check by
  telephone (4), a meeting with other agencies (2), and a check-in as every other contact for half of those who could
  have them. A three-way meeting is required (2).
- In custody the person is visited, or called over the prison's link, every eight weeks. While contact is suspended
  there is a call every half year.

All these numbers are invented. Some four contacts in five come out as in person.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from blended_supervision.sample.contacts import IN_PERSON, Contact, Held
from blended_supervision.sample.people import Facts, Person, pick

# Weeks between contacts. For tiers E and F what a year's allowance of 13 and 10 comes to (case studies of the public
# components for supervision packages); the others are invented.
_WEEKS: Final = {"A": 1, "B": 2, "C": 2, "D": 3, "E": 4, "F": 5, "G": 6}
_WEEKS_IN_CUSTODY: Final = 8
_WEEKS_SUSPENDED: Final = 26
EARLY_WEEKS: Final = 8
BOOKED: Final = 1  # appointments, at any time
# Appointments of a sentence year, by tier: 13 and 10 as in the public case studies, the others invented.
_ALLOWANCE: Final = {"A": 52, "B": 30, "C": 26, "D": 17, "E": 13, "F": 10, "G": 8}
_CHECK_IN_RULES: Final = date(2026, 10, 1)  # since when the rules on them are as they are

# By when a practitioner's diary says that the person must be seen: for tiers D, E and F as published, for G as for F,
# and for the others every month.
_DIARY_DAYS: Final = {"D": 56, "E": 84, "F": 84, "G": 84}
_DIARY_OTHERS: Final = 28
_HOME_VISIT_DAYS: Final = {"low": 84, "medium": 42}
_HOME_VISIT_HIGH: Final = 15

# Of 100 contacts for which nothing is due, what they are; and at high risk.
_KINDS: Final = {"meeting": 92, "welfare check": 4, "agencies": 2, "three-way meeting": 2}
_KINDS_HIGH: Final = _KINDS | {"meeting": 77, "between": 15}

_HARD_TO_COME: Final = (
    "circumstances.childcare",
    "circumstances.physical_disability",
    "circumstances.poor_transport",
    "circumstances.employment",
    "circumstances.unable_to_travel",
)
_DOMESTIC_ABUSE: Final = (
    "risk.domestic_abuse_perpetrator",
    "risk.domestic_abuse_victim",
    "risk.domestic_abuse_evidence",
)


@dataclass(slots=True)
class Supervision:
    """A person's supervision as it goes on."""

    person: Person
    chance: random.Random
    held: list[Held] = field(default_factory=list)
    checks_in: bool = False
    _planned: int = 0
    _last: date | None = None
    _assessed: date | None = None

    def __post_init__(self) -> None:
        self.checks_in = self._may_check_in() and self.chance.random() < 0.5

    def plan(self) -> Contact | None:
        """The next contact; None if supervision ends before it."""
        last = self._last or self.person.started - timedelta(1)
        weeks = self._rhythm(last)
        usual = 7 * weeks + (self.chance.randint(-2, 2) if weeks > 1 else 0)
        day = last + timedelta(usual if self._last else self.chance.randint(2, 6))
        if day >= self.person.ends:
            return None
        self._planned += 1
        self._last = day
        booked = max(last, self.person.started, day - timedelta(self.chance.randint(1, 9)))
        after = day + timedelta(7 * self._rhythm(day)) if self.chance.random() < 0.5 else None
        return self._contact(booked, day, after)

    def comes_of(self, contact: Contact, mode: str) -> Held:
        """What comes of a contact in this mode. From then on it is history."""
        missed = 0.08 if mode not in IN_PERSON else 0.1
        attended = pick(self.chance, {"missed": missed, "excused": 0.05, "attended": 0.95 - missed})
        if contact.takes_part == "professionals":
            attended = "attended"
        late = pick(self.chance, {0: 92, 7: 6, None: 2})
        held = Held(contact, mode, attended, None if late is None else contact.day + timedelta(late))
        self.held.append(held)
        if held.attended == "attended" and contact.purpose == "in-depth risk assessment":
            self._assessed = contact.day
        return held

    def facts(self, day: date) -> Facts:
        """What is so on a day, known or not."""
        rising = self.rising(day)
        calm = not any(begins <= day <= ends + timedelta(91) for begins, ends in self.person.concerns)
        suspended = self.suspended(day)
        phase = self.phase(day)
        used, allowance = self.used(day), self.allowance()
        return self.person.facts | {
            "risk.rising": rising,
            "risk.stable": calm and self.person.facts["risk.stable"] is True,
            "risk.home_visit_assessed": self.person.facts["risk.home_visit_assessed"] or self._visited() is not None,
            "case.phase": phase,
            "case.final_third_eligible": phase == "final third",
            "case.on_supervision_package": phase != "not applicable",
            "case.check_ins_before_october_2026": self.checks_in and self.person.started < _CHECK_IN_RULES,
            "case.contact_suspended": suspended,
            "case.on_suspended_supervision": suspended,
            "package.allowance": allowance,
            "package.used": used,
            "package.left": max(0, allowance - used),
            "package.booked": BOOKED,
            "package.early_engagement_weeks": EARLY_WEEKS,
            "package.early_engagement_attended": self._seen_early(),
        }

    def allowance(self) -> int:
        """How many appointments the package allows in a sentence year."""
        return _ALLOWANCE[str(self.person.facts["case.tier_v3"])]

    def used(self, day: date) -> int:
        """How many of them are used on a day."""
        begins = self.year_ends(day) - timedelta(365)
        return sum(
            held.attended == "attended" and held.contact.role == "counts" and begins <= held.contact.day <= day
            for held in self.held
        )

    def year_ends(self, day: date) -> date:
        """When the sentence year ends in which a day lies."""
        ends = self.person.started
        while ends <= day:
            ends += timedelta(365)
        return ends

    def phase(self, day: date) -> str:
        """The phase of the supervision package."""
        person = self.person
        if person.in_custody:
            return "in custody"
        if person.facts["case.national_security_division"] or person.facts["case.intensive_supervision_court"]:
            return "not applicable"
        if day < person.started + timedelta(7 * EARLY_WEEKS):
            return "early engagement"
        if self._final_third(day):
            return "final third"
        if person.facts["case.iom_red"]:
            return "IOM"
        return "OPD" if person.facts["case.opd"] else "standard"

    def suspended(self, day: date) -> bool:
        """Whether contact is suspended: half of those in the final third who are not exempt."""
        facts = self.person.facts
        exempt = facts["risk.mappa_level"] != "none" or facts["risk.child_protection"]
        return self.person.suspends and self._final_third(day) and not exempt

    def rising(self, day: date) -> bool:
        """Whether there is a new or rising concern."""
        return any(begins <= day <= ends for begins, ends in self.person.concerns)

    def final_third_begins(self) -> date:
        """The first day of the final third of the sentence."""
        person = self.person
        return person.ends - (person.ends - person.started) / 3

    def _final_third(self, day: date) -> bool:
        person = self.person
        outside = person.facts["case.national_security_division"] or person.facts["case.intensive_supervision_court"]
        licence = person.sentence == "licence" and not outside and not person.in_custody
        return licence and day >= self.final_third_begins()

    def _rhythm(self, day: date) -> int:
        if self.person.in_custody:
            return _WEEKS_IN_CUSTODY
        if self.suspended(day):
            return _WEEKS_SUSPENDED
        if self.phase(day) == "early engagement":
            return 1
        weeks = _WEEKS[str(self.person.facts["case.tier_v3"])]
        return max(1, weeks // 2) if self.checks_in or self.rising(day) else weeks

    def _contact(self, booked: date, day: date, after: date | None) -> Contact:
        """What it is for, who takes part and by which mode: the plan of this module's first lines."""
        number = self._planned
        if self.suspended(day):
            return Contact(number, booked, day, "supervision meeting", self._by_phone(), role="additional")
        if not any(held.attended == "attended" for held in self.held):
            planned = pick(self.chance, {"office": 96, self._by_phone(): 4})
            planned = self._prison() if self.person.in_custody else planned
            return Contact(number, booked, day, "initial appointment", planned, next=after)
        if self.person.in_custody:
            return Contact(number, booked, day, "supervision meeting", self._prison(), next=after)
        if self._home_visit_is_due(day) and self.chance.random() < 0.9:
            return Contact(number, booked, day, "home visit", "home visit", next=after)
        if self._assessment_is_due(day):
            planned = pick(self.chance, {"office": 97, "video": 3})
            return Contact(number, booked, day, "in-depth risk assessment", planned, next=after)
        if self.checks_in and number % 2:
            return Contact(number, booked, day, "supervision meeting", "online check-in", role="additional")
        match pick(self.chance, _KINDS_HIGH if self._is_high() else _KINDS):
            case "between":
                return Contact(number, booked, day, "welfare check", self._by_phone(), role="additional", next=after)
            case "welfare check":
                return Contact(number, day, day, "welfare check", self._by_phone(), scheduled=False, role="additional")
            case "agencies":
                planned = pick(self.chance, {"video": 75, "office": 25})
                return Contact(
                    number, booked, day, "multi-agency meeting", planned, takes_part="professionals", role="additional"
                )
            case "three-way meeting":
                planned = pick(self.chance, {"office": 70, "video": 30})
                return Contact(number, booked, day, "three-way meeting", planned, takes_part="both", next=after)
        return Contact(number, booked, day, "supervision meeting", self._meeting(day, after), next=after)

    def _meeting(self, day: date, after: date | None) -> str:
        chance, facts = self.chance, self.person.facts
        share = 0.03 if self._must_be_seen(day, after) else self._share_of_calls()
        if chance.random() < share:
            by_video = facts["circumstances.device"] and not facts["sentence.device_condition"]
            by_video = by_video and chance.random() < (0.25 if facts["circumstances.telephone"] else 1)
            return "video" if by_video else self._by_phone()
        seen = {"office": 92, "in person elsewhere": 4, "home visit": 4}
        if facts["circumstances.no_fixed_abode"]:
            del seen["home visit"]
        return pick(chance, seen)

    def _must_be_seen(self, day: date, after: date | None) -> bool:
        known = self._weeks_known(day)
        gap = _DIARY_DAYS.get(str(self.person.facts["case.tier_v3"]), _DIARY_OTHERS)
        seen = max((one.contact.day for one in self._attended() if one.mode in IN_PERSON), default=self.person.started)
        following = after or day + timedelta(7 * self._rhythm(day))
        last = [held for held in self.held if held.contact.takes_part != "professionals"][-2:]
        return (
            self._is_high()
            or self.rising(day)
            or known < 12
            or (following - seen).days > gap
            or last[-1].attended == "missed"
            or all(held.mode not in IN_PERSON for held in last)
            or not self.person.facts["contact.private_place"]
        )

    def _share_of_calls(self) -> float:
        facts = self.person.facts
        share = 0.7 if facts["risk.rosh"] == "low" else 0.5
        if any(facts[fact] for fact in _HARD_TO_COME):
            share += 0.25
        if facts["circumstances.interpreter"] or facts["circumstances.hearing_or_speech"]:
            share /= 4
        elif facts["circumstances.learning_disability"] or facts["circumstances.complex_needs"]:
            share /= 2
        return share / 3 if any(facts[fact] for fact in _DOMESTIC_ABUSE) else share

    def _prison(self) -> str:
        return pick(self.chance, {"in person elsewhere": 40, "video": 45, "telephone": 15})

    def _by_phone(self) -> str:
        return "telephone" if self.person.facts["circumstances.telephone"] else "office"

    def _is_high(self) -> bool:
        facts = self.person.facts
        return facts["risk.rosh"] in ("high", "very high") or facts["risk.mappa_level"] in ("2", "3")

    def _may_check_in(self) -> bool:
        facts = self.person.facts
        barred = (
            "sentence.in_custody",
            "sentence.device_condition",
            "risk.child_protection",
            "risk.sexual_offending",
            "case.intensive_supervision_court",
            "case.national_security_division",
            *_DOMESTIC_ABUSE,
        )
        return (
            facts["circumstances.agrees_to_check_in"] is True
            and facts["circumstances.device"] is True
            and str(facts["case.tier_v3"]) in "DEFG"
            and self.person.sentence != "licence"
            and not self._is_high()
            and not any(facts[fact] for fact in barred)
        )

    def _seen_early(self) -> int:
        until = self.person.started + timedelta(7 * EARLY_WEEKS)
        return sum(held.contact.day < until for held in self._attended())

    def _attended(self) -> list[Held]:
        return [
            held for held in self.held if held.attended == "attended" and held.contact.takes_part != "professionals"
        ]

    def _weeks_known(self, day: date) -> int:
        first = min((held.contact.day for held in self._attended()), default=day)
        return (day - max(first, self.person.took_over)).days // 7

    def _visited(self) -> date | None:
        return max((held.contact.day for held in self._attended() if held.mode == "home visit"), default=None)

    def _home_visit_is_due(self, day: date) -> bool:
        """Whether one must be planned now, so that the next contact does not come too late for it."""
        facts = self.person.facts
        if facts["circumstances.no_fixed_abode"]:
            return False
        following = day + timedelta(7 * self._rhythm(day))
        visited = self._visited()
        if visited is None:
            by = _HOME_VISIT_HIGH if facts["risk.registered_sex_offender"] else None
            by = by or _HOME_VISIT_DAYS.get(str(facts["risk.rosh"]), _HOME_VISIT_HIGH)
            return (following - self.person.started).days > by
        return (day - visited).days > (91 if self._is_high() else 182)

    def _assessment_is_due(self, day: date) -> bool:
        if self._assessed is None:
            return self._weeks_known(day) >= 8
        return (day - self._assessed).days > 365
