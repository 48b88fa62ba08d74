"""A trail about people who do not exist."""

from __future__ import annotations

import heapq
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from blended_supervision import _native
from blended_supervision.base.given import StrPath, key_file_beside, name_bytes, path_bytes, today
from blended_supervision.base.progress import Progress
from blended_supervision.core.policy import Policy
from blended_supervision.core.trail import Trail
from blended_supervision.errors import UsageError

_YEAR: Final = 365  # days
_BEFORE: Final = 30  # days by which the policy is in force before the first record
_REGIONS: Final = ("Kent, Surrey and Sussex", "Wales", "London", "North East")
_REASONS: Final = ("person-asked", "need-to-see", "work-or-care", "technology", "illness-or-travel")

# Of each fact, what it may be and how often. None is not known. Invented: nothing can be learned from it.
_FACTS: Final[Mapping[str, Mapping[str | bool | None, int]]] = {
    "risk.rosh": {"low": 25, "medium": 50, "high": 20, "very high": 3, None: 2},
    "case.tier_v3": {"A": 6, "B": 12, "C": 18, "D": 22, "E": 20, "F": 14, "G": 8},
    "case.phase": {"early engagement": 15, "standard": 55, "final third": 26, None: 4},
    "risk.mappa_level": {"none": 86, "1": 10, "2": 2, None: 2},
    "risk.rising": {False: 90, True: 6, None: 4},
    "risk.child_protection": {False: 90, True: 6, None: 4},
    "risk.sexual_offending": {False: 92, True: 6, None: 2},
    "risk.registered_sex_offender": {False: 95, True: 4, None: 1},
    "risk.self_harm": {False: 80, True: 12, None: 8},
    "risk.domestic_abuse_evidence": {False: 80, True: 12, None: 8},
    "case.contact_suspended": {False: 1},
    "case.on_suspended_supervision": {False: 1},
    "case.intensive_supervision_court": {False: 1},
    "case.national_security_division": {False: 1},
    "sentence.in_custody": {False: 96, True: 4},
    "sentence.active": {True: 1},
    "risk.domestic_abuse_perpetrator": {False: 70, True: 20, None: 10},
    "risk.domestic_abuse_victim": {False: 80, True: 10, None: 10},
    "circumstances.telephone": {True: 93, False: 3, None: 4},
    "circumstances.device": {True: 75, False: 15, None: 10},
    "circumstances.interpreter": {False: 90, True: 4, None: 6},
    "circumstances.learning_disability": {False: 75, True: 15, None: 10},
    "circumstances.physical_disability": {False: 85, True: 8, None: 7},
    "circumstances.poor_transport": {False: 60, True: 25, None: 15},
    "circumstances.unable_to_travel": {False: 85, True: 10, None: 5},
    "circumstances.childcare": {False: 75, True: 20, None: 5},
    "circumstances.employment": {False: 55, True: 40, None: 5},
    "circumstances.prefers": {"telephone": 20, "video": 10, "office": 10, None: 60},
    "contact.safe_to_call": {True: 80, None: 20},
    "contact.private_place": {True: 70, False: 5, None: 25},
}


def trail(
    path: StrPath,
    *,
    people: int = 100,
    seed: int = 2026,
    until: date | None = None,
    progress: Progress | None = None,
) -> None:
    """Makes a trail of a year about people who do not exist: advice, decisions, approvals and what came of it.

    All goes through the library as a product would do it, by a clock that is set to the days of the sample. The advice
    is by the shipped national pack with its regions, in a copy that is in force early enough. Everything about people
    and what they do is invented. The trail is called `blended-supervision/sample`.

    Args:
        path: Where it is made; nothing may be there. Its keys lie beside it, in `path.key`.
        people: How many, 1 or more. Each is seen every two to five weeks.
        seed: The same seed gives the same people, decisions and outcomes; keys differ each time.
        until: The last day; today where it is not given.
        progress: Is called with how many days of the year are done.

    Raises:
        UsageError: There is something at `path`, or `people` is out of range.
        StorageError: It cannot be written.

    Example:
        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> trail(f"{folder.name}/trail.db", people=2)
        >>> with Trail.open(f"{folder.name}/trail.db", by="a.analyst") as made:
        ...     made.origin, made.verify().ok
        ('blended-supervision/sample', True)
        >>> folder.cleanup()
    """
    if people < 1:
        raise UsageError(f"people is {people}; there must be some")
    if Path(path).exists():
        raise UsageError(f"there is something at {path}; a sample is made where nothing is")
    until = today() if until is None else until
    _Year(path, people, random.Random(seed), until).live(progress)


@dataclass(frozen=True, order=True, slots=True)
class _Contact:
    """A contact to come, that was decided on."""

    day: date
    person: int
    decision: int
    mode: str


