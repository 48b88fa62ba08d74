"""Policies of the command line, and where and when they are taken."""

from __future__ import annotations

import argparse
from datetime import date

import blended_supervision as bs
from blended_supervision.commands.advise import day


def add_packs(parser: argparse.ArgumentParser) -> None:
    """The packs, and for which region and day the policy is selected from them."""
    parser.add_argument(
        "packs",
        metavar="PACK",
        nargs="+",
        help="national pack: the id of a shipped one, with its regions, or a file; then overlays, files",
    )
    parser.add_argument("--region", help="id or code (the nation alone)")
    parser.add_argument("--as-of", metavar="DAY", type=day, help="a day on which the policy is in force (today)")


def add_other(parser: argparse.ArgumentParser) -> None:
    """The packs of the policy to be."""
    parser.add_argument("--with", metavar="PACK", dest="others", nargs="+", required=True, help="the new packs")
    parser.add_argument(
        "--with-as-of", metavar="DAY", type=day, help="a day on which the new policy is in force (that of --as-of)"
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """The language of what is printed, and of the page."""
    parser.add_argument("--lang", choices=["en", "cy"], default="en", help="English (en) or Welsh")


def selected(given: argparse.Namespace) -> bs.Policy:
    """The policy."""
    return _select(given.packs, given.region, given.as_of)


def compared(given: argparse.Namespace) -> bs.Comparison:
    """The policy beside the one to be."""
    return selected(given).compare(_select(given.others, given.region, given.with_as_of or given.as_of))


def _select(packs: list[str], region: str | None, as_of: date | None) -> bs.Policy:
    return bs.Policy.load(*packs).select(region=region, as_of=as_of)
