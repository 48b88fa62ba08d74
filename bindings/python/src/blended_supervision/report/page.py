"""The report as one HTML file: no script, nothing fetched, readable by eye, by ear and on paper."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Final

from blended_supervision.report import charts
from blended_supervision.report.breakdowns import LEAST_TEAM
from blended_supervision.report.csvw import csv_bytes
from blended_supervision.report.frame import About
from blended_supervision.report.plans import CAUTION, Plan
from blended_supervision.report.suppression import THRESHOLD
from blended_supervision.report.table import Mark, Rate, Row, Share, Table


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a measure is shown: its heading, and the rates that are drawn, by their place; several make a divided bar."""

    heading: str
    drawn: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class _Section:
    """A question that the report answers."""

    id: str
    heading: str
    lead: str
    measures: tuple[str, ...]
    caution: bool = False


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

_SECTIONS: Final = (
    _Section(
        "discretion",
        "1. How practitioners use discretion",
        "Advice requires nothing: a named person decides. Agreement is not a target. Where many depart for one reason, "
        "the principles or the record behind the advice may be what needs to change.",
        ("agreement", "reasons", "approvals", "outside"),
    ),
    _Section(
        "technology",
        "2. How technology does",
        "Which modes were advised, decided and used, where technology failed, and which contacts were missed. What "
        "attendance goes with each mode is here too.",
        ("modes-advised", "modes-used", "attendance", "technical"),
        caution=True,
    ),
    _Section(
        "with-modes",
        "3. What goes with which mode",
        "What was recorded of contacts, by the mode that was decided.",
        ("risk-information", "right-mode", "in-person-again", "promises", "home-visits", "cadence"),
        caution=True,
    ),
    _Section(
        "access",
        "4. Access needs",
        "Whom the service may be failing. A public authority must have due regard to equality of opportunity (Equality "
        "Act 2010, section 149), and cannot without looking. Those of whom it is not known whether they have a need "
        "are shown, since nobody can meet a need that is not known.",
        ("access-agreement", "access-attendance", "access-technical"),
    ),
)


def page(title: str, about: About, made: Sequence[tuple[Plan, Table]], *, suppressed: bool) -> str:
    """The whole page.

    Args:
        title: its heading.
        about: what was counted.
        made: the tables, with what was planned.
        suppressed: whether small numbers are hidden.
    """
    css = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    sections = [section for section in _SECTIONS if any(plan.measure in section.measures for plan, _ in made)]
    return "\n".join(
        (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{css}</style></head><body>",
            '<a class="skip" href="#content">Skip to the report</a>',
            f"<header><h1>{escape(title)}</h1>{_period(about)}</header>",
            '<main id="content">',
            _about(suppressed),
            _key_figures(about, {table.id: table for _, table in made}),
            _contents(sections),
            *_sections(sections, made),
            _notes(about, suppressed),
            "</main><footer><p>Made by Blended Supervision from recorded decisions.</p></footer>",
            "</body></html>",
            "",
        )
    )


def _sections(sections: Sequence[_Section], made: Sequence[tuple[Plan, Table]]) -> Iterator[str]:
    """The sections, one after another."""
    for section in sections:
        yield f'<section aria-labelledby="{section.id}"><h2 id="{section.id}">{escape(section.heading)}</h2>'
        yield f"<p>{escape(section.lead)}</p>"
        if section.caution:
            yield f'<div class="caution"><p><strong>{escape(CAUTION)}</strong></p></div>'
        within = [(plan, table) for plan, table in made if plan.measure in section.measures]
        within.sort(key=lambda pair: section.measures.index(pair[0].measure))
        for measure, pairs in groupby(within, key=lambda pair: pair[0].measure):
            heading = _MEASURES[measure].heading
            yield f"<h3>{escape(heading)}</h3>"
            yield from _measure(heading, list(pairs))
        yield "</section>"


def _measure(heading: str, pairs: Sequence[tuple[Plan, Table]]) -> Iterator[str]:
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


def _period(about: About) -> str:
    return (
        f"<p>Decisions made from {_day(about.first)} to {_day(about.last)}, with what was known of them on "
        f"{_day(about.as_of)}.</p>"
    )