class _Year:
    def __init__(self, path: StrPath, people: int, chance: random.Random, until: date) -> None:
        self._chance = chance
        self._first = until - timedelta(_YEAR - 1)
        self._policy = _in_force_from(self._first - timedelta(_BEFORE))
        self._codes = {code["id"] for code in self._policy.select(as_of=until).describe()["reason_codes"]}
        self._clock = _native.SaidTime()
        self._say(self._first, 8)
        self._path = path
        self._handle = _native.open_sample_trail(path_bytes(path), path_bytes(key_file_beside(path)), self._clock)
        self._people = [self._person() for _ in range(people)]
        self._regions = [chance.choice(_REGIONS) for _ in range(people)]
        self._next = [(self._first + timedelta(chance.randrange(28)), person) for person in range(people)]
        self._to_come: list[_Contact] = []

    def live(self, progress: Progress | None) -> None:
        """Day by day: what came of the contacts of the day, then the next ones are planned."""
        heapq.heapify(self._next)
        for passed in range(_YEAR):
            today_ = self._first + timedelta(passed)
            self._say(today_, 9)
            while self._next and self._next[0][0] <= today_:
                self._plan(today_, heapq.heappop(self._next)[1])
            self._say(today_, 17)
            while self._to_come and self._to_come[0].day <= today_:
                self._came(heapq.heappop(self._to_come))
            if progress is not None:
                progress(passed + 1, _YEAR)
        self._handle.close()

    def _say(self, day: date, hour: int) -> None:
        time = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self._clock.say(int(time.timestamp()) * 1000)

    def _by(self, who: str, role: str) -> Trail:
        given = _native.Who(name_bytes(who, "who"), name_bytes(role, "role"), b"sample")
        return Trail(self._handle, self._path, key_file_beside(self._path), who, given)

    def _practitioner(self, person: int) -> Trail:
        return self._by(f"practitioner {person // 20 + 1}", "probation practitioner")

    def _person(self) -> dict[str, str | bool]:
        drawn = {fact: self._chance.choices(list(shares), list(shares.values()))[0] for fact, shares in _FACTS.items()}
        return {fact: value for fact, value in drawn.items() if value is not None}

    def _plan(self, day: date, person: int) -> None:
        contact_day = day + timedelta(self._chance.randint(2, 9))
        contact = {
            "date": contact_day,
            "purpose": "supervision meeting",
            "scheduled": True,
            "with": "person",
            "role": "counts",
            "planned": self._chance.choice(("office", "office", "telephone", "video", "home visit")),
            "region": self._regions[person],
        }
        case = f"S{person + 1:06}"
        advice = self._policy.advise(
            {"crn": case}, mapping="ndelius", contact=contact, answers=self._people[person], as_of=day
        )
        user = self._practitioner(person)
        shown = user.record_advice(advice, person=case)
        heapq.heappush(self._next, (contact_day + timedelta(self._chance.randint(7, 28)), person))
        planned = str(contact["planned"])
        follows = advice.lead is not None and self._chance.random() < 0.8
        mode = advice.lead if follows and advice.lead is not None else planned
        content: dict[str, object] = {"answers": shown.sequence, "mode": mode}
        if mode != advice.lead and mode not in advice.alternatives:
            code = self._chance.choice([code for code in _REASONS if code in self._codes])
            content["reason"] = {"code": code, "words": "Made up for the sample."}
        if self._chance.random() < 0.15:
            content["mitigations"] = [{"what": "Call the day before", "due": contact_day}]
        decided = user.record_decision(content)
        self._approve(decided.sequence, contact_day)
        heapq.heappush(self._to_come, _Contact(contact_day, person, decided.sequence, mode))

    def _approve(self, decision: int, until: date) -> None:
        stands = self._handle_stands(decision)
        if stands["state"] != "waiting" or self._chance.random() < 0.2:
            return
        for role in stands["lacks"]:
            approver = self._by(f"approver, {role}", role)
            approver.record_approval({"answers": decision, "approved": True, "role": role, "until": until})

    def _handle_stands(self, decision: int) -> dict[str, list[str] | str]:
        stands: dict[str, list[str] | str] = json.loads(self._handle.decision(decision, None))
        return stands

    def _came(self, contact: _Contact) -> None:
        if self._chance.random() < 0.06:
            return  # nobody recorded it
        attended = self._chance.choices(("attended", "missed", "excused"), (85, 10, 5))[0]
        content: dict[str, object] = {"answers": contact.decision, "attended": attended, "mode": None}
        if attended == "attended":
            content["mode"] = contact.mode
            content["risk_information"] = self._chance.choice(("gained", "none", "none"))
            views = ("right", "in person would have been better", "remote would have done")
            content["right_mode"] = self._chance.choices(views, (80, 12, 8))[0]
        content["technical_failure"] = contact.mode in ("video", "telephone") and self._chance.random() < 0.06
        self._practitioner(contact.person).record_outcome(content)


def _in_force_from(day: date) -> Policy:
    """The shipped packs in a copy that is in force early enough; its title says what it is anyway: an illustration."""
    bundle = json.loads(Policy.load("england-wales").bundle())
    text = json.dumps(bundle)
    start = Policy.load("england-wales", regions=False).describe()["in_force"][0]["from"]
    moved = text.replace(f"effective_from = {start}", f"effective_from = {min(day, date.fromisoformat(start))}")
    return Policy(_native.load_policy_bundle(moved.encode()), None)
