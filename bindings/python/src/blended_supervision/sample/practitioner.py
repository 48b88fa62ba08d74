"""What a practitioner answers about one person, kept as a product would keep it."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from blended_supervision.core.advice import Advice, FactValue
from blended_supervision.core.policy import Policy
from blended_supervision.sample.contacts import Contact
from blended_supervision.sample.people import Facts
from blended_supervision.sample.supervision import Supervision

Answers: TypeAlias = dict[str, Any]

_COUNTED: Final = ("history.", "cadence.")  # how facts begin that are counted from the contacts
_ANSWERED: Final = 0.9  # of the questions; the others stay open for now
_APPROVED: Final = 0.8  # of what is asked for

# Of 100 contacts, in how many it is so.
_OF_A_CONTACT: Final = {
    "contact.practitioner_at_home": 30,
    "contact.easier_at_a_distance": 5,
    "contact.surroundings_worth_seeing": 10,
    "contact.vulnerable_person_needs_support": 4,
}


def for_one_contact(policy: Policy, day: date) -> frozenset[str]:
    """The facts whose answers hold for the contact that they were given for, and no other."""
    facts = policy.select(as_of=day).describe()["facts"]
    return frozenset(fact["id"] for fact in facts if fact.get("holds_for_contact"))


@dataclass(slots=True)
class Practitioner:
    """Who supervises one person, and what was answered, approved and shown so far."""

    supervision: Supervision
    seed: str
    one_contact: Collection[str] = ()
    """Facts whose answers are given for one contact, and are stored with its day."""
    answers: dict[str, dict[str, FactValue]] = field(default_factory=dict)
    approvals: list[dict[str, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def given(self, confirmed: Iterable[str] = ()) -> Answers:
        """All of it, as advice takes it, with what was confirmed for this contact."""
        return {
            **self.answers,
            "approvals": self.approvals,
            "confirmed": sorted(confirmed),
            "shown": self.shown,
        }

    def answer(self, advice: Advice, contact: Contact) -> None:
        """Answers the questions of advice, by what is so, when a contact is planned.

        Some stay open: one in ten, and those on the history of contacts, which the record must tell.

        Raises:
            LookupError: It asks about a fact of which the sample does not know what is so.
        """
        facts = self.what_is_so(contact, contact.booked)
        for fact in (fact for question in advice.ask for fact in question.facts):
            if fact.startswith(_COUNTED) or self._chance(contact, fact).random() >= _ANSWERED:
                continue
            if fact not in facts:
                raise LookupError(f'the policy asks about "{fact}", and the sample does not say what is so')
            self._store(fact, facts[fact], contact, contact.booked)

    def learn(self, contact: Contact) -> None:
        """Answers again, after a contact, what has changed since it was answered."""
        facts = self.what_is_so(contact, contact.day)
        for fact, answer in self.answers.items():
            if not fact.startswith("contact.") and answer["value"] != facts[fact]:
                self._store(fact, facts[fact], contact, contact.day)

    def approved(self, lacking: Iterable[tuple[str, str]], contact: Contact) -> bool:
        """Whether seniors approve of it, each principle by its role; four in five do, for this contact."""
        if self._chance(contact, "approval").random() >= _APPROVED:
            return False
        span = {"day": contact.booked.isoformat(), "until": contact.day.isoformat()}
        self.approvals += [{"principle": principle, "role": role} | span for principle, role in lacking]
        return True

    def what_is_so(self, contact: Contact, day: date) -> Facts:
        """The facts on a day, those of a contact among them."""
        facts = self.supervision.facts(day)
        safe = 80 if facts["risk.domestic_abuse_victim"] else 92 if facts["risk.domestic_abuse_perpetrator"] else 99.5
        for fact, share in (_OF_A_CONTACT | {"contact.safe_to_call": safe}).items():
            facts[fact] = self._chance(contact, fact, "is so").random() * 100 < share
        return facts | {
            "contact.purpose": contact.purpose,
            "contact.scheduled": contact.scheduled,
            "contact.with": contact.takes_part,
            "contact.role": contact.role,
        }

    def _store(self, fact: str, value: FactValue, contact: Contact, day: date) -> None:
        answer: dict[str, FactValue] = {"value": value, "who": "olive.officer", "day": day.isoformat()}
        if fact in self.one_contact:
            answer["contact"] = contact.day.isoformat()
        self.answers[fact] = answer

    def _chance(self, contact: Contact, *about: str) -> random.Random:
        """Chance that is the same whatever else was asked, so that policies can be compared."""
        return random.Random(" ".join([self.seed, str(contact.number), *about]))
