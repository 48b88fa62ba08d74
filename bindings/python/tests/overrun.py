"""A deliberate fault, by which `tests/run --full` sees that AddressSanitizer watches the library under Python.

`python overrun.py ROWS`: eight numbers are handed over as a column of so many. Nine are one too many: nothing in the
Arrow C data interface says how much memory there is, so that only a sanitizer can tell.
"""

from __future__ import annotations

import ctypes
import sys
from datetime import date

import pyarrow as pa

import blended_supervision as bs

HELD = 8


def main() -> None:
    """Advises on them."""
    rows = int(sys.argv[1])
    held = ctypes.create_string_buffer(8 * HELD)
    numbers = pa.foreign_buffer(ctypes.addressof(held), 8 * rows, held)
    cases = pa.table({"history.remote_in_a_row": pa.Array.from_buffers(pa.int64(), rows, [None, numbers])})
    policy = bs.Policy.load("england-wales", as_of=date(2026, 11, 23))
    print(policy.advise_frame(cases, columns=["advice"]).num_rows, "cases")


if __name__ == "__main__":
    main()
