"""Prints how much attention advice asks for in a year: `python tests/bench/attention.py [PEOPLE] [--check]`.

1,000 people at a time unless said; about a minute. What is counted is a contact: the first look at its advice on the
day of planning, before anything is answered or confirmed for it. It *raises* something if that look has a note or a
stop. caseload.py, beside this, says step by step what a practitioner does with the advice.

**The caseload** is made of payloads, in the shapes of nDelius and the services around it, so that the mapping, the
contact history and what the record leaves out are in the figures: every fact reaches advice the way it would. What is
so about people, and what is planned, is in the package's sample (people.py, supervision.py). It is invented, and the
share of contacts planned by each mode is printed with what they raise.

**The plan is not taken from the advice.** A practitioner who planned what is advised would never be told anything. The
sample plans by what is so: mostly the office, calls for people who are known, stable and of low or medium risk, and, in
3 of 100 cases where the person should be seen, a call all the same. An office visit raises hardly anything, so a
caseload of office visits would reach every bound. Therefore remote contacts are told apart, and it is said how large
their share could grow until the bound is reached.

**Once answers are on record** means the person's fifth contact of the year and every later one. At three questions a
contact, four contacts are room for twelve answers. It is counted in contacts, not in answers, so that no rule or
question can move a contact out of the count: a policy that went on asking would lose its noisiest contacts from a count
of "nothing is left to ask".

**Bounds** (`--check`, which exits with 1 and names each bound that is missed): once answers are on record at most 20 of
100 contacts raise anything and fewer than 3 are stops; the model remote case, host-stubs/data/X100010.json, is silent
after at most two answers. `--planned MODE` plans every contact by that mode, to show that the check can fail.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from caseload import Look, Seen, Year

import blended_supervision as bs
from blended_supervision.core.advice import FactValue
from blended_supervision.sample.contacts import IN_PERSON
from blended_supervision.sample.practitioner import for_one_contact

DATA: Final = Path(__file__).resolve().parents[2] / "host-stubs" / "data"
TODAY: Final = date(2026, 11, 23)  # of the sample payloads
MOST_RAISED: Final = 20  # of 100
MOST_STOPS: Final = 3  # of 100, and fewer
MOST_ANSWERS: Final = 2
ON_RECORD: Final = 5  # the first contact that counts as one with answers on record
TOP: Final = 10


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure, and what it may be."""

    of: str
    value: float
    most: float
    included: bool = True

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.value <= self.most if self.included else self.value < self.most

    def __str__(self) -> str:
        return f"{self.of}: {self.value:.1f}, {'at most' if self.included else 'less than'} {self.most:g}"


def raised(looks: Sequence[Look]) -> float:
    """How many of 100 raise anything."""
    return _of_100(sum(look.raises for look in looks), looks)


def stopped(looks: Sequence[Look]) -> float:
    """How many of 100 are stops."""
    return _of_100(sum(look.notice == bs.Notice.STOP for look in looks), looks)


def on_record(seen: Iterable[Seen]) -> list[Seen]:
    """The contacts with answers on record."""
    return [contact for contact in seen if contact.nth >= ON_RECORD]


def bounds(seen: Sequence[Seen], answers: int) -> list[Bound]:
    """What a policy is held to, on a year and on the model remote case."""
    looks = [contact.stored for contact in on_record(seen)]
    return [
        Bound("contacts of 100 that raise anything, answers on record", raised(looks), MOST_RAISED),
        Bound("contacts of 100 that are stops, answers on record", stopped(looks), MOST_STOPS, included=False),
        Bound("answers until X100010 is silent", answers, MOST_ANSWERS),
    ]


def _of_100(part: int, whole: Sequence[object]) -> float:
    return 100 * part / len(whole) if whole else 0.0


def print_year(seen: Sequence[Seen]) -> None:
    """All that is counted over the year."""
    kinds: list[tuple[str, Callable[[Seen], Look]]] = [
        ("ANSWERS ARE STORED", lambda contact: contact.stored),
        ("WHAT IS LEFT once this is answered", lambda contact: contact.left),
        ("NO ANSWER IS EVER STORED", lambda contact: contact.nothing),
    ]
    for title, look in kinds:
        print(f"\n{title:44} contacts   none   note   stop  raise  asked each  0/1/2/3 asked, of 100")
        _print_rows(seen, look)
    _print_share(on_record(seen))
    for title, look in (kinds[0], kinds[2]):
        _print_reasons(title, [look(contact) for contact in on_record(seen)])


def _print_share(later: Sequence[Seen]) -> None:
    """What hangs on the plan, and on notes that are quiet."""
    looks = [contact.stored for contact in later]
    remote = [contact.stored for contact in later if contact.contact.planned not in IN_PERSON]
    here = raised([contact.stored for contact in later if contact.contact.planned in IN_PERSON])
    there = raised(remote)
    print(f"\nOf 100 contacts with answers on record {_of_100(len(remote), later):.0f} are planned as remote.", end=" ")
    if there > MOST_RAISED > here:
        share = 100 * (MOST_RAISED - here) / (there - here)
        print(f"If {share:.0f} were, {MOST_RAISED} would raise something.", end=" ")
    quieted = _of_100(sum(look.quieted for look in looks), looks)
    print(f"{quieted:.1f} are silent only because the same note was shown before.")


