"""A plan laid out as cells: what each counts, how they add up, and the table that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from blended_supervision.base.words import Words
from blended_supervision.report.cells import canonical
from blended_supervision.report.dimension import NO_LEAD
from blended_supervision.report.frame import Prepared
from blended_supervision.report.plan import Plan, RatePlan
from blended_supervision.report.suppression import Key, Sum
from blended_supervision.report.table import Count, Mark, Rate, Row, Share, Table
from blended_supervision.report.tally import NOTHING, Counter, Tally


class Layout:
    """The cells of a table, by what they count."""

    def __init__(self, plan: Plan, prepared: Prepared, counter: Counter, words: Words) -> None:
        self._plan = plan
        self._words = words
        self._dimensions = prepared.dimensions
        self.cells: dict[Key, Tally] = {}
        self._rows = {row: [value for value in prepared.values(row) if value not in plan.left_out] for row in plan.rows}
        columns: Sequence[str] = ()
        if plan.columns:
            columns = self._dimensions[plan.columns].order if plan.promises else prepared.values(plan.columns)
        self._columns = [column for column in columns if column not in plan.left_out]
        for row in (*plan.rows, None):
            self._count(row, counter)
        for row in plan.rows:
            self._rows[row] = [value for value in self._rows[row] if self.cells[self._key((row, value))].count > 0]

    def _key(self, row: tuple[str, str] | None, column: str | None = None) -> Key:
        pairs = list(self._plan.base)
        pairs += self._plan.total_base if row is None else [row]
        if column is not None and self._plan.columns is not None:
            pairs.append((self._plan.columns, column))
        if self._plan.promises:
            pairs.append(("unit", "promises"))
        return canonical(pairs)

    def _count(self, row: str | None, counter: Counter) -> None:
        """Counts all cells of the rows of one dimension, or of the total row."""
        dimensions = [row] if row else []
        values: list[tuple[str, ...]] = [(value,) for value in self._rows[row]] if row else [()]
        if self._plan.promises:
            none = dict.fromkeys([*self._columns, ""], NOTHING)
            tallies = counter.promises(dimensions)
            for value in values:
                there = tallies.get(value, none)
                head = (row, value[0]) if row else None
                self.cells[self._key(head)] = there[""]
                for column in self._columns:
                    self.cells[self._key(head, column)] = there[column]
            return
        base = (*self._plan.base, *(() if row else self._plan.total_base))
        totals = counter.decisions(dimensions, base)
        both = counter.decisions([*dimensions, self._plan.columns], base) if self._plan.columns else {}
        for value in values:
            head = (row, value[0]) if row else None
            self.cells[self._key(head)] = totals.get(value, NOTHING)
            for column in self._columns:
                repeats = row == self._plan.columns
                tally = totals.get(value, NOTHING) if repeats else both.get((*value, column), NOTHING)
                self.cells[self._key(head, column)] = tally

    def sums(self) -> Iterator[Sum]:
        """How the cells add up: along each row, and down each column for each group of rows."""
        for row in self._plan.rows:
            for value in self._rows[row]:
                if self._columns:
                    parts = tuple(self._key((row, value), column) for column in self._columns)
                    yield Sum(self._key((row, value)), parts)
            for column in (None, *self._columns):
                parts = tuple(self._key((row, value), column) for value in self._rows[row])
                yield Sum(self._key(None, column), parts)
        if self._columns:
            yield Sum(self._key(None), tuple(self._key(None, column) for column in self._columns))

    def table(self, hidden: frozenset[Key]) -> Table:
        """The table, with the cells of `hidden` hidden."""
        plan = self._plan
        columns = self._columns
        labels = [*(self._dimensions[plan.columns].word(column) for column in columns if plan.columns), plan.total]
        rows = [self._row(hidden, (row, value)) for row in plan.rows for value in self._rows[row]]
        rows.append(self._row(hidden, None))
        groups = len(plan.rows) > 1
        return Table(
            id=plan.id,
            title=plan.title,
            notes=plan.notes,
            heads=(self._words("table.need"), self._words("table.answer"))
            if groups
            else (self._dimensions[plan.rows[0]].label,),
            count_labels=tuple(labels),
            rate_labels=tuple(rate.label for rate in plan.rates),
            rows=tuple(rows),
            words=self._words,
        )

    def _row(self, hidden: frozenset[Key], row: tuple[str, str] | None) -> Row:
        def cell(key: Key) -> Count:
            return Mark.HIDDEN if key in hidden else self.cells[key].count

        shown = {column or "": cell(self._key(row, column)) for column in (*self._columns, None)}
        whole = cell(self._key(None))
        if row is None:
            heads: tuple[str, ...] = (self._words("table.all"),) * (2 if len(self._plan.rows) > 1 else 1)
        else:
            dimension = self._dimensions[row[0]]
            heads = (dimension.word(row[1]),)
            if len(self._plan.rows) > 1:
                heads = (dimension.label, *heads)
        return Row(
            heads=heads,
            counts=tuple(shown[column] for column in (*self._columns, "")),
            rates=tuple(self._rate(rate, row, shown, whole) for rate in self._plan.rates),
            is_total=row is None,
        )

    def _rate(self, rate: RatePlan, row: tuple[str, str] | None, shown: Mapping[str, Count], whole: Count) -> Rate:
        """A rate is given only where it can be had from counts that are shown."""
        if self._plan.columns is None:
            return _share(shown[""], whole)
        if rate.count is None and (row is None or row[1] == NO_LEAD):
            return Mark.NONE
        counted = rate.count if rate.count is not None else (row[1],) if row else ()
        return _share(_sum(shown, counted), shown[""] if rate.of is None else _sum(shown, rate.of))


def _sum(shown: Mapping[str, Count], columns: Sequence[str]) -> Count:
    """The sum of `columns` of a row: of their counts or, where one is hidden, of the total less all others."""
    those = [count for column, count in shown.items() if column and column in columns]
    if not any(count is Mark.HIDDEN for count in those):
        return sum(count for count in those if isinstance(count, int))
    others = [count for column, count in shown.items() if column and column not in columns]
    whole = shown[""]
    if isinstance(whole, Mark) or any(count is Mark.HIDDEN for count in others):
        return Mark.HIDDEN
    return whole - sum(count for count in others if isinstance(count, int))


def _share(count: Count, of: Count) -> Rate:
    if isinstance(count, Mark) or isinstance(of, Mark):
        return Mark.HIDDEN
    return Share(count, of) if of else Mark.NONE
