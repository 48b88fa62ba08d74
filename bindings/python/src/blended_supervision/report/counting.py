"""Plans become tables: decisions are counted, small numbers hidden in all tables at once, and rates taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from blended_supervision.base.words import Words
from blended_supervision.report.cells import sums_between
from blended_supervision.report.frame import Prepared
from blended_supervision.report.layout import Layout
from blended_supervision.report.plan import Plan
from blended_supervision.report.suppression import Key, hide
from blended_supervision.report.table import Table
from blended_supervision.report.tally import Counter


def count(prepared: Prepared, plans: Sequence[Plan], words: Words, *, suppress: bool) -> list[Table]:
    """Makes the tables.

    Args:
        prepared: The decisions.
        plans: What to make of them.
        words: Those of the report's language.
        suppress: Whether small numbers are hidden.
    """
    counter = Counter(prepared)
    layouts = [Layout(plan, prepared, counter, words) for plan in plans]
    cells = {key: tally for layout in layouts for key, tally in layout.cells.items()}
    hidden: frozenset[Key] = frozenset()
    if suppress:
        sums = list(chain.from_iterable(layout.sums() for layout in layouts))
        sums += sums_between(cells)
        small = [key for key, tally in cells.items() if tally.small]
        rows = sorted({row for plan in plans for row in plan.rows})
        hidden = hide({key: tally.count for key, tally in cells.items()}, small, sums, rows)
    return [layout.table(hidden) for layout in layouts]
