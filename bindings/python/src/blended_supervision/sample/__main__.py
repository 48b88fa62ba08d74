"""`python -m blended_supervision.sample FILE`: a year of trail about people who do not exist."""

from __future__ import annotations

import argparse
import signal
import sys

from blended_supervision import sample
from blended_supervision.base.progress import progress_of
from blended_supervision.commands.advise import day
from blended_supervision.commands.exits import Exit, complain
from blended_supervision.errors import BlendedSupervisionError


def main() -> Exit:
    """Makes it, as the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m blended_supervision.sample",
        description="Makes a trail of a year about people who do not exist: advice, decisions, approvals and what came "
        "of it. Nothing can be learned from it; it is there to try reports on.",
        allow_abbrev=False,
    )
    parser.add_argument("path", metavar="FILE", help="where it is made; nothing may be there. Its keys are FILE.key")
    parser.add_argument("--people", metavar="NUMBER", type=int, default=100, help="how many at a time (100)")
    parser.add_argument(
        "--seed", metavar="NUMBER", type=int, default=2026, help="which people, of all that could be (2026)"
    )
    parser.add_argument("--until", metavar="DAY", type=day, help="its last day (today)")
    given = parser.parse_args()
    try:
        with progress_of(True, "days") as tell:
            sample.trail(given.path, people=given.people, seed=given.seed, until=given.until, progress=tell)
    except BlendedSupervisionError as error:
        return complain("", error)
    return Exit.DONE


signal.signal(signal.SIGINT, signal.SIG_DFL)  # at once, also within the library
sys.exit(main())
