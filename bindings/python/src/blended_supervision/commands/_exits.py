"""Exit statuses that scripts may rely on, and complaints."""

from __future__ import annotations

import sys
from enum import IntEnum

from blended_supervision.errors import BlendedSupervisionError, BusyError, TamperedError


class Exit(IntEnum):
    """The exit statuses of `blended-supervision`."""

    DONE = 0
    NOT_SOUND = 1
    """A trail is not what its proof says."""
    DIFFERS = 1
    """Of `compare`: the policies are not the same, as diff has it."""
    USAGE = 2
    BAD_INPUT = 3
    UNSIGNED_TAIL = 4
    BUSY = 5


def complain(name: str, error: BlendedSupervisionError) -> Exit:
    """Puts every problem on standard error, a line each, after the name.

    Returns:
        The status of a command that ends for it.
    """
    sys.stdout.flush()
    for problem in error.problems:
        print(": ".join(part for part in (name, problem.location, problem.what) if part), file=sys.stderr)
    if isinstance(error, TamperedError):
        return Exit.NOT_SOUND
    return Exit.BUSY if isinstance(error, BusyError) else Exit.BAD_INPUT
