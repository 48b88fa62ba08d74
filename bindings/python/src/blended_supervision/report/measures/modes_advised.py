"""Which modes were advised, and which were decided on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import NO_LEAD
from blended_supervision.report.edition import Edition
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate


def _tables(plan: Planner) -> Iterator[Plan]:
    yield Plan(
        id="modes-advised-and-decided",
        measure="modes-advised",
        title=plan.say("title"),
        rows=("advised",),
        columns="mode",
        total=plan.words("table.all_decisions"),
        rates=plan.rates((Rate("modes_advised.rate", None),)),
        notes=(plan.say("note"),),
        main=True,
    )


MEASURE: Final = Measure(
    id="modes-advised",
    section="technology",
    group="modes_advised",
    answer=Answer(
        id="advised",
        ask=lambda asking: pl.col("advised").fill_null(NO_LEAD),
        open_values=Edition.modes,
        values=(NO_LEAD,),
    ),
    tables=_tables,
    same={("advised", NO_LEAD): ("agreement", NO_LEAD)},
    # Who followed the lead decided on the mode that was advised.
    diagonal=("advised", "mode", ("agreement", "followed")),
)
