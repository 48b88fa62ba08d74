"""A frame of decisions about people who do not exist.

From a published statistic: how many people are on probation (`PEOPLE`). Everything else is this module's own invention,
chosen so that reports have something to show: the shares of regions, tiers, risk, phases and needs, how often advice is
followed, and what comes of contacts. Nothing can be learned from it about probation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from blended_supervision.errors import UsageError
from blended_supervision.sample.people import REGIONS, ROSH

#: 244,209 people were supervised by the Probation Service on 30 June 2025: Ministry of Justice, "Offender management
#: statistics quarterly: April to June 2025", 30 October 2025. Rounded.
PEOPLE: Final = 250_000

_Codes: TypeAlias = NDArray[np.int64]
_Flags: TypeAlias = NDArray[np.bool_]

_TIERS: Final = {"A": 6, "B": 12, "C": 18, "D": 22, "E": 20, "F": 14, "G": 8}
_PHASES: Final = {"early engagement": 15, "standard": 50, "final third": 26, "IOM": 3, "OPD": 2, "in custody": 4}
_MODES: Final = ("office", "in person elsewhere", "home visit", "doorstep", "video", "telephone", "online check-in")
_REMOTE_FROM: Final = 4  # the modes from here on are remote
_REASONS: Final = {
    "person-asked": 20,
    "need-to-see": 18,
    "work-or-care": 16,
    "illness-or-travel": 12,
    "technology": 8,
    "agreed-with-manager": 8,
    "seen-recently": 6,
    "with-another-appointment": 5,
    "understanding": 3,
    "urgent": 2,
    "safety-of-the-person": 1,
    "safety-of-staff": 1,
}
_NEEDS: Final = {
    "circumstances.interpreter": 0.04,
    "circumstances.hearing_or_speech": 0.03,
    "circumstances.physical_disability": 0.08,
    "circumstances.learning_disability": 0.15,
    "circumstances.complex_needs": 0.35,
    "circumstances.telephone": 0.95,
    "circumstances.device": 0.75,
}


def decisions(
    people: int = PEOPLE, each: float = 4.0, *, seed: int = 2026, year: int = 2026, who: bool = False
) -> pl.DataFrame:
    """A frame of decisions as `Trail.decisions()` gives it, with facts on tier, risk, phase and needs.

    Args:
        people: How many people there are, 1 or more.
        each: How many decisions there are about a person on average, above 0.
        seed: The same seed gives the same frame.
        year: That in which decisions are made, from January to the end of September, which is the frame's last
            day: contacts after it are to come.
        who: Whether the users who decided are in it; each looks after some 40 people.

    Returns:
        One row a decision, in the order of their days.

    Raises:
        UsageError: `people` or `each` is out of range.

    >>> frame = decisions(people=100, seed=1)
    >>> frame.columns[:4]
    ['sequence', 'day', 'contact_day', 'case']
    >>> frame.equals(decisions(people=100, seed=1))
    True
    """
    if people < 1 or each <= 0:
        raise UsageError(f"people is {people} and each is {each}; there must be some of both")
    return _Sample(np.random.default_rng(seed), people, each, year).frame(who=who)


class _Sample:
    """People first, then decisions about them, then what came of it; each step draws on those before."""

    def __init__(self, chance: np.random.Generator, people: int, each: float, year: int) -> None:
        self._chance = chance
        self._people = people
        self._first = (date(year, 1, 1) - date(1970, 1, 1)).days
        self._day, self._case = self._when(each)
        self._rows = len(self._case)

    def _when(self, each: float) -> tuple[_Codes, _Codes]:
        counts = self._chance.poisson(each, self._people)
        counts[0] = max(counts[0], 1)
        case = np.repeat(np.arange(self._people), counts)
        day = self._chance.integers(0, 273, len(case))
        order = np.lexsort((case, day))
        return day[order], case[order]

    def _draw(self, shares: Sequence[float], size: int) -> _Codes:
        weights = np.array(shares, dtype=float)
        return self._chance.choice(len(weights), size, p=weights / weights.sum())

    def _happens(self, likely: NDArray[np.float64] | float) -> _Flags:
        return self._chance.random(self._rows) < likely

    def frame(self, *, who: bool) -> pl.DataFrame:
        """All columns."""
        rosh_of_people = self._draw(list(ROSH.values()), self._people)
        tier_of_people = np.clip(6 - 2 * rosh_of_people + self._chance.integers(-2, 3, self._people), 0, 6)
        region = self._draw(list(REGIONS.values()), self._people)[self._case]
        rosh = rosh_of_people[self._case]
        phase = self._draw(list(_PHASES.values()), self._people)[self._case]
        needs = {name: (self._chance.random(self._people) < share)[self._case] for name, share in _NEEDS.items()}

        advised = self._advised(rosh)
        no_lead = self._happens(0.03)
        contact_day = self._day + self._chance.integers(0, 15, self._rows)
        mode, alternative = self._decided(advised, no_lead, needs["circumstances.interpreter"])
        departs = no_lead | ((mode != advised) & ~alternative)
        outcome = self._outcomes(mode, needs["circumstances.device"], past=contact_day < self._day.max())
        state, outside, counts = self._standing(mode, departs)

        in_custody = phase == list(_PHASES).index("in custody")
        tier = tier_of_people[self._case]
        not_public = ~np.isin(tier, [list(_TIERS).index(tier) for tier in "DEF"]) | in_custody

        reasons = self._words(tuple(_REASONS), self._draw(list(_REASONS.values()), self._rows), departs)
        promised = np.where(self._happens(0.15), self._chance.integers(1, 4, self._rows), 0)
        done = self._chance.binomial(promised, 0.7)
        overdue = self._chance.binomial(promised - done, 0.5)
        practitioner = (self._case // 40) * len(REGIONS) + region

        columns: dict[str, pl.Series] = {
            "sequence": pl.Series(np.arange(self._rows) * 3 + 2, dtype=pl.UInt64),
            "day": self._days(self._day),
            "contact_day": self._days(contact_day),
            "case": pl.Series(self._case),
        }
        if who:
            columns["who"] = pl.select(pl.format("practitioner {}", pl.lit(pl.Series(practitioner)))).to_series()
        return pl.DataFrame(
            columns
            | {
                "role": self._words(("probation practitioner", "probation service officer"), practitioner % 3 // 2),
                "region": self._words(tuple(REGIONS), region),
                "policy": pl.Series(np.repeat("22e53cb16ee5", self._rows)),
                "outcome": self._words(("lead", "refer nothing usable"), no_lead.astype(np.int64)),
                "advised": self._words(_MODES, advised, ~no_lead),
                "first_home_visit": self._cadence(np.zeros(self._rows, dtype=bool), reaches=~in_custody),
                "cadence": self._cadence(not_public, reaches=self._happens(0.97)),
                "mode": self._words(_MODES, mode),
                "departs": pl.Series(departs),
                "reason": reasons,
                "outside": outside,
                "counts": pl.Series(counts),
                "state": state,
                "promised": pl.Series(promised, dtype=pl.UInt32),
                "promised_done": pl.Series(done, dtype=pl.UInt32),
                "promised_overdue": pl.Series(overdue, dtype=pl.UInt32),
            }
            | outcome
            | {"outcome_day": self._days(contact_day, outcome["attended"].is_not_null().to_numpy())}
            | {
                "fact.risk.rosh": self._words(tuple(ROSH), rosh, self._happens(0.98)),
                "fact.case.tier_v3": self._words(tuple(_TIERS), tier, self._happens(0.97)),
                "fact.case.phase": self._words(tuple(_PHASES), phase, self._happens(0.9)),
            }
            | {f"fact.{name}": _where(self._happens(0.7), pl.Series(answers)) for name, answers in needs.items()}
        )

    def _advised(self, rosh: _Codes) -> _Codes:
        low = self._draw((35, 3, 6, 1, 12, 38, 5), self._rows)
        high = self._draw((75, 5, 14, 2, 1, 3, 0), self._rows)
        return np.where(rosh >= 2, high, low)

    def _decided(self, advised: _Codes, no_lead: _Flags, interpreter: _Flags) -> tuple[_Codes, _Flags]:
        """The mode, and whether it is an alternative as good as the lead."""
        follows = self._happens(np.where(interpreter, 0.66, 0.78)) & ~no_lead
        other = self._draw((40, 4, 8, 2, 10, 33, 3), self._rows)
        mode = np.where(follows, advised, other)
        return mode, ~no_lead & (mode != advised) & self._happens(0.5)

    def _standing(self, mode: _Codes, departs: _Flags) -> tuple[pl.Series, pl.Series, _Flags]:
        kind = np.where(
            self._happens(np.where(mode == len(_MODES) - 1, 0.5, 0.04)), self._draw((6, 2, 1, 1), self._rows) + 1, 0
        )
        kind = np.where(departs & self._happens(0.05), 5, kind)
        kind = np.where(self._happens(0.01), 6, kind)
        states = ("needs none", "approved", "waiting", "refused", "lapsed", "outside policy", "superseded")
        why = self._words(
            ("no advice", "cannot", "not permitted", "does not count"), self._draw((2, 1, 3, 4), self._rows), kind == 5
        )
        return self._words(states, kind), why, (mode < _REMOTE_FROM) | self._happens(0.6)

    def _cadence(self, not_public: _Flags, *, reaches: _Flags) -> pl.Series:
        stands = self._draw((83, 3, 12, 2), self._rows)
        words = ("kept", "due", "overdue", "unknown", "not published")
        return self._words(words, np.where(not_public, 4, stands), reaches)

    def _outcomes(self, mode: _Codes, device: _Flags, past: _Flags) -> dict[str, pl.Series]:
        recorded = past & self._happens(0.92)
        remote = mode >= _REMOTE_FROM
        missed = self._happens(np.where(remote, 0.09, 0.13))
        attendance = np.where(missed, 1, np.where(self._happens(0.06), 2, np.where(self._happens(0.02), 3, 0)))
        took_place = recorded & (attendance == 0) & self._happens(0.98)
        failure = self._happens(np.where(remote, np.where(device, 0.05, 0.12), 0.002))
        view = np.where(remote, self._draw((80, 15, 5), self._rows), self._draw((84, 1, 15), self._rows))
        return {
            "attended": self._words(("attended", "missed", "excused", "not recorded"), attendance, recorded),
            "outcome_mode": self._words(_MODES, np.where(self._happens(0.03), 0, mode), took_place),
            "technical_failure": _where(recorded & self._happens(0.95), pl.Series(failure)),
            "risk_information": self._words(
                ("gained", "none"),
                self._happens(np.where(remote, 0.8, 0.7)).astype(np.int64),
                took_place & self._happens(0.9),
            ),
            "right_mode": self._words(
                ("right", "in person would have been better", "remote would have done"),
                view,
                took_place & self._happens(0.7),
            ),
        }

    def _days(self, days: _Codes, known: _Flags | None = None) -> pl.Series:
        series = pl.Series((days + self._first).astype(np.int32)).cast(pl.Date)
        return series if known is None else _where(known, series)

    def _words(self, words: Sequence[str], codes: _Codes, known: _Flags | None = None) -> pl.Series:
        """The words that `codes` stand for; null where not `known`."""
        at = pl.Series(codes, dtype=pl.UInt32)
        if known is not None:
            at = _where(known, at)
        return pl.Series(words, dtype=pl.String).gather(at)


def _where(known: _Flags, series: pl.Series) -> pl.Series:
    """`series`, null where not `known`."""
    return pl.select(pl.when(pl.lit(pl.Series(known))).then(pl.lit(series))).to_series()
