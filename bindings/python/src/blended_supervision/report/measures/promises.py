"""Whether promised mitigations were kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import CAUTION, Planner, Rate


def _tables(plan: Planner) -> Iterator[Plan]:
    yield Plan(
        id="promises-by-mode",
        measure="promises",
        title=plan.say("title_by_mode"),
        rows=("mode",),
        columns="promise",
        total=plan.say("all"),
        rates=plan.rates((Rate("promises.rate", ("kept",), ("kept", "overdue")),)),
        notes=(plan.say("note"), plan.words(CAUTION)),
        promises=True,
        main=True,
    )


MEASURE: Final = Measure(
    id="promises",
    section="with-modes",
    group="promises",
    answer=Answer(
        id="promise",
        ask=None,  # a decision may have several
        values=("kept", "open", "overdue"),
        columns=dict.fromkeys(("promised", "promised_done", "promised_overdue"), pl.Int64),
    ),
    tables=_tables,
)
