"""Advice on the mode of a probation contact, and a verifiable trail of it.

    >>> from datetime import date
    >>> import blended_supervision as bs
    >>> policy = bs.Policy.load("england-wales", region="Kent, Surrey and Sussex", as_of=date(2026, 11, 23))
    >>> advice = policy.advise({"crn": "X000001"}, mapping="ndelius", answers={"contact.private_place": True})
    >>> advice.lead, str(advice.firmness)
    ('office', 'recommended')

The engine is the shared library that products load, bound by its public interface; policies, mappings and advice never
change and may be used from many threads. The shipped packs are illustrations, not official policy.
"""

from typing import TYPE_CHECKING

from blended_supervision import spark
from blended_supervision._native import version as __version__
from blended_supervision.base.given import Json, Language
from blended_supervision.base.progress import Progress
from blended_supervision.core.advice import (
    Advice,
    Band,
    FactValue,
    Firmness,
    Mode,
    Notice,
    Permission,
    Question,
    WhyNotLead,
)
from blended_supervision.core.mapping import Mapping
from blended_supervision.core.mapping_check import MappingCheck
from blended_supervision.core.policy import Policy
from blended_supervision.core.records import Kind, Receipt
from blended_supervision.core.trail import Trail
from blended_supervision.core.verification import Verdict, Verification, verify
from blended_supervision.errors import (
    BlendedSupervisionError,
    BusyError,
    ErasedError,
    InternalError,
    KeyRefusedError,
    MappingError,
    NotFoundError,
    PayloadError,
    PolicyError,
    Problem,
    ReplayError,
    StorageError,
    TamperedError,
    TrailError,
    UsageError,
)
from blended_supervision.frames.frame import Frame
from blended_supervision.policy_change.comparison import Comparison
from blended_supervision.policy_change.difference import Bearing, Change, Difference
from blended_supervision.policy_change.policy import Selection
from blended_supervision.transparency.record import Atrs, IncompleteError, Open, atrs

if TYPE_CHECKING:
    from blended_supervision.policy_change.impact import Impact
    from blended_supervision.report import Report

__all__ = [
    "Advice",
    "Atrs",
    "Band",
    "Bearing",
    "BlendedSupervisionError",
    "BusyError",
    "Change",
    "Comparison",
    "Difference",
    "ErasedError",
    "FactValue",
    "Firmness",
    "Frame",
    "Impact",
    "IncompleteError",
    "InternalError",
    "Json",
    "KeyRefusedError",
    "Kind",
    "Language",
    "Mapping",
    "MappingCheck",
    "MappingError",
    "Mode",
    "NotFoundError",
    "Notice",
    "Open",
    "PayloadError",
    "Permission",
    "Policy",
    "PolicyError",
    "Problem",
    "Progress",
    "Question",
    "Receipt",
    "ReplayError",
    "Report",
    "Selection",
    "StorageError",
    "TamperedError",
    "Trail",
    "TrailError",
    "UsageError",
    "Verdict",
    "Verification",
    "WhyNotLead",
    "__version__",
    "atrs",
    "spark",
    "verify",
]


def __getattr__(name: str) -> object:
    # What needs polars, which is needed for reports only.
    if name == "Report":
        from blended_supervision.report import Report

        return Report
    if name == "Impact":
        from blended_supervision.policy_change.impact import Impact

        return Impact
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
