"""Frames of other libraries: read as Arrow streams, and given back as their own kind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from blended_supervision.errors import PayloadError, UsageError
from blended_supervision.frames.frame import ArrowStream, Frame, library

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def read(cases: object, keep: list[str]) -> tuple[ArrowStream, Callable[[Frame], object]]:
    """The frame as a stream, and what makes a frame of its kind from another."""
    if _is(cases, "pandas", "DataFrame"):
        return _read_pandas(cast("pd.DataFrame", cases), keep)
    if not hasattr(cases, "__arrow_c_stream__"):
        if _is(cases, "polars", "LazyFrame"):
            raise UsageError("a LazyFrame holds no cases yet; collect() it")
        raise UsageError(
            f"a {type(cases).__name__} does not give Arrow data; give a frame of pandas, polars or pyarrow, or "
            "anything with __arrow_c_stream__"
        )
    return cast("ArrowStream", cases), _kind(cases)


def _kind(cases: object) -> Callable[[Frame], object]:
    if _is(cases, "polars", "DataFrame"):
        return Frame.to_polars
    if _is(cases, "pyarrow", "Table"):
        return Frame.to_arrow
    arrow: Any = sys.modules.get("pyarrow")
    if _is(cases, "pyarrow", "RecordBatchReader"):
        return lambda frame: arrow.RecordBatchReader.from_stream(frame)
    if _is(cases, "pyarrow", "RecordBatch"):
        return lambda frame: arrow.concat_batches(arrow.RecordBatchReader.from_stream(frame))
    return lambda frame: frame


def _read_pandas(cases: pd.DataFrame, keep: list[str]) -> tuple[ArrowStream, Callable[[Frame], object]]:
    """What is kept is kept as pandas has it, and so is the index, which is not a column here."""
    arrow: Any = library("pyarrow", "a frame of pandas")
    try:
        table: pa.Table = arrow.Table.from_pandas(cases, preserve_index=False)
    except (arrow.ArrowException, TypeError, ValueError) as wrong:
        raise PayloadError(f"the cases cannot be read: {wrong}") from None

    def into(frame: Frame) -> pd.DataFrame:
        advised = frame.to_pandas()
        advised.index = cases.index
        for name in keep:
            advised[name] = cases[name]
        return advised

    return cast("ArrowStream", table), into


def _is(given: object, library: str, name: str) -> bool:
    """Whether it is of that class, whose library need not be installed."""
    loaded = sys.modules.get(library)
    return loaded is not None and isinstance(given, getattr(loaded, name))


def rows(given: object) -> int:
    """How many rows there are; 0 where that is not known beforehand."""
    for count in ("num_rows", "height"):
        if isinstance(rows := getattr(given, count, None), int):
            return rows
    return 0
