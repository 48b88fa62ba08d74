"""A trail about people who do not exist."""

from __future__ import annotations

import heapq
import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from blended_supervision import _native
from blended_supervision.base.given import StrPath, key_file_beside, name_bytes, path_bytes, today
from blended_supervision.base.progress import Progress
from blended_supervision.core.advice import Advice
from blended_supervision.core.mapping import Mapping
from blended_supervision.core.policy import Policy
from blended_supervision.core.trail import Trail
from blended_supervision.errors import UsageError
from blended_supervision.sample.contacts import Contact, Held
from blended_supervision.sample.people import person
from blended_supervision.sample.practitioner import Practitioner, for_one_contact
from blended_supervision.sample.records import payload
from blended_supervision.sample.supervision import Supervision

_YEAR: Final = 365  # days
_BEFORE: Final = 30  # days by which the policy is in force before the first record
_REASONS: Final = ("person-asked", "need-to-see", "work-or-care", "technology", "illness-or-travel")


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
    is by the shipped national pack with its regions, in a copy that is in force early enough, and reads records in the
    shape of nDelius. Everything about people and what they do is invented; `supervision`, beside this, says how
    contacts are planned. The trail is called `blended-supervision/sample`.

    Args:
        path: Where it is made; nothing may be there. Its keys lie beside it, in `path.key`.
        people: How many at a time, 1 or more. When somebody's supervision ends, somebody else takes the place.
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
    _Year(path, people, seed, until).live(progress)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the caseload: who holds it, and the contact that is planned with them."""

    practitioner: Practitioner
    contact: Contact


@dataclass(frozen=True, order=True, slots=True)
class _Decided:
    """A contact to come, that was decided on."""

    day: date
    place: int
    decision: int
    mode: str


class _Year:
    def __init__(self, path: StrPath, people: int, seed: int, until: date) -> None:
        self._chance = random.Random(seed)
        self._seed = seed
        self._first = until - timedelta(_YEAR - 1)
        self._policy = _in_force_from(self._first - timedelta(_BEFORE))
        self._mapping = Mapping.load("ndelius")
        self._codes = {code["id"] for code in self._policy.select(as_of=until).describe()["reason_codes"]}
        self._one_contact = for_one_contact(self._policy, until)
        self._clock = _native.SaidTime()
        self._say(self._first, 8)
        self._path = path
        self._handle = _native.open_sample_trail(path_bytes(path), path_bytes(key_file_beside(path)), self._clock)
        self._cases = 0
        self._places = [self._taken(self._first, new=False) for _ in range(people)]
        self._next = [(place.contact.booked, at) for at, place in enumerate(self._places)]
        self._to_come: list[_Decided] = []

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

    def _taken(self, on: date, *, new: bool) -> _Place:
        """A place that is taken by somebody on a day. What was before the first day of the sample is in no trail."""
        while True:
            self._cases += 1
            seed = f"{self._seed} {self._cases}"
            chance = random.Random(seed)
            supervision = Supervision(person(chance, f"S{self._cases:06}", on=on, new=new), chance)
            while (contact := supervision.plan()) and contact.booked < self._first:
                supervision.comes_of(contact, contact.planned)
            if contact is not None:
                return _Place(Practitioner(supervision, seed, self._one_contact), contact)

    def _user(self, place: int) -> Trail:
        return self._by(f"practitioner {place // 20 + 1}", "probation practitioner")

    def _plan(self, day: date, at: int) -> None:
        place = self._places[at]
        practitioner, contact = place.practitioner, place.contact
        who = practitioner.supervision.person
        record = payload(practitioner.supervision, day, self._chance)

        def advise() -> Advice:
            asked_for = {**contact.json(), "region": who.region}
            return self._policy.advise(
                record, mapping=self._mapping, contact=asked_for, answers=practitioner.given(), as_of=day
            )

        practitioner.answer(advise(), contact)
        advice = advise()
        user = self._user(at)
        shown = user.record_advice(advice, person=who.crn)
        follows = advice.lead is not None and self._chance.random() < 0.8
        mode = advice.lead if follows and advice.lead is not None else contact.planned
        content: dict[str, object] = {"answers": shown.sequence, "mode": mode}
        if mode != advice.lead and mode not in advice.alternatives:
            code = self._chance.choice([code for code in _REASONS if code in self._codes])
            content["reason"] = {"code": code, "words": "Made up for the sample."}
        if self._chance.random() < 0.15:
            content["mitigations"] = [{"what": "Call the day before", "due": contact.day}]
        decided = user.record_decision(content)
        self._approve(decided.sequence, contact.day)
        heapq.heappush(self._to_come, _Decided(contact.day, at, decided.sequence, mode))

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

    def _came(self, decided: _Decided) -> None:
        """What came of a contact, and the next one is planned."""
        place = self._places[decided.place]
        held = place.practitioner.supervision.comes_of(place.contact, decided.mode)
        if held.recorded is not None:
            self._record(decided, held)
        place.practitioner.learn(place.contact)
        contact = place.practitioner.supervision.plan()
        ended = place.practitioner.supervision.person.ends
        self._places[decided.place] = (
            self._taken(ended, new=True) if contact is None else _Place(place.practitioner, contact)
        )
        heapq.heappush(self._next, (self._places[decided.place].contact.booked, decided.place))

    def _record(self, decided: _Decided, held: Held) -> None:
        content: dict[str, object] = {"answers": decided.decision, "attended": held.attended, "mode": None}
        if held.attended == "attended":
            content["mode"] = decided.mode
            content["risk_information"] = self._chance.choice(("gained", "none", "none"))
            views = ("right", "in person would have been better", "remote would have done")
            content["right_mode"] = self._chance.choices(views, (80, 12, 8))[0]
        content["technical_failure"] = decided.mode in ("video", "telephone") and self._chance.random() < 0.06
        self._user(decided.place).record_outcome(content)


def _in_force_from(day: date) -> Policy:
    """The shipped packs in a copy that is in force early enough; its title says what it is anyway: an illustration."""
    bundle = json.loads(Policy.load("england-wales").bundle())
    text = json.dumps(bundle)
    start = Policy.load("england-wales", regions=False).describe()["in_force"][0]["from"]
    moved = text.replace(f"effective_from = {start}", f"effective_from = {min(day, date.fromisoformat(start))}")
    return Policy(_native.load_policy_bundle(moved.encode()), None)
