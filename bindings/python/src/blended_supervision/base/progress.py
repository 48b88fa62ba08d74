"""Progress of long work, and a bar that shows it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

_CELLS = 40
_BETWEEN = 0.1  # seconds

Progress: TypeAlias = Callable[[int, int], object]
"""Is called now and then with how much is done, and of how much. What it raises is raised once the work is done."""


@contextmanager
def progress_of(given: bool | Progress, counted: str) -> Iterator[Progress]:
    """What is told how much is done, of how much: what was given, a bar for True, nobody for False.

    Args:
        given: As callers give it.
        counted: What is counted, "cases".
    """
    if callable(given):
        yield given
        return
    if not given:
        yield lambda done, of: None
        return
    bar = ProgressBar(counted, alone=True)
    try:
        yield lambda done, of: bar.show(done, of or None)
    finally:
        bar.clear()


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
