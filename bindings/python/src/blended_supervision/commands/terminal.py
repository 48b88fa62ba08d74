"""What a person at a terminal sees."""

from __future__ import annotations

import os
import shutil
import sys


def wants_colour() -> bool:
    """Whether standard output is a terminal whose user has not refused colour (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal, 40 to 110; 100 where there is none."""
    return min(max(shutil.get_terminal_size().columns, 40), 110) if sys.stdout.isatty() else 100
