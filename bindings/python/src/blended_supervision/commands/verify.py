"""`verify`: a trail from its files."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import blended_supervision as bs
from blended_supervision.base.progress import ProgressBar
from blended_supervision.commands.exits import Exit
from blended_supervision.commands.files import text_of

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "verify",
        help="check a whole trail from its files",
        description="Checks every record of a trail against its signed head. Ends with 0 where it is intact or erased "
        "in part on record, with 1 where it is not what its proof says, with 4 where records stand behind the head, "
        "with 6 where nothing that was named vouches for it.",
        allow_abbrev=False,
    )
    parser.add_argument("--trail", metavar="FILE", required=True, help="the trail to be checked")
    parser.add_argument("--key-file", metavar="FILE", help="the trail's keys (its FILE.key, if it is there)")
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument("--vkey", metavar="KEY", help="its verifier key, from outside")
    keys.add_argument("--vkey-file", metavar="FILE", type=Path, help="a file with it")
    parser.add_argument("--known-head", metavar="FILE", type=Path, help="a checkpoint that was kept elsewhere")
    parser.add_argument(
        "--witness", metavar="KEY", action="append", default=[], help="verifier key of a witness; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="the whole report")
    parser.set_defaults(run=_run)


def _status(verification: bs.Verification) -> Exit:
    if verification.ok:
        return Exit.DONE
    faults = {
        bs.Verdict.UNSIGNED_TAIL: Exit.UNSIGNED_TAIL,
        bs.Verdict.UNREADABLE: Exit.BAD_INPUT,
        bs.Verdict.NOT_VOUCHED_FOR: Exit.NOT_VOUCHED_FOR,
    }
    return faults.get(verification.verdict, Exit.NOT_SOUND)


def _run(given: argparse.Namespace) -> Exit:
    bar = ProgressBar("records", alone=True)
    verification = bs.verify(
        given.trail,
        vkey=text_of(given.vkey_file).strip() if given.vkey_file else given.vkey,
        known_head=None if given.known_head is None else text_of(given.known_head),
        key_file=given.key_file,
        witnesses=given.witness,
        progress=bar.show,
    )
    bar.clear()
    report = verification.report
    if given.json:
        print(json.dumps(report, ensure_ascii=False, separators=(",", ":")))
        return _status(verification)
    print(f"{given.trail}: {verification.verdict}")
    if report["first_bad"] is not None:
        print(f"first bad record: no. {report['first_bad']}")
    print(report["why"])
    return _status(verification)
