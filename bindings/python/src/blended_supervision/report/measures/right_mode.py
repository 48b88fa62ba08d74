"""Whether the practitioner holds afterwards that the mode was right."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.base.words import as_key
from blended_supervision.report.dimension import OUTCOME_LAST
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.planner import Rate

_VIEWS: Final = ("right", "in person would have been better", "remote would have done")
_RATES: Final = tuple(Rate(f"view_afterwards.{as_key(view)}", (view,), _VIEWS) for view in _VIEWS)


MEASURE: Final = Measure(
    id="right-mode",
    section="with-modes",
    group="view_afterwards",
    answer=Answer(
        id="right_mode",
        ask=lambda asking: asking.of_outcome(pl.col("right_mode")),
        values=(*_VIEWS, *OUTCOME_LAST),
        columns={"right_mode": pl.String},
    ),
    tables=lambda plan: [plan.by_mode("right_mode", _RATES, plan.say("note"))],
    drawn=(0, 1, 2),
)