def _print_rows(seen: Sequence[Seen], look: Callable[[Seen], Look]) -> None:
    later = on_record(seen)
    _print_row("every contact", [look(contact) for contact in seen])
    for quarter in range(4):
        months = [(9 + 3 * quarter + month) % 12 + 1 for month in range(3)]
        _print_row(f"  quarter {quarter + 1} of the year", [look(c) for c in seen if c.contact.day.month in months])
    for nth in range(1, ON_RECORD):
        _print_row(f"  a person's contact {nth} of the year", [look(contact) for contact in seen if contact.nth == nth])
    _print_row(f"answers on record: contact {ON_RECORD} and later", [look(contact) for contact in later])
    for mode in (*IN_PERSON, "video", "telephone", "online check-in"):
        _print_row(f"  planned: {mode}", [look(contact) for contact in later if contact.contact.planned == mode])


def _print_row(name: str, looks: Sequence[Look]) -> None:
    if not looks:
        return
    levels = Counter(look.notice for look in looks)
    asked = Counter(len(look.asked) for look in looks)
    shares = "".join(f"{_of_100(levels[level], looks):7.1f}" for level in bs.Notice)
    counts = "/".join(f"{_of_100(asked[number], looks):.0f}" for number in range(4))
    each = sum(asked.elements()) / len(looks)
    print(f"{name:44}{len(looks):9,}{shares}{raised(looks):7.1f}{each:13.2f}  {counts}")


def _print_reasons(title: str, looks: Sequence[Look]) -> None:
    reasons = Counter(reason for look in looks for reason in set(look.reasons))
    stops = Counter(reason for look in looks if look.notice == bs.Notice.STOP for reason in set(look.reasons))
    alone = Counter(look.reasons[0] for look in looks if len(set(look.reasons)) == 1)
    print(f"\n{title}, answers on record: what raises something, of 100 contacts\n    any  alone   stop")
    for reason, times in reasons.most_common(TOP):
        shares = (_of_100(each, looks) for each in (times, alone[reason], stops[reason]))
        print("".join(f"{share:7.2f}" for share in shares) + f"  {reason}")
    print("and what is asked most")
    asked = Counter(question for look in looks for question in look.asked)
    for question, times in asked.most_common(TOP):
        print(f"{_of_100(times, looks):7.2f}  {question}")
    for at, language in enumerate(("English", "Welsh")):
        lines = [look.lines[at] for look in looks]
        print(f"the text in {language} has {sum(lines) / len(lines):.1f} lines on average, {max(lines)} at most")


def model_case(policy: bs.Policy, mapping: bs.Mapping) -> list[str]:
    """What is answered about X100010, in order, until the advice on its next appointment is silent.

    Each time the first question is answered: as in the sample's answers or, where they do not tell, as it is for most
    people. Nothing is confirmed.
    """
    payload = (DATA / "X100010.json").read_text("utf-8")
    known = json.loads((DATA / "answers" / "X100010.json").read_text("utf-8"))
    facts = {fact["id"]: fact for fact in policy.select(as_of=TODAY).describe()["facts"]}
    one_contact = for_one_contact(policy, TODAY)
    answers: dict[str, dict[str, FactValue]] = {}
    told: list[str] = []
    while (advice := policy.advise(payload, mapping=mapping, answers=answers, as_of=TODAY)).notice != bs.Notice.NONE:
        if not advice.ask or len(told) == 20:
            return [*told, "and it never is"]
        for fact in advice.ask[0].facts:
            value = known[fact]["value"] if fact in known else _as_for_most(facts[fact])
            contact = {"contact": advice.json()["contact"]["date"]} if fact in one_contact else {}
            answers[fact] = {"value": value, "day": TODAY.isoformat()} | contact
        told.append(", ".join(f"{fact} = {json.dumps(answers[fact]['value'])}" for fact in advice.ask[0].facts))
    return told


def _as_for_most(fact: dict[str, Any]) -> bool:
    """A flag's better value, and no where neither is better."""
    if fact["type"] != "flag":
        raise LookupError(f'X100010 is asked about "{fact["id"]}": add it to host-stubs/data/answers/X100010.json')
    return bool(fact["worse"] == "low")


def main() -> int:
    """Prints all of it; 1 where it is asked to check and a bound is missed."""
    parser = argparse.ArgumentParser(description="Prints how much attention advice asks for in a year.")
    parser.add_argument("people", metavar="PEOPLE", nargs="?", type=int, default=1_000, help="at a time (1,000)")
    parser.add_argument("--policy", default="england-wales", help="a shipped pack, or the path of one (england-wales)")
    parser.add_argument("--seed", type=int, default=2026, help="which people, of all that could be (2026)")
    parser.add_argument("--planned", metavar="MODE", help="every contact is planned by this mode")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bound is missed")
    given = parser.parse_args()
    policy, mapping = bs.Policy.load(given.policy), bs.Mapping.load("ndelius")
    seen = list(Year(policy, mapping, seed=given.seed, planned=given.planned).contacts(given.people))
    print(f"{given.people:,} people at a time for a year, seed {given.seed}: {len(seen):,} contacts")
    print_year(seen)
    answered = model_case(policy, mapping)
    print(f"\nX100010 is silent after {len(answered)} answers: " + "; ".join(answered) + "\n")
    missed = 0
    for bound in bounds(seen, len(answered)):
        missed += not bound.met
        print(f"{bound}{'' if bound.met else ': missed'}")
    return int(given.check and missed > 0)


if __name__ == "__main__":
    sys.exit(main())
