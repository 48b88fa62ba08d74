"""`advise`: on one contact of each case, as text or JSON lines, in the order of the input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import blended_supervision as bs
from blended_supervision.base.progress import ProgressBar
from blended_supervision.commands import terminal
from blended_supervision.commands.exits import Exit, complain

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def day(text: str) -> date:
    """A day of the command line.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2026-11-30") from None


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "advise",
        help="advise on one contact of each case",
        description="Advises on one contact of each case, in the order of the input. Nothing is recorded. A case that "
        "cannot be read is named on standard error and has no advice; the others are done, and the end is 3.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--policy",
        metavar="PACK",
        action="append",
        required=True,
        help="national pack: the id of a shipped one, with its regions, or a file; may be repeated, for its versions "
        "by date and for overlays",
    )
    parser.add_argument(
        "--overlay", metavar="PACK", action="append", default=[], help="overlay, a file; may be repeated"
    )
    parser.add_argument(
        "--exceptional", metavar="ID", action="append", default=[], help="shipped exceptional delivery model"
    )
    parser.add_argument(
        "--mapping", metavar="MAPPING", required=True, help="how payloads are read: the id of a shipped one, or a file"
    )
    parser.add_argument("--as-of", metavar="DAY", type=day, help="the day on which all this is known (today)")
    parser.add_argument(
        "--contact", metavar="FILE", type=Path, help="the contact, JSON (the payload's next appointment)"
    )
    parser.add_argument("--answers", metavar="FILE", type=Path, help="answers, approvals and safeguards done, JSON")
    parser.add_argument("--region", help="where the contact names none (the nation alone)")
    parser.add_argument("--lang", choices=["en", "cy"], default="en", help="English (en) or Welsh")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="one JSON object a line instead of text")
    shown.add_argument("--all", action="store_true", help="all modes with their limits, and all else in the text")
    parser.add_argument("payload", nargs="+", help="files, one case each; - reads JSON lines from standard input")
    parser.set_defaults(run=_run)


class _Unreadable(bs.NotFoundError):
    """A file of the command line."""


def _payloads(names: list[str]) -> Iterator[tuple[str, bytes | _Unreadable]]:
    for name in names:
        if name == "-":
            lines = enumerate(sys.stdin.buffer, start=1)
            yield from ((f"-:{number}", line.rstrip(b"\n")) for number, line in lines if line.strip())
            continue
        try:
            yield name, Path(name).read_bytes()
        except OSError as fault:
            yield name, _Unreadable(f"{fault.strerror}; check the path")


def _print(name: str, advice: bs.Advice, given: argparse.Namespace, *, first: bool) -> None:
    if given.json:
        print(advice.json_text())
        return
    width, colour = terminal.width(), terminal.wants_colour()
    if not first:
        print(f"\n{'─' * width}\n")
    bold, plain = ("\033[1m", "\033[0m") if colour else ("", "")
    print(f"{bold}{name}{plain}\n\n{advice.text(width=width, colour=colour, everything=given.all)}", end="")


def _run(given: argparse.Namespace) -> Exit:
    policy = bs.Policy.load(*given.policy, *given.overlay, exceptional=given.exceptional)
    mapping = bs.Mapping.load(given.mapping)
    contact = given.contact.read_bytes() if given.contact else None
    answers = given.answers.read_bytes() if given.answers else None
    known = {"contact": contact, "answers": answers, "region": given.region, "as_of": given.as_of, "lang": given.lang}
    cases = len(given.payload) if "-" not in given.payload else None
    bar = ProgressBar("cases")
    status, first = Exit.DONE, True
    for done, (name, payload) in enumerate(_payloads(given.payload), start=1):
        bar.show(done, cases)
        try:
            if isinstance(payload, _Unreadable):
                raise payload
            advice = policy.advise(payload, mapping=mapping, **known)
        except bs.BlendedSupervisionError as error:
            bar.clear()
            status = max(status, complain(name, error))
            continue
        _print(name, advice, given, first=first)
        first = False
    bar.clear()
    return status
