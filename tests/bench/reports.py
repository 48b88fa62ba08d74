"""Prints how long a report takes and how much memory it needs: `python tests/bench/reports.py [DECISIONS]`.

A million decisions unless said, then a thousand for each of 300 and 1,200 teams, which have many small numbers. The
frame is written to a file first, and read by a process of its own for each report.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

_REPORT = """
import resource, sys, time
import polars as pl
from blended_supervision.report import Report

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

frame = pl.read_parquet(sys.argv[1])
print(f"{frame.height:>12,} decisions")
print(f"{frame.estimated_size() / 2**20:>12,.0f} MiB as a frame of {len(frame.columns)} columns")
print(f"{peak():>12,.0f} MiB peak of the process once it is read")
clock = time.perf_counter()
teams = None
if "who" in frame.columns:
    names = frame["who"].unique().sort()
    teams = {who: f"Team {at % int(sys.argv[3])}" for at, who in enumerate(names)}
report = Report(frame, by=sys.argv[2], teams=teams)
print(f"{time.perf_counter() - clock:>12.1f} s for {len(report.tables)} tables by {sys.argv[2]}, small numbers hidden")
clock = time.perf_counter()
report.to_html(sys.argv[1] + ".html")
report.to_csv(sys.argv[1] + ".csv")
print(f"{time.perf_counter() - clock:>12.1f} s for the page and the CSV")
print(f"{peak():>12,.0f} MiB peak of the process")
"""


def main() -> None:
    """Makes the frame and runs the reports."""
    from blended_supervision.sample.decisions import decisions

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.parquet"
        decisions(people=max(1, size // 4), each=4.0 if size > 3 else 1.0).write_parquet(path)
        for by in ("region", "month"):
            subprocess.run([sys.executable, "-c", _REPORT, str(path), by], check=True)
        for teams in (300, 1200):
            print(f"{teams:>12,} teams")
            decisions(people=250 * teams, who=True).write_parquet(path)
            subprocess.run([sys.executable, "-c", _REPORT, str(path), "team", str(teams)], check=True)


if __name__ == "__main__":
    main()
