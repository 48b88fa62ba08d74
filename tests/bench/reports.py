"""Prints how long a report takes and how much memory it needs: `python tests/bench/reports.py [SIZE]`.

First of a trail of SIZE records, a million unless said, beside hashing the trail's file; it needs
build/release/bench/make/long_trail, and 8 GB of disk under build. Then of a frame of as many decisions, then of a
thousand for each of 300 and 1,200 teams, which have many small numbers. Each report is made by a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONG_TRAIL = ROOT / "build/release/bench/make/long_trail"

_OF_A_TRAIL = """
import hashlib, os, resource, sys, time
import blended_supervision as bs

def floor():
    clock = time.perf_counter()
    with open(sys.argv[1], "rb") as file:
        hashlib.file_digest(file, "sha256")
    return time.perf_counter() - clock

floor()  # so that both find the file in memory, if it has room
hashing = floor()
clock = time.perf_counter()
read = [0]
with bs.Trail.open(sys.argv[1], by="a.analyst") as trail:
    records = int(trail.head().split("\\n")[1])
    report = bs.Report(
        trail, by="region", threads=min(os.cpu_count() or 1, 64), progress=lambda done, of: read.__setitem__(0, done)
    )
report.to_html(sys.argv[1] + ".html")
taken = time.perf_counter() - clock
print(f"{records:>12,} records of a trail, {read[0]:,} decisions")
print(f"{taken:>12.1f} s to read them on all cores, for {len(report.tables)} tables and the page")
size = sum(os.path.getsize(sys.argv[1] + end) for end in ("", "-wal") if os.path.exists(sys.argv[1] + end))
print(f"{taken / hashing:>12.1f} times hashing the trail's file of {size / 2**20:,.0f} MiB")
print(f"{size / records:>12,.0f} bytes a record, all told")
clock = time.perf_counter()
with bs.Trail.open(sys.argv[1], by="a.analyst") as trail:
    assert trail.verify().ok
print(f"{time.perf_counter() - clock:>12.1f} s to verify them with the keys")
print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MiB peak of the process")
"""

_OF_A_FRAME = """
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


def of_a_trail(records: int) -> None:
    """Makes a trail that long out of a sample, and a report on it."""
    from blended_supervision import sample

    if not LONG_TRAIL.exists():
        print(f"{LONG_TRAIL} is not built: cmake --preset release -DBSUP_BENCH=ON && cmake --build --preset release")
        return
    # Not in the system's folder for temporary files, which often lies in memory.
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        short, path = f"{folder}/short", f"{folder}/long"
        sample.trail(short, people=300)
        subprocess.run([str(LONG_TRAIL), short, path, str(records)], check=True)
        subprocess.run([sys.executable, "-c", _OF_A_TRAIL, path], check=True)


def of_frames(size: int) -> None:
    """Makes frames, and reports on them."""
    from blended_supervision.sample.decisions import decisions

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.parquet"
        decisions(people=max(1, size // 4), each=4.0 if size > 3 else 1.0).write_parquet(path)
        for by in ("region", "month"):
            subprocess.run([sys.executable, "-c", _OF_A_FRAME, str(path), by], check=True)
        for teams in (300, 1200):
            print(f"{teams:>12,} teams")
            decisions(people=250 * teams, who=True).write_parquet(path)
            subprocess.run([sys.executable, "-c", _OF_A_FRAME, str(path), "team", str(teams)], check=True)


def main() -> None:
    """Prints all of it."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    of_a_trail(size)
    of_frames(size)


if __name__ == "__main__":
    main()
