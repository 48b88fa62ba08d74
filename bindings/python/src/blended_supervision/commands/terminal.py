"""What a person at a terminal sees."""

from __future__ import annotations

import os
import shutil
import sys
import time

_CELLS = 40
_BETWEEN = 0.1  # seconds


def wants_colour() -> bool:
    """Whether standard output is a terminal whose user has not refused colour (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal, 40 to 110; 100 where there is none."""
    return min(max(shutil.get_terminal_size().columns, 40), 110) if sys.stdout.isatty() else 100


class ProgressBar:
    """How far long work has come: on standard error, and only where that is a terminal.

    Args:
        counted: What is counted, "cases".
        alone: Whether it may be shown while standard output is a terminal too, as nothing else is printed meanwhile.
    """

    def __init__(self, counted: str, *, alone: bool = False) -> None:
        self._counted = counted
        self._wanted = sys.stderr.isatty() and (alone or not sys.stdout.isatty())
        self._drawn: float | None = None

    def show(self, done: int, of: int | None) -> None:
        """Draws it, ten times a second at most; of None it is not known how much there is."""
        now = time.monotonic()
        if not self._wanted or (self._drawn is not None and now - self._drawn < _BETWEEN):
            return
        self._drawn = now
        full = _CELLS if not of else _CELLS * done // of
        bar = "" if of is None else f"[{'#' * full}{' ' * (_CELLS - full)}] "
        print(f"\r{bar}{done} {self._counted}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Takes it away."""
        if self._drawn is not None:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        self._drawn = None
