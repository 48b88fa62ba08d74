"""Exit statuses that scripts may rely on, and complaints."""

from __future__ import annotations

import os
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
    NOT_VOUCHED_FOR = 6
    """A trail's proofs hold, and nothing that was named vouches for it."""


def put_out() -> bool:
    """Puts out what standard output still holds; says so where it cannot, such as on a full disk."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        print(f"standard output: {fault.strerror}; what was written is not complete", file=sys.stderr)
        # The interpreter would try the rest once more at its end, and fail with a status of its own.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return False
    return True


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
