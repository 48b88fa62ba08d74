"""Small frames of decisions, to be counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from blended_supervision.report.table import Mark, Table

_TYPES: Final[dict[str, Any]] = {
    "sequence": pl.UInt64,
    "day": pl.Date,
    "contact_day": pl.Date,
    "case": pl.Int64,
    "who": pl.String,
    "role": pl.String,
    "region": pl.String,
    "policy": pl.String,
    "outcome": pl.String,
    "advised": pl.String,
    "alternatives": pl.List(pl.String),
    "first_home_visit": pl.String,
    "cadence": pl.String,
    "mode": pl.String,
    "departs": pl.Boolean,
    "reason": pl.String,
    "outside": pl.String,
    "counts": pl.Boolean,
    "state": pl.String,
    "promised": pl.UInt32,
    "promised_done": pl.UInt32,
    "promised_overdue": pl.UInt32,
    "attended": pl.String,
    "outcome_mode": pl.String,
    "technical_failure": pl.Boolean,
    "risk_information": pl.String,
    "right_mode": pl.String,
    "outcome_day": pl.Date,
}

_USUAL: Final[dict[str, Any]] = {
    "day": date(2026, 3, 2),
    "contact_day": date(2026, 3, 9),
    "role": "probation practitioner",
    "region": "Wales",
    "policy": "p1",
    "outcome": "lead",
    "advised": "office",
    "alternatives": [],
    "mode": "office",
    "departs": False,
    "counts": True,
    "state": "needs none",
    "promised": 0,
    "promised_done": 0,
    "promised_overdue": 0,
    "attended": "attended",
    "outcome_day": date(2026, 3, 9),
}


def frame(decisions: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """A frame in which each decision is usual but for what is said of it, and about a person of its own."""
    facts: dict[str, Any] = {}
    for decision in decisions:
        for name, value in decision.items():
            if name.startswith("fact.") and value is not None:
                facts[name] = pl.Boolean if isinstance(value, bool) else pl.String
    rows = [{"sequence": 10 * at, "case": at, **_USUAL, **decision} for at, decision in enumerate(decisions, start=1)]
    schema = _TYPES | facts
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema, orient="row")


def counts(table: Table, row: str) -> dict[str, int | str]:
    """The counts of a row that is called `row`, by column; "[c]" where one is hidden."""
    found = next(each for each in table.rows if each.heads[-1] == row)
    return {
        label: count.value if isinstance(count, Mark) else count
        for label, count in zip(table.count_labels, found.counts, strict=True)
    }


def rate(table: Table, row: str, label: str) -> tuple[int, int] | str:
    """The rate `label` of a row, as count and of, or the mark in its place."""
    found = next(each for each in table.rows if each.heads[-1] == row)
    share = found.rates[table.rate_labels.index(label)]
    return share.value if isinstance(share, Mark) else (share.count, share.of)
