"""By which modes contacts took place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import OUTCOME_LAST
from blended_supervision.report.edition import Edition
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import CAUTION, Planner, Rate


def _tables(plan: Planner) -> Iterator[Plan]:
    yield Plan(
        id="modes-decided-and-used",
        measure="modes-used",
        title=plan.say("title"),
        rows=("mode",),
        columns="took_place",
        total=plan.words("table.all_decisions"),
        rates=plan.rates((Rate("modes_used.rate", None, tuple(plan.values["mode"])),)),
        notes=(plan.say("note"), plan.words(CAUTION)),
        main=True,
    )


MEASURE: Final = Measure(
    id="modes-used",
    section="technology",
    group="modes_used",
    answer=Answer(
        id="took_place",
        ask=lambda asking: asking.of_outcome(pl.col("outcome_mode")),
        open_values=Edition.modes,
        values=OUTCOME_LAST,
        columns={"outcome_mode": pl.String},
    ),
    tables=_tables,
)
