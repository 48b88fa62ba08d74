"""Plans become tables: decisions are counted, small numbers hidden in all tables at once, and rates taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import polars as pl

from blended_supervision.report.dimension import DID_NOT_DEPART, NO_LEAD, NO_OUTCOME, TO_COME
from blended_supervision.report.frame import Prepared
from blended_supervision.report.plans import Plan, RatePlan
from blended_supervision.report.suppression import THRESHOLD, Key, Sum, hide
from blended_supervision.report.table import Count, Mark, Rate, Row, Share, Table

_PROMISES: Final = {"kept": "Kept", "open": "Not due yet", "overdue": "Overdue"}


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many there are in a cell, and whether they concern enough people to be shown."""

    count: int
    small: bool


_NOTHING: Final = _Tally(0, small=False)


def count(prepared: Prepared, plans: Sequence[Plan], *, suppress: bool) -> list[Table]:
    """Makes the tables.

    Args:
        prepared: the decisions.
        plans: what to make of them.
        suppress: whether small numbers are hidden.
    """
    counter = _Counter(prepared)
    layouts = [_Layout(plan, prepared, counter) for plan in plans]
    cells = {key: tally for layout in layouts for key, tally in layout.cells.items()}
    hidden: frozenset[Key] = frozenset()
    if suppress:
        sums = list(chain.from_iterable(layout.sums() for layout in layouts))
        sums += _sums_between(cells)
        small = [key for key, tally in cells.items() if tally.small]
        rows = sorted({row for plan in plans for row in plan.rows})
        hidden = hide({key: tally.count for key, tally in cells.items()}, small, sums, rows)
    return [layout.table(hidden) for layout in layouts]


def canonical(pairs: Iterable[tuple[str, str]]) -> Key:
    """The one name of what is counted: where two dimensions say the same thing, one of them says it.

    >>> canonical([("advised", "no lead")]) == canonical([("agreement", "no lead")])
    True
    """
    same = set()
    for dimension, value in pairs:
        if dimension == "advised" and value == NO_LEAD:
            same.add(("agreement", NO_LEAD))
        elif dimension == "reason" and value == DID_NOT_DEPART:
            same.add(("departs", "no"))
        elif value in (NO_OUTCOME, TO_COME):
            same.add(("attendance", value))
        else:
            same.add((dimension, value))
    held = dict(same)
    if "advised" in held and held["advised"] == held.get("mode"):
        same = (same - {("advised", held["advised"])}) | {("agreement", "followed")}
    return frozenset(same)


class _Counter:
    """Counts decisions, and the people whom small counts concern."""

    def __init__(self, prepared: Prepared) -> None:
        self._data = prepared.data
        # A cell of more decisions than the busiest four people have together concerns at least five.
        most = prepared.data.group_by("case").len()["len"].max()
        assert isinstance(most, int)
        self._surely_enough = most * (THRESHOLD - 1)
        self._done: dict[tuple[object, ...], dict[tuple[str, ...], _Tally]] = {}

    def decisions(self, dimensions: Sequence[str], base: Sequence[tuple[str, str]]) -> Mapping[tuple[str, ...], _Tally]:
        """For each combination of values that occurs, how many decisions there are."""
        asked = (tuple(dimensions), tuple(sorted(base)))
        if asked not in self._done:
            self._done[asked] = self._count(dimensions, base)
        return self._done[asked]

    def _count(self, dimensions: Sequence[str], base: Sequence[tuple[str, str]]) -> dict[tuple[str, ...], _Tally]:
        columns = list(dict.fromkeys([*dimensions, *(dimension for dimension, _ in base)]))
        data = self._data.select("case", *columns)
        for dimension, value in base:
            data = data.filter(pl.col(dimension).cast(pl.String) == value)
        if not dimensions:
            size = data.height
            few = size <= self._surely_enough and data["case"].n_unique() < THRESHOLD
            return {(): _Tally(size, small=size > 0 and few)}
        counts = data.group_by(dimensions).len()
        doubtful = counts.filter(pl.col("len") <= self._surely_enough)
        few_people: set[tuple[str, ...]] = set()
        if doubtful.height:
            people = (
                data.join(doubtful, on=list(dimensions), how="semi").group_by(dimensions).agg(pl.col("case").n_unique())
            )
            few_people = {
                tuple(row)
                for row in people.filter(pl.col("case") < THRESHOLD).drop("case").select(dimensions).iter_rows()
            }
        return {
            tuple(values): _Tally(size, small=tuple(values) in few_people)
            for *values, size in counts.select(*dimensions, "len").iter_rows()
        }

    def promises(self, dimensions: Sequence[str]) -> Mapping[tuple[str, ...], Mapping[str, _Tally]]:
        """Promised mitigations: how many were kept, are open, are overdue, and under the empty name all."""
        parts = {
            "kept": pl.col("promised_done"),
            "overdue": pl.col("promised_overdue"),
            "open": pl.col("promised") - pl.col("promised_done") - pl.col("promised_overdue"),
            "": pl.col("promised"),
        }
        data = self._data.filter(pl.col("promised") > 0).select("case", *dimensions, **parts)
        grouped = data.group_by(dimensions) if dimensions else data.group_by(pl.lit(0).alias("all"))
        sums = grouped.agg(
            *(pl.col(name).sum() for name in parts),
            *(pl.col("case").filter(pl.col(name) > 0).n_unique().alias(f"people {name}") for name in parts),
        )
        return {
            tuple(row[dimension] for dimension in dimensions): {
                name: _Tally(row[name], small=0 < row[f"people {name}"] < THRESHOLD) for name in parts
            }
            for row in sums.iter_rows(named=True)
        }


