"""Reports on recorded decisions: tables, a page, CSV. See docs/report.md.

Needs `blended_supervision[report]`, which is Jinja2, polars and scipy.
"""

try:
    import jinja2 as _jinja2  # noqa: F401
    import polars as _polars  # noqa: F401
    import scipy.optimize as _optimize  # noqa: F401
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        f"reports need {missing.name}, which is not installed: pip install 'blended_supervision[report]'",
        name=missing.name,
    ) from None

from blended_supervision.report.report import Report
from blended_supervision.report.table import Mark, Share, Table

__all__ = ["Mark", "Report", "Share", "Table"]
