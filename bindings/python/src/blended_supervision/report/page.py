"""The report as one page of HTML: key figures, the questions that it answers, and how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from blended_supervision.html import page as _page
from blended_supervision.report import measures
from blended_supervision.report.breakdowns import LEAST_TEAM
from blended_supervision.report.frame import About
from blended_supervision.report.plan import Plan
from blended_supervision.report.plans import CAUTION
from blended_supervision.report.suppression import THRESHOLD
from blended_supervision.report.table import Mark, Rate, Share, Table


@dataclass(frozen=True, slots=True)
class _Section:
    """A question that the report answers."""

    id: str
    heading: str
    lead: str
    measures: tuple[str, ...]
    caution: bool = False


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
    sections = [section for section in _SECTIONS if any(plan.measure in section.measures for plan, _ in made)]
    content = (
        _about(suppressed),
        _key_figures(about, {table.id: table for _, table in made}, suppressed),
        _contents(sections),
        *_sections(sections, made),
        _notes(about, suppressed),
    )
    return _page.document(title, _period(about), "\n".join(content), made_from="recorded decisions")


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
            yield from measures.shown(measure, list(pairs))
        yield "</section>"


def _period(about: About) -> str:
    return (
        f"Decisions made from {_day(about.first)} to {_day(about.last)}, with what was known of them on "
        f"{_day(about.as_of)}."
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
        f"not in these numbers. It is not a measure of a practitioner, and shows none.</p><p>{escape(shown)}</p></div>"
    )


def _key_figures(about: About, tables: dict[str, Table], suppressed: bool) -> str:
    def total(measure: str, place: int) -> Rate | None:
        table = next((table for id_, table in tables.items() if id_.startswith(f"{measure}-by-")), None)
        return table.rows[-1].rates[place] if table else None

    agreement = next(table for id_, table in tables.items() if id_.startswith("agreement-by-"))
    decisions = agreement.rows[-1].counts[-1]
    few = suppressed and about.people_superseded < THRESHOLD
    superseded = Mark.HIDDEN.value if few else f"{about.superseded:,}"
    left_out = f"{superseded} more were superseded and are not counted" if about.superseded else "None was superseded"
    figures = [("Decisions that stand", _count(decisions), left_out)]
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


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"