class _Layout:
    """The cells of a table, by what they count."""

    def __init__(self, plan: Plan, prepared: Prepared, counter: _Counter) -> None:
        self._plan = plan
        self._dimensions = prepared.dimensions
        self.cells: dict[Key, _Tally] = {}
        self._rows = {row: [value for value in prepared.values(row) if value not in plan.left_out] for row in plan.rows}
        if plan.promises:
            self._columns = list(_PROMISES)
        else:
            columns = prepared.values(plan.columns) if plan.columns else []
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
        # Who has a reason for departing departs, so that need not be said.
        if any(dimension == "reason" for dimension, _ in pairs):
            pairs = [pair for pair in pairs if pair != ("departs", "yes")]
        return canonical(pairs)

    def _count(self, row: str | None, counter: _Counter) -> None:
        """Counts all cells of the rows of one dimension, or of the total row."""
        dimensions = [row] if row else []
        values: list[tuple[str, ...]] = [(value,) for value in self._rows[row]] if row else [()]
        if self._plan.promises:
            none = dict.fromkeys([*_PROMISES, ""], _NOTHING)
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
            self.cells[self._key(head)] = totals.get(value, _NOTHING)
            for column in self._columns:
                repeats = row == self._plan.columns
                tally = totals.get(value, _NOTHING) if repeats else both.get((*value, column), _NOTHING)
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
        word = self._dimensions[plan.columns].word if plan.columns and not plan.promises else _PROMISES.get
        labels = [str(word(column)) for column in columns]
        if plan.promises:
            labels.append("All promises")
        elif plan.columns is None:
            labels.append("Departures")
        else:
            labels.append("All decisions" if not plan.base else "All these contacts")
        rows = [self._row(hidden, (row, value)) for row in plan.rows for value in self._rows[row]]
        rows.append(self._row(hidden, None))
        groups = len(plan.rows) > 1
        return Table(
            id=plan.id,
            title=plan.title,
            notes=plan.notes,
            heads=("Need", "Answer") if groups else (self._dimensions[plan.rows[0]].label,),
            count_labels=tuple(labels),
            rate_labels=tuple(rate.label for rate in plan.rates),
            rows=tuple(rows),
        )

    def _row(self, hidden: frozenset[Key], row: tuple[str, str] | None) -> Row:
        def cell(key: Key) -> Count:
            return Mark.HIDDEN if key in hidden else self.cells[key].count

        shown = {column or "": cell(self._key(row, column)) for column in (*self._columns, None)}
        whole = cell(self._key(None))
        if row is None:
            heads: tuple[str, ...] = ("All", "All") if len(self._plan.rows) > 1 else ("All",)
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


def _sums_between(cells: Mapping[Key, _Tally]) -> Iterator[Sum]:
    """How cells of different tables add up, where one dimension is a coarser form of another."""
    by_dimensions: dict[frozenset[str], list[Key]] = defaultdict(list)
    for key in cells:
        by_dimensions[frozenset(dimension for dimension, _ in key)].append(key)
    finer: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in cells:
        for pair in key:
            finer[key - {pair}, pair[0]].append(key)

    def parts(rest: Key, dimension: str, values: Sequence[str]) -> tuple[Key, ...]:
        return tuple(key for key in finer[rest, dimension] if any((dimension, value) in key for value in values))

    for key in cells:
        for coarse, dimension, values in (
            (("departs", "no"), "agreement", ("followed", "alternative")),
            (("departs", "yes"), "agreement", ("departed", NO_LEAD)),
            (("state", "outside policy"), "outside", ("no advice", "cannot", "not permitted", "does not count")),
        ):
            if coarse in key:
                rest = key - {coarse}
                if finer[rest, dimension]:
                    yield Sum(key, parts(rest, dimension, values))
    # Who followed the lead decided the mode that was advised.
    followed = frozenset({("agreement", "followed")})
    same = [key for key in cells if key > followed and {dimension for dimension, _ in key} == {"agreement", "mode"}]
    if followed in cells and same:
        yield Sum(followed, tuple(same))
