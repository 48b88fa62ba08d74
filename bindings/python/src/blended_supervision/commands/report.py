"""`report`: what recorded decisions say, as a page and as CSV."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

import blended_supervision as bs
from blended_supervision.commands.advise import day
from blended_supervision.commands.exits import Exit
from blended_supervision.commands.files import see_that_it_can_be_a_folder, see_that_they_can_be_written
from blended_supervision.commands.packs import add_language

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "report",
        help="a report on recorded decisions, as a page and as CSV",
        description="Counts the decisions of a trail: how practitioners use discretion, how technology does, and what "
        "goes with which mode. Numbers that concern fewer than five people are hidden. Leaves one EXPORT in the trail.",
        allow_abbrev=False,
    )
    parser.add_argument("--trail", metavar="FILE", required=True, help="the trail whose decisions are counted")
    parser.add_argument("--key-file", metavar="FILE", help="the trail's keys (its FILE.key)")
    parser.add_argument("--by", metavar="WHO", required=True, help="who makes the report")
    parser.add_argument(
        "--recipients", metavar="WHO", nargs="+", help="who gets it, for the EXPORT (who makes the report)"
    )
    parser.add_argument("--scope", metavar="WORDS", help="what it is, for the EXPORT (what it is by, and the period)")
    parser.add_argument(
        "--group", metavar="WHAT", default="region", help="region, role, tier, risk, phase, month, mode"
    )
    parser.add_argument("--since", metavar="DAY", type=day, help="first day of decisions (the first)")
    parser.add_argument("--until", metavar="DAY", type=day, help="last day of decisions (the last)")
    parser.add_argument("--title", help="its heading")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the page, HTML")
    add_language(parser)
    parser.add_argument("--policy", metavar="PACK", help="whose labels are shown: an id or a file (the shipped pack)")
    parser.add_argument("--csv", metavar="FOLDER", type=Path, help="write each table as CSV too")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> Exit:
    see_that_they_can_be_written(given.out)  # before an EXPORT is left
    see_that_it_can_be_a_folder(given.csv)
    with bs.Trail.open(given.trail, by=given.by, key_file=given.key_file) as trail:
        report = bs.Report(
            trail,
            by=given.group,
            since=given.since,
            until=given.until,
            title=given.title,
            recipients=given.recipients,
            scope=given.scope,
            policy=bs.Policy.load(given.policy) if given.policy else None,
            lang=given.lang,
            threads=min(os.cpu_count() or 1, 64),
            progress=True,
        )
    report.to_html(given.out)
    if given.csv:
        report.to_csv(given.csv)
    return Exit.DONE
