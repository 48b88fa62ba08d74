"""Decisions outside policy, and why they are."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.report.measure import Answer, Coarser, Measure
from blended_supervision.report.planner import Rate

_WITHIN: Final = "within policy"
_WHY: Final = ("no advice", "cannot", "not permitted", "does not count")


MEASURE: Final = Measure(
    id="outside",
    section="discretion",
    group="outside",
    answer=Answer(
        id="outside",
        ask=lambda asking: pl.col("outside").fill_null(_WITHIN),
        values=(_WITHIN, *_WHY),
        columns={"outside": pl.String},
    ),
    tables=lambda plan: plan.by_each("outside", (Rate("outside.rate", _WHY),), plan.say("note"), main=(plan.by,)),
    coarser=(Coarser(("state", "outside policy"), "outside", _WHY),),
)
