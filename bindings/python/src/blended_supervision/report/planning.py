"""Which tables a report has."""

from __future__ import annotations

from collections.abc import Iterator

from blended_supervision.base.words import Words
from blended_supervision.report.frame import Prepared
from blended_supervision.report.measure import Measure
from blended_supervision.report.measures import MEASURES
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner


def plans(prepared: Prepared, words: Words, by: str) -> list[Plan]:
    """The tables for what the frame holds, in the order of the report.

    Args:
        prepared: The decisions.
        words: Those of the report's language.
        by: What tables are first broken down by.
    """
    there = set(prepared.data.columns)
    wanted = (by, "tier", "earlier tier", "risk", "phase", "region", "team" if "team" in there else "role", "month")
    breakdowns = [name for name in dict.fromkeys(wanted) if name in there]

    def of(measure: Measure) -> Iterator[Plan]:
        planner = Planner(
            measure=measure.id,
            group=measure.group,
            words=words,
            dimensions=prepared.dimensions,
            values={name: prepared.values(name) for name in there if name in prepared.dimensions},
            by=by,
            breakdowns=breakdowns,
            needs=tuple(prepared.needs),
            in_person=prepared.in_person,
        )
        yield from measure.tables(planner)

    measures = [each for each in MEASURES if each.answer is None or each.answer.id in prepared.dimensions]
    return [plan for measure in measures for plan in of(measure)]
