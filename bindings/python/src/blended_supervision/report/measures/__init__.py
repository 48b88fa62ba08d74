"""The measures of a report, a file each, in the order of the page. A new one is a file here, and its name below."""

from __future__ import annotations

from typing import Final

from blended_supervision.report.measure import Measure
from blended_supervision.report.measures import (
    access,
    agreement,
    approvals,
    attendance,
    in_person_again,
    modes_advised,
    modes_used,
    outside,
    promises,
    reasons,
    right_mode,
    risk_information,
    standing,
    technical,
)

MEASURES: Final[tuple[Measure, ...]] = (
    agreement.MEASURE,
    reasons.MEASURE,
    approvals.MEASURE,
    outside.MEASURE,
    modes_advised.MEASURE,
    modes_used.MEASURE,
    attendance.MEASURE,
    technical.MEASURE,
    risk_information.MEASURE,
    right_mode.MEASURE,
    in_person_again.MEASURE,
    promises.MEASURE,
    standing.HOME_VISITS,
    standing.CADENCE,
    access.AGREEMENT,
    access.ATTENDANCE,
    access.TECHNICAL,
)
