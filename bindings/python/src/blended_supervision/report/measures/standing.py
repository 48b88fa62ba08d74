"""How the policy's rules on how often contact is due stood when advice was given: first home visits, and others."""

from __future__ import annotations

from typing import Final

import polars as pl

from blended_supervision.report.dimension import NO_RULE, NOT_KNOWN
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.planner import Rate

_KNOWN: Final = ("kept", "due", "overdue")
_RATES: Final = (Rate("standing.rate_kept", ("kept",), _KNOWN), Rate("standing.rate_overdue", ("overdue",), _KNOWN))


def _measure(id_: str, dimension: str, group: str, column: str) -> Measure:
    return Measure(
        id=id_,
        section="with-modes",
        group=group,
        answer=Answer(
            id=dimension,
            ask=lambda asking: pl.col(column).replace("unknown", NOT_KNOWN).fill_null(NO_RULE),
            values=(*_KNOWN, "suspended", "not published", NOT_KNOWN, NO_RULE),
            words="standing",
            columns={column: pl.String},
            optional=True,
        ),
        tables=lambda plan: [plan.by_mode(dimension, _RATES, plan.say("note"))],
    )


HOME_VISITS: Final = _measure("home-visits", "home visits", "home_visits", "first_home_visit")
CADENCE: Final = _measure("cadence", "cadence", "cadence", "cadence")
