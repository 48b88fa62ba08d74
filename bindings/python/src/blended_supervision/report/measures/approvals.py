"""How decisions stand: which needed approval, and whether it was given."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.planner import Rate

_NEEDING: Final = ("approved", "waiting", "refused", "lapsed")
_RATES: Final = (
    Rate("approvals.rate_approved", ("approved",), _NEEDING),
    Rate("approvals.rate_outside", ("outside policy",)),
)


MEASURE: Final = Measure(
    id="approvals",
    section="discretion",
    group="approvals",
    answer=Answer(id="state", ask=lambda asking: pl.col("state"), values=("needs none", *_NEEDING, "outside policy")),
    tables=lambda plan: plan.by_each("state", _RATES, plan.say("note"), main=(plan.by,)),
)
