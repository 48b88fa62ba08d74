"""Makes the tables of a measure: their ids, titles, rates and notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from blended_supervision.base.words import Words, within_sentence
from blended_supervision.report.dimension import Dimension
from blended_supervision.report.plan import Plan, RatePlan

CAUTION: Final = "report.caution"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of a table, whose label stands in the catalogue."""

    key: str
    """`GROUP.KEY` of its label."""
    count: tuple[str, ...] | None
    """Columns; None: the column that is called as the row is."""
    of: tuple[str, ...] | None = None
    """Columns; None: the whole row."""
    parts: tuple[object, ...] = ()
    """What is filled in in the label."""


@dataclass(frozen=True)
class Planner:
    """What the tables of one measure are planned with."""

    measure: str
    group: str
    words: Words
    dimensions: Mapping[str, Dimension]
    values: Mapping[str, Sequence[str]]
    """The values of each dimension that occur."""
    by: str
    """What tables are first broken down by."""
    breakdowns: Sequence[str]
    """All that tables are broken down by, `by` first."""
    needs: tuple[str, ...]
    """Dimensions of access needs."""
    in_person: Collection[str]
    """The modes that are in person."""

    def say(self, key: str, *parts: object) -> str:
        """Words of the measure."""
        return self.words(f"{self.group}.{key}", *parts)

    def rates(self, rates: Sequence[Rate]) -> tuple[RatePlan, ...]:
        """The rates with their labels."""
        return tuple(RatePlan(self.words(rate.key, *rate.parts), rate.count, rate.of) for rate in rates)

    def by_each(
        self, columns: str, rates: Sequence[Rate] = (), *notes: str, main: Collection[str] = ()
    ) -> Iterator[Plan]:
        """A table for each breakdown; those by `main` are shown open."""
        for row in self.breakdowns:
            yield self.by_one(row, columns, rates, *notes, main=row in main)

    def by_one(self, row: str, columns: str, rates: Sequence[Rate], *notes: str, main: bool = False) -> Plan:
        """The table by one dimension."""
        return Plan(
            id=f"{self.measure}-by-{slug(row)}",
            measure=self.measure,
            title=self.words("table.by", self.say("title"), within_sentence(self.dimensions[row].label)),
            rows=(row,),
            columns=columns,
            total=self.words("table.all_decisions"),
            rates=self.rates(rates),
            notes=notes,
            main=main,
        )

    def by_mode(self, columns: str, rates: Sequence[Rate], *notes: str, parts: Sequence[object] = ()) -> Plan:
        """The table by the mode decided, with the caution on how not to read it."""
        return Plan(
            id=f"{self.measure}-by-mode",
            measure=self.measure,
            title=self.say("title_by_mode", *parts),
            rows=("mode",),
            columns=columns,
            total=self.words("table.all_decisions"),
            rates=self.rates(rates),
            notes=(*notes, self.words(CAUTION)),
            main=True,
        )

    def by_need(self, title: str, columns: str, rates: Sequence[Rate]) -> Iterator[Plan]:
        """The table by access needs, where the frame has some."""
        if self.needs:
            yield Plan(
                id=self.measure,
                measure=self.measure,
                title=title,
                rows=self.needs,
                columns=columns,
                total=self.words("table.all_decisions"),
                rates=self.rates(rates),
                notes=(self.words("access.note"),),
                main=True,
            )


def slug(text: str) -> str:
    """Text as a part of an id.

    >>> slug("fact.risk.rosh")
    'fact-risk-rosh'
    """
    return "".join(letter if letter.isalnum() else "-" for letter in text.lower())
