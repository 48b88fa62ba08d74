"""The command line `python -m blended_supervision`.

Each command is a module with `add`, which gives the parser of the command its function as `run`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import blended_supervision as bs
from blended_supervision.commands import advise, atrs, compare, impact, report, verify
from blended_supervision.commands.exits import Exit, complain, put_out

_OF_PATHS = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status, which are those of `blended-supervision`: see the README.

    Args:
        arguments: The command line; without it, this process'.
    """
    parser = argparse.ArgumentParser(
        prog="python -m blended_supervision", description=bs.__doc__.splitlines()[0], allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=bs.__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (advise, report, compare, impact, atrs, verify):
        command.add(commands)
    try:
        status = _status(parser.parse_args(arguments))
    except SystemExit as end:
        status = int(end.code or 0)
    except OSError as fault:
        status = Exit.BAD_INPUT
        if put_out():
            where = fault.filename or "standard output, or a file"
            path = "; check the path, and that you may use it" if isinstance(fault, _OF_PATHS) else ""
            print(f"{where}: {fault.strerror or fault}{path}", file=sys.stderr)
    return status if put_out() else max(status, Exit.BAD_INPUT)


def _status(given: argparse.Namespace) -> int:
    try:
        status: Exit = given.run(given)
    except bs.BlendedSupervisionError as error:
        return complain("", error)
    except ModuleNotFoundError as missing:
        print(missing, file=sys.stderr)
        return Exit.BAD_INPUT
    return status
