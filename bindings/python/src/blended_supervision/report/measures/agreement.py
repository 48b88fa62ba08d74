"""How often the advice is followed."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.report.dimension import NO_LEAD
from blended_supervision.report.measure import Answer, Asking, Coarser, Measure
from blended_supervision.report.planner import Rate

RATES: Final = (
    Rate("agreement.followed", ("followed",)),
    Rate("agreement.alternative", ("alternative",)),
    Rate("agreement.departed", ("departed",)),
    Rate("shared.no_lead", (NO_LEAD,)),
)


def _ask(asking: Asking) -> pl.Expr:
    return (
        pl.when(pl.col("advised").is_null())
        .then(pl.lit(NO_LEAD))
        .when(pl.col("departs"))
        .then(pl.lit("departed"))
        .when(pl.col("mode") == pl.col("advised"))
        .then(pl.lit("followed"))
        .otherwise(pl.lit("alternative"))
    )


MEASURE: Final = Measure(
    id="agreement",
    section="discretion",
    group="agreement",
    answer=Answer(id="agreement", ask=_ask, values=("followed", "alternative", "departed", NO_LEAD)),
    tables=lambda plan: plan.by_each("agreement", RATES, plan.say("note"), main=(plan.by, "month")),
    drawn=(0, 1, 2, 3),
    coarser=(
        Coarser(("departs", "no"), "agreement", ("followed", "alternative")),
        Coarser(("departs", "yes"), "agreement", ("departed", NO_LEAD)),
    ),
)
