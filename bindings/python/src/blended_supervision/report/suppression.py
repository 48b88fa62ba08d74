"""Small numbers hidden so that they stay hidden: cell suppression over linked tables.

A cell is *sensitive* where it is small. Hiding it alone is not enough: a total less the cells that are shown gives it
back. So other cells are hidden with it, by the linear-programming method of Kelly, Golden and Assad ("Cell
suppression: disclosure protection for sensitive tabular data", Networks 22, 1992; see the Handbook on Statistical
Disclosure Control, second edition, Center of Excellence SDC, 2024): for each sensitive cell the cheapest *other* set
of counts is sought that fits all that is published and in which that cell is not small. The cells in which the two
sets differ are hidden. Nobody who sees what is published can tell which of the two it is, even knowing the threshold,
that hidden cells are not zero, and how the hiding was done.

All tables of a report are protected together, since they share totals: a cell is known by what it counts, and is here
once, however many tables show it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

import numpy as np
import scipy.optimize
import scipy.sparse

#: Fewer than this is small. Counts of 1 and 2 are unsafe in a table, and 3 and 4 too where areas are small or the
#: subject is sensitive, as supervision by probation is: Office for National Statistics, "Review of the dissemination
#: of health statistics: confidentiality guidance" (2006).
THRESHOLD: Final = 5

Key: TypeAlias = frozenset[tuple[str, str]]
"""What a cell counts: pairs of dimension and value that all hold. The empty one counts everything."""

_MOVED: Final = 1e-6  # less is what the solver leaves of a cell that stays as it is
_NEAR: Final = 16  # rows among which other counts are sought first
_WIDER: Final = 4  # times as many rows are next


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`."""

    total: Key
    parts: tuple[Key, ...]


def hide(
    counts: Mapping[Key, int], sensitive: Collection[Key], sums: Sequence[Sum], rows: Sequence[str]
) -> frozenset[Key]:
    """Chooses the cells to hide.

    Args:
        counts: Every cell that would be published, totals too; 0 or more.
        sensitive: The cells that must not be known, each above 0. Those of `THRESHOLD` or more (many contacts of few
            people) are protected by an uncertainty of `THRESHOLD`.
        sums: How the cells add up; each key is in `counts`.
        rows: The dimensions that are rows of tables.

    Returns:
        The sensitive cells, and the others that must be hidden with them.

    >>> north, south, both = (frozenset(pairs) for pairs in ([("region", "N")], [("region", "S")], []))
    >>> hidden = hide({north: 3, south: 40, both: 43}, [north], [Sum(both, (north, south))], ["region"])
    >>> hidden == {north, south}
    True
    """
    search = _Search(counts, sums, rows)
    hidden = set(sensitive)
    needs = {key: _need(counts[key]) for key in sensitive}
    protected: set[Key] = set()
    for key in sorted(sensitive, key=lambda key: (-needs[key], sorted(key))):
        if key not in protected:
            moved = search.other_counts(key, needs[key], hidden)
            hidden.update(moved)
            protected.update(one for one, by in moved.items() if one in needs and by >= needs[one] - _MOVED)
    return frozenset(hidden)


def _need(count: int) -> int:
    """By how much a sensitive cell must be able to be larger, for all that is published."""
    return THRESHOLD - count if count < THRESHOLD else THRESHOLD


@dataclass(frozen=True, slots=True)
class _Place:
    """Cells among which other counts are sought: those of the rows from `first` to before `end` of a dimension."""

    dimension: str
    first: int
    end: int
    columns: frozenset[str] | None
    """Only cells that tell apart by just these dimensions, which are those of one table; None: of all tables."""


