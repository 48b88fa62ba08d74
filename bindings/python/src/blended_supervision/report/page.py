"""The report as one page of HTML: key figures, the questions that it answers, and how to read it."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from blended_supervision.base.words import Words, as_key
from blended_supervision.html import render
from blended_supervision.report.breakdowns import LEAST_TEAM
from blended_supervision.report.csvw import csv_bytes
from blended_supervision.report.drawing import Drawing
from blended_supervision.report.frame import About
from blended_supervision.report.measure import Measure
from blended_supervision.report.measures import MEASURES
from blended_supervision.report.plan import Plan
from blended_supervision.report.suppression import THRESHOLD
from blended_supervision.report.table import Mark, Rate, Row, Share, Table

SECTIONS: Final = {"discretion": False, "technology": True, "with-modes": True, "access": False}
"""The questions that a report answers, and whether each needs the caution on modes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A report, to be shown."""

    words: Words
    title: str
    about: About
    """What was counted."""
    made: Sequence[tuple[Plan, Table]]
    """The tables, with what was planned."""
    suppressed: bool
    """Whether small numbers are hidden."""

    def html(self) -> str:
        """The whole page."""
        words, about = self.words, self.about
        days = (words.day(day) for day in (about.first, about.last, about.as_of))
        return render.page(
            "report.html",
            words,
            title=self.title,
            about=words("report.period", *days),
            made_from=words("report.made_from"),
            hiding=words("report.hidden", THRESHOLD) if self.suppressed else words("report.not_hidden"),
            figures=list(self._figures()),
            sections=list(self._sections()),
            reading=list(self._reading()),
            base64_csv=lambda table: base64.b64encode(csv_bytes(table)).decode(),
        )

    def _sections(self) -> Iterator[dict[str, Any]]:
        for id_, caution in SECTIONS.items():
            measures = [each for each in map(self._measure, _of_section(id_)) if each["main"] or each["others"]]
            if measures:
                key = f"section.{as_key(id_)}"
                yield {
                    "id": id_,
                    "heading": self.words(key),
                    "lead": self.words(f"{key}_lead"),
                    "caution": caution,
                    "measures": measures,
                }

    def _measure(self, measure: Measure) -> dict[str, Any]:
        """A measure: its heading, its main tables drawn, and the others, which unfold."""
        pairs = [(plan, table) for plan, table in self.made if plan.measure == measure.id]
        main = [(plan, table) for plan, table in pairs if plan.main]
        return {
            "heading": self.words(f"{measure.group}.heading"),
            "main": [
                Drawing(self.words, plan, table, measure.drawn).shown(first=at == 0)
                for at, (plan, table) in enumerate(main)
            ],
            "others": [table for plan, table in pairs if not plan.main],
        }

    def _figures(self) -> Iterator[tuple[str, str, str]]:
        """The key figures: label, figure, detail."""
        words, about = self.words, self.about
        decisions = self._total("agreement").counts[-1]
        few = self.suppressed and about.people_superseded < THRESHOLD
        superseded = Mark.HIDDEN.value if few else f"{about.superseded:,}"
        left_out = words("figures.superseded", superseded) if about.superseded else words("figures.none_superseded")
        yield words("figures.decisions"), decisions.value if isinstance(decisions, Mark) else f"{decisions:,}", left_out
        for key, measure, place in (
            ("followed", "agreement", 0),
            ("departed", "agreement", 2),
            ("missed", "attendance", 1),
            ("technical", "technical", 0),
            ("no_outcome", "attendance", 2),
        ):
            yield words(f"figures.{key}"), *self._figure(self._total(measure).rates[place])

    def _figure(self, rate: Rate) -> tuple[str, str]:
        if not isinstance(rate, Share):
            return rate.value, ""
        low, high = rate.interval
        detail = self.words("figures.interval", f"{low:.1f}", f"{high:.1f}", f"{rate.count:,}", f"{rate.of:,}")
        return f"{rate.per_cent:.1f}%", detail

    def _total(self, measure: str) -> Row:
        """The row of all, in the first table of a measure."""
        return next(table for plan, table in self.made if plan.measure == measure).rows[-1]

    def _reading(self) -> Iterator[str]:
        """How to read the numbers."""
        words, about = self.words, self.about
        yield from (words(f"reading.{key}") for key in ("counted", "rates", "not_known", "marks"))
        yield words("reading.teams", LEAST_TEAM)
        if self.suppressed:
            yield words("reading.hidden", THRESHOLD)
        if about.policies > 1:
            yield words("reading.policies", about.policies)
        if about.erased:
            few = self.suppressed and about.erased < THRESHOLD
            yield words("reading.erased", Mark.HIDDEN.value if few else f"{about.erased:,}")


def _of_section(id_: str) -> list[Measure]:
    return [measure for measure in MEASURES if measure.section == id_]


def notebook(words: Words, title: str, tables: Mapping[str, Table]) -> str:
    """A report in a notebook: which tables it has."""
    return render.notebook("report_notebook.html", words, title=title, tables=list(tables.values()))
