"""How often something was learnt about risk."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.report.dimension import OUTCOME_LAST
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.planner import Rate

_ANSWERS: Final = ("gained", "none")


MEASURE: Final = Measure(
    id="risk-information",
    section="with-modes",
    group="risk_information",
    answer=Answer(
        id="risk_information",
        ask=lambda asking: asking.of_outcome(pl.col("risk_information")),
        values=(*_ANSWERS, *OUTCOME_LAST),
        columns={"risk_information": pl.String},
    ),
    tables=lambda plan: [plan.by_mode("risk_information", (Rate("risk_information.rate", ("gained",), _ANSWERS),))],
)
