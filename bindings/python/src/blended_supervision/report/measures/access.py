"""How people with access needs fare: agreement, attendance and technology by need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from blended_supervision.report.measure import Measure
from blended_supervision.report.measures import agreement, attendance, technical
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import Planner, Rate


def _measure(of: Measure, rates: Sequence[Rate]) -> Measure:
    def tables(plan: Planner) -> Iterator[Plan]:
        assert of.answer is not None
        return plan.by_need(plan.words(f"access.{of.id}"), of.answer.id, rates)

    return Measure(id=f"access-{of.id}", section="access", group=of.group, tables=tables)


AGREEMENT: Final = _measure(agreement.MEASURE, agreement.RATES)
ATTENDANCE: Final = _measure(attendance.MEASURE, attendance.RATES)
TECHNICAL: Final = _measure(technical.MEASURE, technical.RATES)
