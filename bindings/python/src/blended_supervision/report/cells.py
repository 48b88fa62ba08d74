"""What a cell counts: its one name in all tables, and how cells of different tables add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from blended_supervision.report.dimension import NO_OUTCOME, TO_COME
from blended_supervision.report.measure import Cell
from blended_supervision.report.measures import MEASURES
from blended_supervision.report.suppression import Key, Sum

_SAME: Final = {cell: name for measure in MEASURES for cell, name in measure.same.items()}
_IMPLIED: Final = {dimension: cell for measure in MEASURES for dimension, cell in measure.implied.items()}
_COARSER: Final = list(chain.from_iterable(measure.coarser for measure in MEASURES))
_DIAGONALS: Final = [measure.diagonal for measure in MEASURES if measure.diagonal is not None]


def canonical(pairs: Iterable[Cell]) -> Key:
    """The one name of what is counted: where two dimensions say the same thing, one of them says it.

    >>> canonical([("advised", "no lead")]) == canonical([("agreement", "no lead")])
    True
    """
    pairs = list(pairs)
    implied = {_IMPLIED[dimension] for dimension, _ in pairs if dimension in _IMPLIED}
    same = set()
    for pair in pairs:
        if pair in implied:
            continue
        # Where there is no outcome, there is none whatever is asked of it.
        same.add(("attendance", pair[1]) if pair[1] in (NO_OUTCOME, TO_COME) else _SAME.get(pair, pair))
    held = dict(same)
    for one, other, name in _DIAGONALS:
        if one in held and held[one] == held.get(other):
            same = (same - {(one, held[one])}) | {name}
    return frozenset(same)


def sums_between(cells: Collection[Key]) -> Iterator[Sum]:
    """How cells of different tables add up, where one dimension is a coarser form of another."""
    finer: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in cells:
        for pair in key:
            finer[key - {pair}, pair[0]].append(key)

    def parts(rest: Key, dimension: str, values: Sequence[str]) -> tuple[Key, ...]:
        return tuple(key for key in finer[rest, dimension] if any((dimension, value) in key for value in values))

    for key in cells:
        for coarse in _COARSER:
            if coarse.cell in key:
                rest = key - {coarse.cell}
                if finer[rest, coarse.dimension]:
                    yield Sum(key, parts(rest, coarse.dimension, coarse.values))
    # A cell of a diagonal is one of its values or another.
    for _, other, name in _DIAGONALS:
        whole = frozenset({name})
        same = [key for key in cells if key > whole and {dimension for dimension, _ in key} == {name[0], other}]
        if whole in cells and same:
            yield Sum(whole, tuple(same))
