"""A year of a caseload, with advice at each contact as a practitioner would meet it.

A place in the caseload is held by one person after another: when somebody's supervision ends, somebody new takes it.
What is so about them, what is planned and what the host's record holds come from the package's sample; the plan never
looks at advice. At each contact of the year:

1. Advice is looked at on the day of planning, with the host's record and what was answered at earlier contacts.
2. The questions that it asks, at most three, are answered by what is so, dated that day and kept (practitioner.py of
   the sample says which stay open). What must be done is confirmed for this contact alone, and the note's key is kept
   as shown.
3. Advice is looked at again, which shows what is left.
4. The contact is held as planned, unless the mode cannot be used, is not permitted or would not count where it must:
   then by the mode advised. An approval that is lacking is given to four in five, for this contact; the others change.

Beside it stands the advice on the same contact for a host that keeps no answer at all.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import blended_supervision as bs
from blended_supervision.sample.contacts import Contact
from blended_supervision.sample.people import person
from blended_supervision.sample.practitioner import Practitioner, for_one_contact
from blended_supervision.sample.records import payload
from blended_supervision.sample.supervision import Supervision

FIRST: Final = date(2026, 10, 1)
LAST: Final = date(2027, 9, 30)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at advice asks of the practitioner."""

    notice: str
    quieted: bool
    """Whether it would have been a note, and is none since it was shown before."""
    reasons: tuple[str, ...]
    asked: tuple[str, ...]
    """The facts of each question; those of one question are joined."""
    lines: tuple[int, int]
    """Lines of the text in English and in Welsh."""

    @property
    def raises(self) -> bool:
        """Whether it raises anything."""
        return self.notice != bs.Notice.NONE


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact of the year."""

    contact: Contact
    nth: int
    """Of this person's contacts in the year, from 1."""
    stored: Look
    """With what was answered at earlier contacts."""
    left: Look
    """What is left once this contact's questions are answered and confirmed."""
    nothing: Look
    """Without any answer."""


class Year:
    """A year of a caseload."""

    def __init__(self, policy: bs.Policy, mapping: bs.Mapping, *, seed: int, planned: str | None = None) -> None:
        self._policy = policy
        self._mapping = mapping
        self._seed = seed
        self._planned = planned  # for every contact, in place of the sample's own plan
        self._one_contact = for_one_contact(policy, FIRST)

    def contacts(self, people: int) -> Iterator[Seen]:
        """Every contact with that many people at a time."""
        for place in range(people):
            yield from self._place(place)

    def _place(self, place: int) -> Iterator[Seen]:
        on, follows = FIRST, 0
        while on <= LAST:
            seed = f"{self._seed} {place} {follows}"
            chance = random.Random(seed)
            who = person(chance, f"S{place * 10 + follows:06}", on=on, new=follows > 0)
            yield from self._supervised(Supervision(who, chance), seed)
            on, follows = who.ends + timedelta(7), follows + 1

    def _supervised(self, supervision: Supervision, seed: str) -> Iterator[Seen]:
        practitioner = Practitioner(supervision, seed, self._one_contact)
        nth = 0
        while (contact := supervision.plan()) and contact.day <= LAST:
            if contact.day < FIRST:
                supervision.comes_of(contact, contact.planned)
                continue
            nth += 1
            if self._planned:
                contact = replace(contact, planned=self._planned)
            host = random.Random(f"{seed} host {contact.number}")
            record = json.dumps(payload(supervision, contact.booked, host)).encode()
            seen, mode = self._met(practitioner, contact, nth, record)
            supervision.comes_of(contact, mode)
            practitioner.learn(contact)
            yield seen

    def _met(self, practitioner: Practitioner, contact: Contact, nth: int, record: bytes) -> tuple[Seen, str]:
        """The advice on a contact, and the mode in which it is then held."""
        asked_for = {**contact.json(), "region": practitioner.supervision.person.region}

        def advise(answers: Mapping[str, Any]) -> bs.Advice:
            return self._policy.advise(
                record, mapping=self._mapping, contact=asked_for, answers=answers, as_of=contact.booked
            )

        first = advise(practitioner.given())
        stored = look(first)
        practitioner.answer(first, contact)
        second = advise(practitioner.given())
        third = advise(practitioner.given(_to_confirm(second)))
        seen = Seen(contact, nth, stored, look(third), look(advise({})))
        if first.notice_key:
            practitioner.shown.append(first.notice_key)
        return seen, _held(third, practitioner, contact)


def look(advice: bs.Advice) -> Look:
    """What a look at advice asks of a practitioner."""
    told = advice.json() if advice.notice != bs.Notice.NONE else None
    return Look(
        notice=str(advice.notice),
        quieted=advice.notice == bs.Notice.NONE and advice.notice_key is not None,
        reasons=tuple(_reasons(told)) if told else (),
        asked=tuple(" + ".join(question.facts) for question in advice.ask),
        lines=(advice.text("en").count("\n"), advice.text("cy").count("\n")),
    )


def _reasons(told: Mapping[str, Any]) -> Iterator[str]:
    """Each reason for a note or a stop by its rule; what depends on the unknown by each question that bears on it."""
    for reason in told["notice"]["reasons"]:
        if reason["why"] != "depends on unknown":
            yield f"{reason['why']}: {reason['rule']}" if reason["rule"] else reason["why"]
            continue
        asked = [question for question in told["ask"] if _moves_the_plan(question, told["outcome"]["planned"])]
        for question in asked:
            yield "depends on unknown: " + " + ".join(fact["fact"] for fact in question["facts"])
        if not asked:
            yield "depends on unknown: no single question"


def _moves_the_plan(question: Mapping[str, Any], planned: Mapping[str, Any]) -> bool:
    """Whether some answer gives the planned mode another standing."""
    standings = [answer["planned"] for answer in question["answers"]]
    return any((one["permission"], one["counts"]) != (planned["permission"], planned["counts"]) for one in standings)


def _to_confirm(advice: bs.Advice) -> list[str]:
    """What must be done and is not confirmed."""
    if advice.notice == bs.Notice.NONE:
        return []
    return [reason["rule"] for reason in advice.json()["notice"]["reasons"] if reason["why"] == "safeguard"]


def _held(advice: bs.Advice, practitioner: Practitioner, contact: Contact) -> str:
    mode = next(mode for mode in advice.modes if mode.planned)
    usable = mode.permission not in (bs.Permission.CANNOT, bs.Permission.NOT_PERMITTED)
    usable = usable and (mode.counts or contact.role != "counts")
    if usable and mode.permission == bs.Permission.NEEDS_APPROVAL:
        usable = practitioner.approved(_lacking(advice.json(), mode.id), contact)
    return mode.id if usable else advice.lead or mode.id


def _lacking(told: Mapping[str, Any], mode: str) -> list[tuple[str, str]]:
    """The principles that ask for an approval of the mode, each with its role."""
    (row,) = (row for row in told["modes"] if row["mode"] == mode)
    rules = [(acting["rule"], told["rules"][acting["rule"]]) for acting in row["restrictions"]]
    return [(name, role) for name, rule in rules for role in rule.get("roles", ())]
