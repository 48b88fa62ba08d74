"""`compare`: what differs between two policies."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from blended_supervision.commands.exits import Exit
from blended_supervision.commands.files import see_that_they_can_be_written
from blended_supervision.commands.packs import add_language, add_other, add_packs, compared

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "compare",
        help="what differs between two policies, rule by rule",
        description="Prints a line for each rule that was added, removed or changed. Ends with 0 where nothing differs "
        "and with 1 where something does, as diff does.",
        allow_abbrev=False,
    )
    add_packs(parser)
    add_other(parser)
    parser.add_argument("--json", action="store_true", help="JSON lines, one for each place that differs")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write a page of HTML too")
    add_language(parser)
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> Exit:
    see_that_they_can_be_written(given.out)
    change = compared(given)
    if given.json:
        for row in change.rows():
            print(json.dumps(row, ensure_ascii=False))
    else:
        print(change.text(given.lang))
    if given.out:
        change.to_html(given.out, given.lang)
    return Exit.DONE if change.same else Exit.DIFFERS
