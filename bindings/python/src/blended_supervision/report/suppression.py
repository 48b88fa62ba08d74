"""Small numbers hidden so that they stay hidden: cell suppression over linked tables.

A cell is *sensitive* where it is small. Hiding it alone is not enough: a total less the cells that are shown gives it
back. So other cells are hidden with it, by the linear-programming method of Kelly, Golden and Assad ("Cell
suppression: disclosure protection for sensitive tabular data", Networks 22, 1992; see the Handbook on Statistical
Disclosure Control, second edition, Center of Excellence SDC, 2024): for each sensitive cell the cheapest *other* set
of counts is sought that fits all that is published and in which that cell is not small. The cells in which the two
sets differ are hidden. Whoever sees what is published cannot tell which of the two it is, even knowing the threshold,
that hidden cells are not zero, and how the hiding was done.

All tables of a report are protected together, since they share totals: a cell is known by what it counts, and is here
once, however many tables show it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`. Sums of one `group` are looked at together first: tables with the same rows."""

    total: Key
    parts: tuple[Key, ...]
    group: str


def hide(counts: Mapping[Key, int], sensitive: Collection[Key], sums: Sequence[Sum]) -> frozenset[Key]:
    """Chooses the cells to hide.

    Args:
        counts: every cell that would be published, totals too; 0 or more.
        sensitive: the cells that must not be known, each above 0. Those of `THRESHOLD` or more (many contacts of few
            people) are protected by an uncertainty of `THRESHOLD`.
        sums: how the cells add up; each key is in `counts`.

    Returns:
        The sensitive cells, and the others that must be hidden with them.

    >>> north, south, both = (frozenset({("region", name)}) for name in ("north", "south", "both"))
    >>> hidden = hide({north: 3, south: 40, both: 43}, [north], [Sum(both, (north, south), "region")])
    >>> hidden == {north, south}
    True
    """
    groups: dict[str, list[Sum]] = defaultdict(list)
    for each in sums:
        groups[each.group].append(each)
    uses: dict[Key, set[str]] = defaultdict(set)
    for each in sums:
        for key in (each.total, *each.parts):
            uses[key].add(each.group)
    systems = {
        name: _System(counts, own, frozenset(key for key, used in uses.items() if used != {name}))
        for name, own in groups.items()
    }
    whole = _System(counts, sums, frozenset())

    hidden = set(sensitive)
    needs = {key: _need(counts[key]) for key in sensitive}
    protected: set[Key] = set()
    for key in sorted(sensitive, key=lambda key: (-needs[key], sorted(key))):
        if key in protected or key not in uses:
            continue
        moved = None
        if len(uses[key]) == 1:
            moved = systems[next(iter(uses[key]))].other_counts(key, needs[key], hidden)
        if moved is None:
            moved = whole.other_counts(key, needs[key], hidden)
        if moved is None:
            raise RuntimeError("small numbers could not be protected; please report it")
        hidden.update(moved)
        protected.update(other for other, change in moved.items() if other in needs and change >= needs[other] - _MOVED)
    return frozenset(hidden)


def _need(count: int) -> int:
    """By how much a sensitive cell must be able to be larger, for all that is published."""
    return THRESHOLD - count if count < THRESHOLD else THRESHOLD


class _System:
    """Sums as a linear system; cells in `fixed` keep their counts."""

    def __init__(self, counts: Mapping[Key, int], sums: Sequence[Sum], fixed: frozenset[Key]) -> None:
        self._keys = sorted({key for each in sums for key in (each.total, *each.parts)}, key=sorted)
        self._index = {key: at for at, key in enumerate(self._keys)}
        rows, columns, signs = [], [], []
        incidence = np.zeros(len(self._keys))
        for row, each in enumerate(sums):
            for key, sign in ((each.total, -1.0), *((part, 1.0) for part in each.parts)):
                rows.append(row)
                columns.append(self._index[key])
                signs.append(sign)
                incidence[self._index[key]] += 1
        one_way = scipy.sparse.csr_array((signs, (rows, columns)), shape=(len(sums), len(self._keys)))
        self._equations = scipy.sparse.hstack([one_way, -one_way], format="csr")
        values = np.array([counts[key] for key in self._keys], dtype=float)
        free = np.array([counts[key] > 0 and key not in fixed for key in self._keys])
        self._up = np.where(free, np.inf, 0.0)
        self._down = np.where(free, values - 1, 0.0)
        # To hide a total costs all tables that show it, a large cell more than a small one.
        self._costs = incidence**2 * (1 + np.array([math.log2(1 + value) for value in values]))

    def other_counts(self, key: Key, need: int, hidden: Collection[Key]) -> dict[Key, float] | None:
        """The cheapest way for `key` to be larger by `need`: which cells change by how much. None: there is none."""
        costs = self._costs.copy()
        for other in hidden:
            at = self._index.get(other)
            if at is not None:
                costs[at] = 1e-3
        at = self._index[key]
        low = np.zeros(2 * len(self._keys))
        high = np.concatenate([self._up, self._down])
        low[at] = high[at] = need
        high[len(self._keys) + at] = 0
        found = scipy.optimize.milp(
            np.concatenate([costs, costs]),
            constraints=scipy.optimize.LinearConstraint(self._equations, 0, 0),
            bounds=scipy.optimize.Bounds(low, high),
        )
        if not found.success:
            return None
        change = found.x[: len(self._keys)] - found.x[len(self._keys) :]
        return {self._keys[at]: float(change[at]) for at in np.flatnonzero(np.abs(change) > _MOVED)}
