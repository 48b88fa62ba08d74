"""A table of a report: counts, rates with their intervals, and what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Final, TypeAlias

import polars as pl
from markupsafe import Markup

from blended_supervision.base.words import Words, words_in
from blended_supervision.html.render import notebook, render
from blended_supervision.report.wilson import wilson


class Mark(Enum):
    """What stands where there is no number: "Using symbols and shorthand" (Government Analysis Function, 2022)."""

    HIDDEN = "[c]"
    """Confidential: hidden because it is small, or because it would give away one that is."""
    NONE = "[z]"
    """Not applicable: there is nothing to take a share of."""


@dataclass(frozen=True, slots=True)
class Share:
    """A rate: `count` of `of`."""

    count: int
    of: int

    @property
    def per_cent(self) -> float:
        """100 times the rate, to one decimal place.

        >>> Share(1, 3).per_cent
        33.3
        """
        return round(100 * self.count / self.of, 1)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval, in per cent to one decimal place."""
        low, high = self.ends
        return round(low, 1), round(high, 1)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the 95 % Wilson interval, in per cent."""
        low, high = wilson(self.count, self.of)
        return 100 * low, 100 * high


#: What a table gives of each rate, by its key among the words of tables.
_PARTS: Final[Mapping[str, Callable[[Share], float]]] = {
    "per_cent": lambda share: share.per_cent,
    "lower": lambda share: share.interval[0],
    "upper": lambda share: share.interval[1],
    "count": lambda share: share.count,
    "of": lambda share: share.of,
}

Count: TypeAlias = int | Mark
Rate: TypeAlias = Share | Mark


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, its counts with the total last, and its rates."""

    heads: tuple[str, ...]
    counts: tuple[Count, ...]
    rates: tuple[Rate, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table. In a notebook it shows itself; `frame` is for further work."""

    id: str
    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    """What the first columns tell rows apart by."""
    count_labels: tuple[str, ...]
    rate_labels: tuple[str, ...]
    rows: tuple[Row, ...]
    words: Words = field(default_factory=lambda: words_in("en"), repr=False)
    """Those of its language."""

    @cached_property
    def frame(self) -> pl.DataFrame:
        """A row a row. Of each rate: per cent, the ends of its 95 % interval, and the counts it is made of.

        Null is hidden or not applicable; `shown` says which.
        """
        columns: dict[str, pl.Series] = {}
        for at, head in enumerate(self.heads):
            columns[head] = pl.Series(head, [row.heads[at] for row in self.rows], pl.String)
        for at, label in enumerate(self.count_labels):
            numbers = [None if isinstance(count := row.counts[at], Mark) else count for row in self.rows]
            columns[label] = pl.Series(label, numbers, pl.Int64)
        for at, label in enumerate(self.rate_labels):
            shares = [None if isinstance(rate := row.rates[at], Mark) else rate for row in self.rows]
            for name, number in _PARTS.items():
                kind = pl.Int64 if name in ("count", "of") else pl.Float64
                parts = [None if share is None else number(share) for share in shares]
                columns[self.words(f"table.{name}", label)] = pl.Series(parts, dtype=kind)
        return pl.DataFrame(columns)

    @cached_property
    def shown(self) -> pl.DataFrame:
        """`frame` as text, with "[c]" and "[z]" where there is no number: what the CSV holds."""
        marks: dict[str, list[str]] = {}
        for at, label in enumerate(self.count_labels):
            marks[label] = [_mark(row.counts[at]) for row in self.rows]
        for at, label in enumerate(self.rate_labels):
            for name in _PARTS:
                marks[self.words(f"table.{name}", label)] = [_mark(row.rates[at]) for row in self.rows]
        text = self.frame.with_columns(pl.all().cast(pl.String))
        return text.with_columns(text[name].fill_null(pl.Series(mark)) for name, mark in marks.items())

    @property
    def has_hidden(self) -> bool:
        """Whether something is hidden."""
        return any(cell is Mark.HIDDEN for row in self.rows for cell in (*row.counts, *row.rates))

    def to_html(self) -> Markup:
        """The table as HTML: a caption, headers with scope, figures that a narrow screen scrolls."""
        return render("table.html", self.words, table=self)

    def _repr_html_(self) -> str:
        return notebook("table_notebook.html", self.words, table=self)


def _mark(cell: Count | Rate) -> str:
    return cell.value if isinstance(cell, Mark) else ""
