"""Decisions outside policy, and why they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.measure import Answer, Coarser, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate

_WITHIN: Final = "within policy"
_WHY: Final = ("no advice", "cannot", "not permitted", "does not count")


def _tables(plan: Planner) -> Iterator[Plan]:
    return plan.by_each("outside", (Rate("outside.rate", _WHY),), plan.say("note"), main=(plan.by,))


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
    tables=_tables,
    coarser=(Coarser(("state", "outside policy"), "outside", _WHY),),
)
