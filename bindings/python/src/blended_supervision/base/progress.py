"""Telling of long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_of(given: bool | Callable[[int, int], object], counted: str) -> Iterator[Callable[[int, int], object]]:
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
    from blended_supervision.commands.terminal import ProgressBar  # who asks for no bar needs none of the commands

    bar = ProgressBar(counted, alone=True)
    try:
        yield lambda done, of: bar.show(done, of or None)
    finally:
        bar.clear()
