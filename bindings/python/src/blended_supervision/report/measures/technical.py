"""How often technology failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import OUTCOME_LAST
from blended_supervision.report.measure import Answer, Asking, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate

RATES: Final = (Rate("technical.rate", ("failed",), ("failed", "worked")),)


def _ask(asking: Asking) -> pl.Expr:
    failed = pl.col("technical_failure")
    return asking.of_outcome(pl.when(failed).then(pl.lit("failed")).when(~failed).then(pl.lit("worked")))


def _tables(plan: Planner) -> Iterator[Plan]:
    yield plan.by_mode("technical", RATES, plan.say("note"))
    if plan.by != "mode":
        yield plan.by_one(plan.by, "technical", RATES)


MEASURE: Final = Measure(
    id="technical",
    section="technology",
    group="technical",
    answer=Answer(
        id="technical",
        ask=_ask,
        values=("failed", "worked", *OUTCOME_LAST),
        columns={"technical_failure": pl.Boolean},
    ),
    tables=_tables,
)
