"""Frames: many cases advised on at once, and decisions as columns.

Frames go in and out through the Arrow C stream interface, so that any library that speaks it will do; pandas, polars
and pyarrow get their own kind back.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, cast

from blended_supervision import _native
from blended_supervision.errors import PayloadError, Problem, UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Columns: TypeAlias = Literal["advice", "rules", "unknown", "modes"]
"""A group of columns of an answer: see `Policy.advise_frame`."""

_GROUPS: Final[dict[str, int]] = {"advice": 1, "rules": 2, "unknown": 4, "modes": 8}
_SLICE: Final = 10_000  # rows: a quarter of a second at the slowest, after which progress is told and Ctrl-C heard
_MOST_PROBLEMS: Final = 20  # as the library tells of one batch
_AT_ROW: Final = re.compile(r"(?P<column>(?:.*, )?)row (?P<row>[0-9]+)", re.DOTALL)


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
            UsageError: polars is not installed, or decisions were read already.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"lead": ["office"]})).to_polars().height
            1
        """
        polars: Any = _library("polars", "to_polars")
        frame: pl.DataFrame = self._taken_by(polars.DataFrame)
        return frame

    def to_arrow(self) -> pa.Table:
        """As pyarrow has it.

        Raises:
            UsageError: pyarrow is not installed, or decisions were read already.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"lead": ["office"]})).to_arrow().column_names
            ['lead']
        """
        table: pa.Table = self._taken_by(_library("pyarrow", "to_arrow").table)
        return table

    def to_pandas(self) -> pd.DataFrame:
        """As pandas has it: text as its own strings, flags, counts and lists as Arrow types, so that unknown stays.

        Raises:
            UsageError: pandas or pyarrow is not installed, or decisions were read already.

        Example:
            >>> import polars as pl
            >>> Frame(pl.DataFrame({"provisional": [True, None]})).to_pandas()["provisional"].isna().tolist()
            [False, True]
        """
        pandas: Any = _library("pandas", "to_pandas")
        arrow: Any = _library("pyarrow", "to_pandas")

        def kept_in_arrow(kind: pa.DataType) -> object:
            text = arrow.types.is_string(kind) or arrow.types.is_large_string(kind)
            return None if text else pandas.ArrowDtype(kind)

        frame: pd.DataFrame = self._taken_by(arrow.table).to_pandas(types_mapper=kept_in_arrow, split_blocks=True)
        return frame


@dataclass(frozen=True, slots=True)
class Asked:
    """How each slice is advised."""

    policy: _native.Policy
    columns: int
    keep: list[bytes]
    region: bytes
    as_of: int

    def advise(self, cases: _native.Batch) -> _native.Batch:
        """The advice on a slice."""
        return _native.advise_batch(self.policy, cases, self.columns, self.keep, self.region, self.as_of)


def groups(columns: Iterable[str]) -> int:
    """The groups of columns that are named, as the library counts them."""
    if isinstance(columns, str):
        raise UsageError(f"columns is a list of groups: ({columns!r},)")
    chosen = list(columns)
    strange = [name for name in chosen if name not in _GROUPS]
    if strange or not chosen:
        raise UsageError(f"columns are some of {', '.join(_GROUPS)}, not {strange or 'none'}")
    return sum({_GROUPS[name] for name in chosen})


def advise(cases: ArrowStream, asked: Asked, threads: int, tell: Callable[[int, int], object]) -> object:
    """The advice on a frame, as the kind of frame that it is."""
    if not isinstance(threads, int) or threads < 1:
        raise UsageError("threads is a number from 1")
    given, into = read(cases, [name.decode() for name in asked.keep])
    stream = _native.CaseStream(given.__arrow_c_stream__())
    rows = _rows(given)
    told = 0
    advised: list[_native.Batch] = []
    problems: list[Problem] = []
    with contextlib.closing(_in_order(stream, asked, threads)) as answers:
        for size, answer in answers:
            if isinstance(answer, PayloadError):
                problems += _in_the_frame(answer, told)
            elif not problems:
                advised.append(answer)
            told += size
            if len(problems) >= _MOST_PROBLEMS:
                break
            tell(told, rows)
    if problems:
        told_of = problems[:_MOST_PROBLEMS]
        raise PayloadError("\n".join(f"{where}: {what}" for where, what in told_of), told_of)
    frame = Frame(_native.Batches(advised or [asked.advise(stream.empty())]))
    return into(frame)


_Answers: TypeAlias = Generator[tuple[int, "_native.Batch | PayloadError"]]


def _in_order(stream: _native.CaseStream, asked: Asked, threads: int) -> _Answers:
    """How many rows a slice has, and its advice, or what is wrong with its values; slice by slice."""

    def answer(cases: _native.Batch) -> _native.Batch | PayloadError:
        try:
            return asked.advise(cases)
        except PayloadError as wrong:
            if not _AT_ROW.fullmatch(wrong.location):
                raise
            return wrong

    slices: Iterator[_native.Batch] = iter(lambda: stream.next(_SLICE), None)
    if threads == 1:
        for cases in slices:
            yield cases.rows, answer(cases)
        return
    waiting: deque[tuple[int, Future[_native.Batch | PayloadError]]] = deque()
    pool = ThreadPoolExecutor(threads)
    try:
        for cases in slices:
            waiting.append((cases.rows, pool.submit(answer, cases)))
            if len(waiting) > 2 * threads:
                size, first = waiting.popleft()
                yield size, first.result()
        for size, each in waiting:
            yield size, each.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _in_the_frame(wrong: PayloadError, before: int) -> Iterator[Problem]:
    """What is wrong with a slice, its rows counted from the start of the frame."""
    for where, what in wrong.problems:
        at = _AT_ROW.fullmatch(where)
        yield Problem(where if at is None else f"{at['column']}row {int(at['row']) + before}", what)


def _rows(given: object) -> int:
    """How many rows there are; 0 where that is not known beforehand."""
    for count in ("num_rows", "height"):
        if isinstance(rows := getattr(given, count, None), int):
            return rows
    return 0


def read(cases: object, keep: list[str]) -> tuple[ArrowStream, Callable[[Frame], object]]:
    """The frame as a stream, and what makes a frame of its kind from another."""
    if _is(cases, "pandas", "DataFrame"):
        return _read_pandas(cast("pd.DataFrame", cases), keep)
    if not hasattr(cases, "__arrow_c_stream__"):
        if _is(cases, "polars", "LazyFrame"):
            raise UsageError("a LazyFrame holds no cases yet; collect() it")
        raise UsageError(
            f"a {type(cases).__name__} gives no Arrow data; give a frame of pandas, polars or pyarrow, or anything "
            "with __arrow_c_stream__"
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
    arrow: Any = _library("pyarrow", "a frame of pandas")
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


def _library(name: str, wanted_for: str) -> Any:  # noqa: ANN401
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{wanted_for} needs {name}, which is not installed: pip install {name}") from None
