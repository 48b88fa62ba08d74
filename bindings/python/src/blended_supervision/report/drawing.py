"""A table of a report drawn: the finding in a sentence, and the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from blended_supervision.base.words import Words, sentence_case, within_sentence
from blended_supervision.report import charts
from blended_supervision.report.plan import Plan
from blended_supervision.report.table import Mark, Rate, Row, Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table that is drawn."""

    words: Words
    plan: Plan
    table: Table
    drawn: tuple[int, ...]
    """The rates that are drawn, by their place."""

    def shown(self, *, first: bool) -> dict[str, Any]:
        """What the page shows.

        Args:
            first: Whether it is the first of its measure; what that has said is not said again.
        """
        names = [self.table.rate_labels[place] for place in self._places]
        single = len(names) == 1 and self.plan.rows != ("month",)
        key = "chart.share" if self.plan.columns is None else "chart.interval"
        return {
            "table": self.table,
            "finding": self._finding(names) if first else "",
            "caption": self.words(key, names[0]) if single else "",
            "chart": self._chart(names),
        }

    @property
    def _places(self) -> list[int]:
        return [place for place in self.drawn if place < len(self.table.rate_labels)]

    def _finding(self, names: Sequence[str]) -> str:
        total = [self.table.rows[-1].rates[place] for place in self._places]
        if self.plan.columns is None or all(rate is Mark.NONE for rate in total):
            return ""
        said = (f"{within_sentence(name)}: {self._said(rate)}" for name, rate in zip(names, total, strict=True))
        return sentence_case("; ".join(said))

    def _said(self, rate: Rate) -> str:
        if isinstance(rate, Mark):
            return rate.value
        low, high = rate.interval
        return self.words(
            "chart.rate", f"{rate.per_cent:.1f}%", f"{low:.1f}", f"{high:.1f}", f"{rate.count:,}", f"{rate.of:,}"
        )

    def _chart(self, names: Sequence[str]) -> Markup:
        rows = [(self._label(row), [row.rates[at] for at in self._places]) for row in self._rows()]
        id_ = f"{self.table.id}-chart"
        title = f"{self.table.title}. {'; '.join(names)}"
        if self.plan.rows == ("month",):
            return charts.lines(self.words, id_, title, names, rows)
        if len(names) > 1:
            return charts.stacks(self.words, id_, title, names, rows)
        draw = charts.bars if self.plan.columns is None else charts.intervals
        return draw(self.words, id_, title, [(label, rates[0]) for label, rates in rows])

    def _label(self, row: Row) -> str:
        if row.is_total:
            return self.words("table.all")
        return ", ".join((row.heads[0], *map(within_sentence, row.heads[1:])))

    def _rows(self) -> Sequence[Row]:
        """All rows but the total, which the finding says; the total too where it is drawn beside others."""
        rows = self.table.rows
        if self.plan.columns is None or self.plan.rows == ("month",) or rows[-1].rates[0] is Mark.NONE:
            rows = rows[:-1]
        return [row for row in rows if not all(rate is Mark.NONE for rate in row.rates)]
