"""Many cases advised on at once, slice by slice."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from blended_supervision import _native
from blended_supervision.base.progress import Progress
from blended_supervision.errors import PayloadError, Problem, UsageError
from blended_supervision.frames import kinds
from blended_supervision.frames.frame import ArrowStream, Frame

Columns: TypeAlias = Literal["advice", "rules", "unknown", "modes"]
"""A group of columns of an answer: see `Policy.advise_frame`."""

_GROUPS: Final[dict[str, int]] = {"advice": 1, "rules": 2, "unknown": 4, "modes": 8}
_SLICE: Final = 10_000  # rows: a quarter of a second at the slowest, after which progress is told and Ctrl-C heard
_MOST_PROBLEMS: Final = 20  # as the library tells of one batch
_AT_ROW: Final = re.compile(r"(?P<column>(?:.*, )?)row (?P<row>[0-9]+)", re.DOTALL)


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


def advise(cases: ArrowStream, asked: Asked, threads: int, tell: Progress) -> object:
    """The advice on a frame, as the kind of frame that it is."""
    if not isinstance(threads, int) or threads < 1:
        raise UsageError("threads is a number from 1")
    given, into = kinds.read(cases, [name.decode() for name in asked.keep])
    stream = _native.CaseStream(given.__arrow_c_stream__())
    rows = kinds.rows(given)
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