class _Search:
    """Looks for other counts near a cell first: in some rows of its table, in those rows of all tables, in more rows.

    To look near suffices mostly, and takes the same time however many rows there are. What is found near holds
    everywhere, since all other cells keep their counts.
    """

    def __init__(self, counts: Mapping[Key, int], sums: Sequence[Sum], rows: Sequence[str]) -> None:
        self._counts = counts
        self._uses: dict[Key, list[tuple[int, float]]] = defaultdict(list)
        for at, each in enumerate(sums):
            self._uses[each.total].append((at, -1.0))
            for key in each.parts:
                self._uses[key].append((at, 1.0))
        self._of_row: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key in self._uses:
            for pair in key:
                if pair[0] in rows:
                    self._of_row[pair].append(key)
        self._rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in sorted(self._of_row):
            self._rows[pair[0]].append(pair)
        self._place_in = {pair: at for pairs in self._rows.values() for at, pair in enumerate(pairs)}
        self._cells_before: dict[tuple[str, frozenset[str] | None], list[int]] = {}
        self._systems: dict[_Place | None, _System] = {}

    def other_counts(self, key: Key, need: int, hidden: Collection[Key]) -> Mapping[Key, float]:
        """The cells that change, and by how much, so that `key` is larger by `need`."""
        if key not in self._uses:
            return {}
        for place in (*self._near(key), None):
            if place not in self._systems:
                self._systems[place] = self._system(place)
            found = self._systems[place].other_counts(key, need, hidden)
            if found is not None:
                return found
        raise RuntimeError("small numbers could not be protected; please report it")

    def _near(self, key: Key) -> Sequence[_Place]:
        """Places around `key`, those of few cells first."""
        places = []
        table = frozenset(dimension for dimension, _ in key)
        for pair in sorted(pair for pair in key if pair in self._place_in):
            width = _NEAR
            places += [self._place(pair, width, table), self._place(pair, width, None)]
            while width < len(self._rows[pair[0]]):
                width *= _WIDER
                places.append(self._place(pair, width, None))
        return sorted(places, key=self._size)

    def _size(self, place: _Place) -> int:
        of = place.dimension, place.columns
        if of not in self._cells_before:
            sizes = [sum(1 for _ in self._cells(pair, place.columns)) for pair in self._rows[place.dimension]]
            self._cells_before[of] = [0, *accumulate(sizes)]
        return self._cells_before[of][place.end] - self._cells_before[of][place.first]

    def _cells(self, pair: tuple[str, str], columns: frozenset[str] | None) -> Iterator[Key]:
        """The cells of a row."""
        for key in self._of_row[pair]:
            if columns is None or {dimension for dimension, _ in key} == columns:
                yield key

    def _place(self, pair: tuple[str, str], width: int, columns: frozenset[str] | None) -> _Place:
        first = self._place_in[pair] // width * width
        return _Place(pair[0], first, min(first + width, len(self._rows[pair[0]])), columns)

    def _system(self, place: _Place | None) -> _System:
        """The cells of the place; None: all cells."""
        free: Iterable[Key] = self._uses
        if place is not None:
            rows = self._rows[place.dimension][place.first : place.end]
            free = {key for pair in rows for key in self._cells(pair, place.columns)}
        keys = sorted((key for key in free if self._counts[key] > 0), key=sorted)
        return _System([(key, self._counts[key], self._uses[key]) for key in keys])


class _System:
    """Sums as a linear system in which some cells may change and all others keep their counts."""

    def __init__(self, cells: Sequence[tuple[Key, int, Sequence[tuple[int, float]]]]) -> None:
        """Takes cells that may change, each with its count above 0 and, with its sign, each sum that it is in."""
        self._keys = [key for key, _, _ in cells]
        self._index = {key: at for at, key in enumerate(self._keys)}
        # To hide a total costs all tables that show it, a large cell more than a small one.
        self._costs = np.array([len(uses) ** 2 * (1 + math.log2(1 + count)) for _, count, uses in cells])
        self._down = np.array([count - 1.0 for _, count, _ in cells])
        rows: dict[int, int] = {}
        entries = [
            (sign, rows.setdefault(at, len(rows)), column)
            for column, (_, _, uses) in enumerate(cells)
            for at, sign in uses
        ]
        signs, at_rows, at_columns = zip(*entries, strict=True)
        one_way = scipy.sparse.csr_array((signs, (at_rows, at_columns)), shape=(len(rows), len(cells)))
        self._equations = scipy.optimize.LinearConstraint(scipy.sparse.hstack([one_way, -one_way], format="csr"), 0, 0)

    def other_counts(self, key: Key, need: int, hidden: Collection[Key]) -> dict[Key, float] | None:
        """The cheapest way for `key` to be larger by `need`: which cells change by how much. None: there is none."""
        size = len(self._keys)
        costs = np.array([1e-3 if one in hidden else cost for one, cost in zip(self._keys, self._costs, strict=True)])
        # Each cell may go up by any number, or down as far as 1: hidden cells are not zero, and that is known.
        low = np.zeros(2 * size)
        high = np.concatenate([np.full(size, np.inf), self._down])
        at = self._index[key]
        low[at] = high[at] = need
        high[size + at] = 0
        found = scipy.optimize.milp(
            np.concatenate([costs, costs]),
            constraints=self._equations,
            bounds=scipy.optimize.Bounds(low, high),
            options={"presolve": False},  # it would take longer than the rest
        )
        if not found.success:
            return None
        change = found.x[:size] - found.x[size:]
        return {self._keys[at]: float(change[at]) for at in np.flatnonzero(np.abs(change) > _MOVED)}
