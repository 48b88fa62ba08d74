"""What a measure of a report is: what it asks of each decision, its tables, and how its numbers add up with others.

Each is one object in a file of `measures/`; its words are a group of config/words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import polars as pl

from blended_supervision.report.dimension import NO_OUTCOME, TO_COME, Dimension
from blended_supervision.report.edition import Edition
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner

Cell: TypeAlias = tuple[str, str]
"""A dimension, and a value that holds."""

ColumnType: TypeAlias = pl.DataType | type[pl.DataType]


@dataclass(frozen=True, slots=True)
class Asking:
    """What answers are found in."""

    frame: pl.DataFrame
    """All decisions, those of other periods too."""
    counted: pl.DataFrame
    """The decisions that are counted."""
    in_person: Mapping[str, bool]
    """The modes, and whether each is in person."""
    as_of: date
    """The last day that the frame knows of."""

    def of_outcome(self, answer: pl.Expr) -> pl.Expr:
        """The answer where there is an outcome; else that none was recorded, or that the contact is to come."""
        past = pl.col("contact_day") < self.as_of
        recorded = pl.col("attended").is_not_null()
        return pl.when(recorded).then(answer).when(past).then(pl.lit(NO_OUTCOME)).otherwise(pl.lit(TO_COME))

    def is_in_person(self, column: str) -> pl.Expr:
        """Whether the mode in `column` is in person."""
        return pl.col(column).is_in([mode for mode, in_person in self.in_person.items() if in_person])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question that is asked of each decision, as a column of its own."""

    id: str
    """The dimension."""
    ask: Callable[[Asking], pl.Expr | pl.Series] | None
    """The answers; None: they are not one to a decision."""
    values: tuple[str, ...] = ()
    """The answers there are, as they are shown after one another; each has words in the measure's group."""
    open_values: Callable[[Edition], Mapping[str, str]] = lambda edition: {}
    """Answers that a policy names, and how they are shown, before the others."""
    last: tuple[str, ...] = ()
    """Answers that come after all others, those that are not listed here too."""
    words: str | None = None
    """The group of the answers' words; None: that of the measure."""
    parts: tuple[object, ...] = ()
    """What is filled in in words."""
    columns: Mapping[str, ColumnType] = field(default_factory=dict)
    """The columns of the frame that it needs, with their types."""
    optional: bool = False
    """Whether the columns may be missing; the measure is left out then."""

    def dimension(self, group: str, edition: Edition) -> Dimension:
        """The answers as a way to tell decisions apart, with the words of the measure's group."""
        named = self.open_values(edition)
        label = f"{group}.label"
        shown = edition.said(self.words or group, (*self.values, *self.last), *self.parts)
        return Dimension(
            self.id,
            edition.words(label, *self.parts) if label in edition.words else self.id,
            (*named, *self.values),
            shown | dict(named),
        )


@dataclass(frozen=True, slots=True)
class Coarser:
    """A cell that is the sum of others: those of a dimension that have one of the values."""

    cell: Cell
    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of a report."""

    id: str
    section: str
    """The id of the question that it helps to answer; see `page.SECTIONS`."""
    group: str
    """Its words in the catalogue."""
    tables: Callable[[Planner], Iterable[Plan]]
    answer: Answer | None = None
    """None: it uses those of others."""
    drawn: tuple[int, ...] = (0,)
    """The rates that are drawn, by their place; several make a divided bar."""
    same: Mapping[Cell, Cell] = field(default_factory=dict)
    """Cells that count what those of other measures count, and whose name they take."""
    implied: Mapping[str, Cell] = field(default_factory=dict)
    """What holds wherever a dimension is told apart, so that it need not be said."""
    coarser: tuple[Coarser, ...] = ()
    """Cells that are sums of others' cells."""
    diagonal: tuple[str, str, Cell] | None = None
    """Two dimensions with the same values, and the cell that both count where their values are alike."""
