"""Which contacts were attended, and which were missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import NO_OUTCOME, NOT_KNOWN, OUTCOME_LAST
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate

_KNOWN: Final = ("attended", "missed", "excused")
_RECORDED: Final = (*_KNOWN, "not recorded", NOT_KNOWN)

RATES: Final = (
    Rate("attended.rate_missed", ("missed",), _KNOWN),
    Rate("attended.rate_no_outcome", (NO_OUTCOME,), (*_RECORDED, NO_OUTCOME)),
)


def _tables(plan: Planner) -> Iterator[Plan]:
    yield plan.by_mode("attendance", (Rate("attended.rate_attended", ("attended",), _KNOWN), *RATES), plan.say("note"))
    if plan.by != "mode":
        yield plan.by_one(plan.by, "attendance", RATES)


MEASURE: Final = Measure(
    id="attendance",
    section="technology",
    group="attended",
    answer=Answer(
        id="attendance",
        ask=lambda asking: asking.of_outcome(pl.col("attended")),
        values=(*_KNOWN, "not recorded", *OUTCOME_LAST),
    ),
    tables=_tables,
    drawn=(1,),
)
