"""How often something was learnt about risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import OUTCOME_LAST
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate

_ANSWERS: Final = ("gained", "none")


def _tables(plan: Planner) -> Iterator[Plan]:
    yield plan.by_mode("risk_information", (Rate("risk_information.rate", ("gained",), _ANSWERS),))


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
    tables=_tables,
)
