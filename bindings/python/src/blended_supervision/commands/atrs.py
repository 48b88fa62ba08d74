"""`atrs`: a draft of the record that tells the public about the tool."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import blended_supervision as bs
from blended_supervision.base.progress import ProgressBar
from blended_supervision.commands.exits import Exit
from blended_supervision.commands.files import ending_in, see_that_they_can_be_written, text_of
from blended_supervision.commands.packs import add_packs, selected

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "atrs",
        help="draft an algorithmic transparency record",
        description="Drafts a record of the Algorithmic Transparency Recording Standard from a policy, and from a "
        "trail where one is given. What only people can say stays open, and is listed on standard error.",
        allow_abbrev=False,
    )
    add_packs(parser)
    parser.add_argument("--trail", metavar="FILE", help="count its advices and decisions; leaves no record in it")
    parser.add_argument("--key-file", metavar="FILE", help="the trail's keys (its FILE.key)")
    parser.add_argument("--by", metavar="WHO", help="who uses the trail; needed with --trail")
    parser.add_argument("--answers", metavar="FILE", type=Path, help="JSON: field names, and what people say")
    parser.add_argument("--strict", action="store_true", help="end with 3 while anything is open")
    parser.add_argument(
        "--out", metavar="FILE", type=ending_in(".html", ".md"), help=".html or .md (Markdown on standard output)"
    )
    parser.set_defaults(run=_run, refuse=parser.error)


def _run(given: argparse.Namespace) -> Exit:
    if given.trail and not given.by:
        given.refuse("--trail needs --by: who uses the trail")
    see_that_they_can_be_written(given.out)
    record = _record(given)
    if given.out is None:
        print(record.to_markdown())
    elif given.out.suffix.lower() == ".html":
        record.to_html(given.out)
    else:
        given.out.write_text(record.to_markdown(), encoding="utf-8", newline="\n")
    sys.stdout.flush()
    for field, who in record.open:
        print(f"still open: {field}: {who}", file=sys.stderr)
    return Exit.DONE


def _record(given: argparse.Namespace) -> bs.Atrs:
    policy = selected(given)
    answers = _answers(given.answers) if given.answers else None
    if given.trail is None:
        return bs.atrs(policy, answers=answers, strict=given.strict)
    bar = ProgressBar("records", alone=True)
    with bs.Trail.open(given.trail, by=given.by, key_file=given.key_file) as trail:
        try:
            return bs.atrs(policy, trail, answers=answers, strict=given.strict, progress=bar.show)
        finally:
            bar.clear()


def _answers(path: Path) -> dict[str, str]:
    try:
        answers = json.loads(text_of(path))
    except json.JSONDecodeError as fault:
        raise bs.PayloadError(f"{path}:{fault.lineno}:{fault.colno}: not valid JSON: {fault.msg}") from None
    if not isinstance(answers, dict):
        raise bs.PayloadError(f"{path}: the answers are an object: field names, and what people say")
    return answers
