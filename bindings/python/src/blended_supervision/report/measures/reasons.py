"""Why practitioners depart from advice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import DID_NOT_DEPART
from blended_supervision.report.measure import Answer, Asking, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate


def _ask(asking: Asking) -> pl.Expr:
    return pl.when(pl.col("departs")).then(pl.col("reason")).otherwise(pl.lit(DID_NOT_DEPART))


def _tables(plan: Planner) -> Iterator[Plan]:
    if set(plan.values["reason"]) - {DID_NOT_DEPART}:
        yield Plan(
            id="reasons",
            measure="reasons",
            title=plan.say("title"),
            rows=("reason",),
            columns=None,
            total=plan.say("all"),
            rates=plan.rates((Rate("reasons.share", None),)),
            notes=(plan.say("note"),),
            base=(("departs", "yes"),),
            left_out=(DID_NOT_DEPART,),
            main=True,
        )
    yield from plan.by_each("reason")


MEASURE: Final = Measure(
    id="reasons",
    section="discretion",
    group="reasons",
    answer=Answer(
        id="reason",
        ask=_ask,
        open_values=lambda edition: edition.labels.reasons,
        last=(DID_NOT_DEPART,),
        columns={"reason": pl.String},
    ),
    tables=_tables,
    same={("reason", DID_NOT_DEPART): ("departs", "no")},
    implied={"reason": ("departs", "yes")},
)
