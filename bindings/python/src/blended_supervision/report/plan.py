"""What a table of a report counts, and which rates it gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RatePlan:
    """A rate of a row: the sum of some of its columns, of the sum of some."""

    label: str
    count: tuple[str, ...] | None
    """None: the column that is called as the row is."""
    of: tuple[str, ...] | None = None
    """None: the whole row."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A table to be made."""

    id: str
    measure: str
    """What is counted; tables of one measure stand together in the report, under its heading."""
    title: str
    rows: tuple[str, ...]
    """Dimensions; several make groups of rows with one total."""
    columns: str | None
    """A dimension; None: there is the total alone."""
    total: str
    """What the column of the total is called."""
    rates: tuple[RatePlan, ...] = ()
    notes: tuple[str, ...] = ()
    base: tuple[tuple[str, str], ...] = ()
    """What holds of all that is counted."""
    total_base: tuple[tuple[str, str], ...] = ()
    """What holds of all rows together besides, where rows are not all there are."""
    left_out: tuple[str, ...] = ()
    """Rows and columns left out: values that are not within `base` and `total_base`."""
    promises: bool = False
    """Promised mitigations are counted, not decisions."""
    main: bool = False
    """Shown open; others unfold."""
