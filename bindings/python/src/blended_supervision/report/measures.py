"""A measure in the report: the finding in a sentence, the chart, and the numbers folded beneath with their CSV."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from blended_supervision.report import charts
from blended_supervision.report.csvw import csv_bytes
from blended_supervision.report.plan import Plan
from blended_supervision.report.table import Mark, Rate, Row, Table


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a measure is shown: its heading, and the rates that are drawn, by their place; several make a divided bar."""

    heading: str
    drawn: tuple[int, ...] = (0,)


_MEASURES: Final = {
    "agreement": _Measure("Agreement with advice", (0, 1, 2, 3)),
    "reasons": _Measure("Reasons for departing"),
    "approvals": _Measure("Approvals"),
    "outside": _Measure("Decisions outside policy"),
    "modes-advised": _Measure("Modes advised and modes decided"),
    "modes-used": _Measure("Modes decided and modes used"),
    "attendance": _Measure("Missed contacts", (1,)),
    "technical": _Measure("Technical failures"),
    "risk-information": _Measure("Risk information gained"),
    "right-mode": _Measure("Was the mode right?", (0, 1, 2)),
    "in-person-again": _Measure("In person again"),
    "promises": _Measure("Promised mitigations kept"),
    "home-visits": _Measure("First home visits on time"),
    "cadence": _Measure("Cadence kept"),
    "access-agreement": _Measure("Agreement with advice"),
    "access-attendance": _Measure("Missed contacts"),
    "access-technical": _Measure("Technical failures"),
}


def shown(measure: str, pairs: Sequence[tuple[Plan, Table]]) -> Iterator[str]:
    """The measure as HTML: its heading, its main tables drawn, and the others folded.

    Args:
        measure: which one.
        pairs: its tables, with what was planned.
    """
    heading = _MEASURES[measure].heading
    yield f"<h3>{escape(heading)}</h3>"
    main = [(plan, table) for plan, table in pairs if plan.main]
    for at, (plan, table) in enumerate(main):
        if table.title != heading:
            yield f"<h4>{escape(table.title)}</h4>"
        yield from _drawn(plan, table, first=at == 0)
        yield _folded("The numbers: " + _lower(table.title), table)
    others = [table for plan, table in pairs if not plan.main]
    if others:
        yield "<h4>Broken down further</h4>"
        for table in others:
            yield _folded(table.title, table)


def _drawn(plan: Plan, table: Table, *, first: bool) -> Iterator[str]:
    """The finding in a sentence, the chart, and the notes; what the first of a measure has said is not said again."""
    places = [place for place in _MEASURES[plan.measure].drawn if place < len(table.rate_labels)]
    names = [table.rate_labels[place] for place in places]
    total = [table.rows[-1].rates[place] for place in places]
    if first and plan.columns is not None and not all(rate is Mark.NONE for rate in total):
        found = "; ".join(f"{_lower(name)}: {_said(rate)}" for name, rate in zip(names, total, strict=True))
        yield f'<p class="finding">{escape(found[:1].upper() + found[1:])}.</p>'
    yield _chart(plan, table, names, places)
    if first:
        yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)


def _chart(plan: Plan, table: Table, names: Sequence[str], places: Sequence[int]) -> str:
    rows = [
        (
            "All" if row.is_total else ", ".join((row.heads[0], *map(_lower, row.heads[1:]))),
            [row.rates[at] for at in places],
        )
        for row in _rows_drawn(plan, table)
    ]
    id_ = f"{table.id}-chart"
    title = f"{table.title}. {'; '.join(names)}"
    if plan.rows == ("month",):
        return charts.lines(id_, title, names, rows)
    if len(places) > 1:
        return charts.stacks(id_, title, names, rows)
    single = [(label, rates[0]) for label, rates in rows]
    if plan.columns is None:
        return f'<p class="note">{escape(names[0])}, per cent.</p>{charts.bars(id_, title, single)}'
    what = f"{names[0]}, per cent. The dot is the rate, the line its 95% interval."
    return f'<p class="note">{escape(what)}</p>{charts.intervals(id_, title, single)}'


def _rows_drawn(plan: Plan, table: Table) -> Sequence[Row]:
    """All rows but the total, which the finding says; the total too where it is drawn beside others."""
    if plan.columns is None or plan.rows == ("month",) or table.rows[-1].rates[0] is Mark.NONE:
        rows = table.rows[:-1]
    else:
        rows = table.rows
    return [row for row in rows if not all(rate is Mark.NONE for rate in row.rates)]


def _folded(summary: str, table: Table) -> str:
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    data = base64.b64encode(csv_bytes(table)).decode()
    link = (
        f'<p class="download"><a download="{table.id}.csv" href="data:text/csv;charset=utf-8;base64,{data}">'
        f"Download as CSV: {escape(_lower(table.title))}</a></p>"
    )
    return f"<details><summary>{escape(summary)}</summary>{table.to_html()}{notes}{link}</details>"


def _said(rate: Rate) -> str:
    if isinstance(rate, Mark):
        return rate.value
    low, high = rate.interval
    return f"{rate.per_cent:.1f}% ({low:.1f} to {high:.1f}; {rate.count:,} of {rate.of:,})"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
