"""Columns that any library which reads Arrow streams can take."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from blended_supervision import _native
from blended_supervision.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class ArrowStream(Protocol):
    """Anything that gives Arrow data: a frame of polars, pyarrow or pandas, a `Frame`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A PyCapsule with an ArrowArrayStream."""


class Frame:
    """Columns, to be taken by any library that reads Arrow streams: `polars.DataFrame(frame)`, `pyarrow.table(frame)`.

    Advice can be taken any number of times. Decisions are read from their trail while they are taken, once; what goes
    wrong then is a `TrailError` of `to_polars`, `to_arrow` and `to_pandas`, and mere words in another library's error.

    Example:
        >>> import polars as pl
        >>> from blended_supervision import Policy
        >>> advice = Policy.load("england-wales").advise_frame(pl.DataFrame({"risk.rosh": ["high", None]}))
        >>> Frame(advice).to_arrow().num_rows
        2
    """

    __slots__ = ("_source",)

    def __init__(self, source: ArrowStream) -> None:
        self._source = source

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A PyCapsule with an ArrowArrayStream; the schema is the frame's own, whatever is requested."""
        return self._source.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """A PyCapsule with the ArrowSchema of the columns."""
        return cast("Any", self._source).__arrow_c_schema__()

    def _taken_by(self, take: Callable[[Frame], Any]) -> Any:  # noqa: ANN401  # what the library makes of it
        try:
            return take(self)
        except Exception:
            # What went wrong in reading a trail came to the other library as mere words.
            if isinstance(self._source, _native.Decisions):
                self._source.raise_fault()
            raise

    def to_polars(self) -> pl.DataFrame:
        """As polars has it.

        Raises:
            UsageError: The decisions have been read already, or polars is not installed.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"lead": ["office"]})).to_polars().height
            1
        """
        polars: Any = library("polars", "to_polars")
        frame: pl.DataFrame = self._taken_by(polars.DataFrame)
        return frame

    def to_arrow(self) -> pa.Table:
        """As pyarrow has it.

        Raises:
            UsageError: The decisions have been read already, or pyarrow is not installed.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"lead": ["office"]})).to_arrow().column_names
            ['lead']
        """
        table: pa.Table = self._taken_by(library("pyarrow", "to_arrow").table)
        return table

    def to_pandas(self) -> pd.DataFrame:
        """As pandas has it: text as its own strings, flags, counts and lists as Arrow types, so that unknown stays.

        Raises:
            UsageError: The decisions have been read already, or pandas or pyarrow is not installed.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"provisional": [True, None]})).to_pandas()["provisional"].isna().tolist()
            [False, True]
        """
        pandas: Any = library("pandas", "to_pandas")
        arrow: Any = library("pyarrow", "to_pandas")

        def kept_in_arrow(kind: pa.DataType) -> object:
            text = arrow.types.is_string(kind) or arrow.types.is_large_string(kind)
            return None if text else pandas.ArrowDtype(kind)

        frame: pd.DataFrame = self._taken_by(arrow.table).to_pandas(types_mapper=kept_in_arrow, split_blocks=True)
        return frame


def library(name: str, wanted_for: str) -> Any:  # noqa: ANN401  # the module
    """A library that need not be installed.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{wanted_for} needs {name}, which is not installed: pip install {name}") from None