def _about(suppressed: bool) -> str:
    shown = (
        f"Numbers that concern fewer than {THRESHOLD} people are hidden, and others with them that would give them "
        "away: [c] stands in their place."
        if suppressed
        else "Small numbers are NOT hidden in this report. It may identify people: do not publish or pass it on."
    )
    return (
        '<div class="caution"><p><strong>This report describes; it does not explain.</strong> It counts what was '
        "advised, decided and recorded. Differences between regions, teams, tiers or modes have many causes that are "
        f"not in these numbers. It is no measure of a practitioner, and shows none.</p><p>{escape(shown)}</p></div>"
    )


def _key_figures(about: About, tables: dict[str, Table]) -> str:
    def total(measure: str, place: int) -> Rate | None:
        table = next((table for id_, table in tables.items() if id_.startswith(f"{measure}-by-")), None)
        return table.rows[-1].rates[place] if table else None

    agreement = next(table for id_, table in tables.items() if id_.startswith("agreement-by-"))
    decisions = agreement.rows[-1].counts[-1]
    few = about.superseded and about.superseded < THRESHOLD
    superseded = Mark.HIDDEN.value if few else f"{about.superseded:,}"
    figures = [("Decisions that stand", _count(decisions), f"{superseded} more were superseded and are not counted")]
    for label, rate in (
        ("Followed the lead", total("agreement", 0)),
        ("Departed from the lead and its alternatives", total("agreement", 2)),
        ("Missed, of known attendance", total("attendance", 1)),
        ("Technical failure, where it is known", total("technical", 0)),
        ("No outcome recorded, of contacts past", total("attendance", 2)),
    ):
        if isinstance(rate, Share):
            low, high = rate.interval
            detail = f"{low:.1f} to {high:.1f}; {rate.count:,} of {rate.of:,}"
            figures.append((label, f"{rate.per_cent:.1f}%", detail))
        elif rate is not None:
            figures.append((label, rate.value, ""))
    entries = "".join(
        f"<div><dt>{escape(label)}</dt><dd><strong>{escape(figure)}</strong><small>{escape(detail)}</small></dd></div>"
        for label, figure, detail in figures
    )
    return f'<h2 id="figures">Key figures</h2><dl class="figures">{entries}</dl>'


def _count(count: int | Mark) -> str:
    return count.value if isinstance(count, Mark) else f"{count:,}"


def _contents(sections: Iterable[_Section]) -> str:
    entries = "".join(f'<li><a href="#{each.id}">{escape(each.heading)}</a></li>' for each in sections)
    return (
        '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>'
        f'<ul>{entries}<li><a href="#how">How to read the numbers</a></li></ul></nav>'
    )


def _notes(about: About, suppressed: bool) -> str:
    notes = [
        "Counted are decisions of the period that stand on the frame's last day: a decision that a later one on the "
        "same advice has superseded is left out.",
        "Every rate is given with the count it is made of, what it is a share of, and its 95% Wilson interval. The "
        "interval takes decisions to be independent of each other. Several decisions about one person are not, so the "
        "true uncertainty is larger.",
        "“Not known” is a row or column of its own, and is in no rate.",
        "[c] means hidden, [z] that there is nothing to take a share of (Government Analysis Function, Using symbols "
        "and shorthand, 2022).",
        f"Teams of fewer than {LEAST_TEAM} practitioners are shown together as other teams. Nothing is ranked: rows "
        "are in their natural order, or by name.",
    ]
    if suppressed:
        notes.append(
            f"A number is hidden where it concerns fewer than {THRESHOLD} people. Other numbers are hidden with it, so "
            "that all tables of this report together do not give it away. Reports on overlapping periods or breakdowns "
            "are not protected against each other: do not publish several."
        )
    if about.policies > 1:
        notes.append(f"Decisions rest on {about.policies} versions of policy, which may advise differently.")
    if about.erased:
        few = suppressed and about.erased < THRESHOLD
        notes.append(
            f"{Mark.HIDDEN.value if few else f'{about.erased:,}'} more decisions were about people whose records have "
            "been erased since. Nothing else is known of them, and they are not counted."
        )
    return (
        '<h2 id="how">How to read the numbers</h2><ul>'
        + "".join(f"<li>{escape(note)}</li>" for note in notes)
        + "</ul>"
    )


def _said(rate: Rate) -> str:
    if isinstance(rate, Mark):
        return rate.value
    low, high = rate.interval
    return f"{rate.per_cent:.1f}% ({low:.1f} to {high:.1f}; {rate.count:,} of {rate.of:,})"


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
