"""The frame of decisions made ready: read, checked, and each question's answer as a column of its own.

What the columns of the frame mean is in the page on reports, `docs/report.md`; here each becomes a *dimension*: a
column without nulls, whose values are in the order in which they are shown. What is not known is a value of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import polars as pl

from blended_supervision.errors import UsageError
from blended_supervision.frames.frame import ArrowStream, Frame
from blended_supervision.report import words
from blended_supervision.report.answers import ANSWERS, answers, in_person_again
from blended_supervision.report.breakdowns import breakdowns, ordered, orders
from blended_supervision.report.dimension import Dimension
from blended_supervision.report.words import NOT_KNOWN

_TEXT: Final = ("region", "role", "outcome", "advised", "mode", "reason", "outside", "state", "attended")
_Kinds: TypeAlias = Mapping[str, pl.DataType | type[pl.DataType]]
_REQUIRED: Final[_Kinds] = {
    "sequence": pl.UInt64,
    "day": pl.Date,
    "contact_day": pl.Date,
    "case": pl.Int64,
    **dict.fromkeys(_TEXT, pl.String),
    "outcome_mode": pl.String,
    "risk_information": pl.String,
    "right_mode": pl.String,
    "departs": pl.Boolean,
    "counts": pl.Boolean,
    "technical_failure": pl.Boolean,
    "promised": pl.Int64,
    "promised_done": pl.Int64,
    "promised_overdue": pl.Int64,
    "outcome_day": pl.Date,
}
_OPTIONAL: Final = ("who", "first_home_visit", "cadence")


@dataclass(frozen=True)
class About:
    """What a report says of the decisions as a whole."""

    superseded: int
    """Decisions of the period that a later one on the same advice has replaced; they are not counted otherwise."""
    people_superseded: int
    """How many people those are about."""
    first: date
    last: date
    as_of: date
    """The last day that the frame knows of."""
    policies: int
    """How many versions of policy the decisions rest on."""
    erased: int = 0
    """Decisions of the period about people who have been erased since; they are not counted otherwise."""


@dataclass(frozen=True)
class Prepared:
    """The decisions of a period that stand, each dimension a column of the type Enum."""

    data: pl.DataFrame
    dimensions: Mapping[str, Dimension]
    in_person: Sequence[str]
    """The modes that are in person."""
    needs: Sequence[str]
    """Dimensions of access needs."""
    about: About

    def values(self, dimension: str) -> list[str]:
        """The values that occur, in order."""
        kind = self.data.schema[dimension]
        assert isinstance(kind, pl.Enum)
        return kind.categories.to_list()


def without_erased(source: ArrowStream, since: date | None, until: date | None) -> tuple[pl.DataFrame, int]:
    """The frame without decisions about people who have been erased, and how many of the period those are.

    Raises:
        UsageError: it gives no Arrow data.
    """
    if not hasattr(source, "__arrow_c_stream__"):
        raise UsageError(
            f"a {type(source).__name__} gives no Arrow data: give a frame of polars, pyarrow or pandas, or a Trail"
        )
    frame = source.to_polars() if isinstance(source, Frame) else pl.DataFrame(source)
    if "erased" not in frame.columns:
        return frame, 0
    erased = frame.filter("erased", pl.col("day").is_between(since or date.min, until or date.max)).height
    return frame.filter(~pl.col("erased")), erased


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame, with the columns that reports use, in their types.

    Raises:
        UsageError: columns are missing or of a wrong type.
    """
    missing = [name for name in (*_REQUIRED, "policy") if name not in frame.columns]
    if missing:
        raise UsageError(f"the frame of decisions has no column {', '.join(map(repr, missing))}; see docs/report.md")
    facts = [name for name in frame.columns if name.startswith("fact.")]
    kinds: _Kinds = {**_REQUIRED, **{name: pl.String() for name in _OPTIONAL if name in frame.columns}}
    frame = frame.select(*kinds, "policy", *facts)
    for name, wanted in kinds.items():
        try:
            if frame.schema[name] != wanted:
                frame = frame.with_columns(pl.col(name).cast(wanted))
        except pl.exceptions.PolarsError:
            raise UsageError(f"column {name!r} is {frame.schema[name]}, not {wanted}; see docs/report.md") from None
    if frame.is_empty():
        raise UsageError("there are no decisions in the frame: none were recorded, or none in the period")
    coded = [name for name in facts if frame.schema[name] in (pl.Categorical, pl.Enum)]
    frame = frame.with_columns(pl.col(coded).cast(pl.String))
    if frame["sequence"].n_unique() < frame.height:
        raise UsageError("column 'sequence' has a number twice; a frame of decisions has one row for each decision")
    return frame


def prepare(
    frame: pl.DataFrame,
    *,
    by: str,
    since: date | None,
    until: date | None,
    teams: Mapping[str, str] | None,
    modes: Mapping[str, bool],
) -> Prepared:
    """Makes `frame`, from `read`, ready to be counted.

    Raises:
        UsageError: `by` is nothing to tell decisions apart by, a mode is not among `modes`, `teams` are given without a
            column who, or no decision falls within the period.
    """
    _check_modes(frame, modes)
    as_of = _latest(frame, "day", "outcome_day")
    within = frame
    if since or until:
        within = frame.filter(pl.col("day").is_between(since or date.min, until or date.max))
    if within.is_empty():
        span = f"{_earliest(frame, 'day')} to {_latest(frame, 'day')}"
        raise UsageError(f"no decision was made in that period; those in the frame are from {span}")
    superseded = within.filter(pl.col("state") == "superseded")
    stands = within.filter(pl.col("state").ne_missing("superseded"))
    if stands.is_empty():
        raise UsageError("every decision of that period has been superseded")

    broken_down, labels = breakdowns(stands, by, teams)
    columns = answers(modes, as_of) | broken_down
    again = in_person_again(frame, modes, as_of)
    again = stands.select("sequence").join(again, on="sequence", how="left", maintain_order="left")
    stands = stands.with_columns(again["again"])
    order = orders(modes)
    data = stands.select("case", "promised", "promised_done", "promised_overdue")
    for name, expression in columns.items():  # one at a time: as text, all of them together take much memory
        values = stands.select(expression.fill_null(NOT_KNOWN).alias(name)).to_series()
        data = data.with_columns(ordered(values, order.get(name, ())))
    return Prepared(
        data=data,
        dimensions=ANSWERS | labels,
        in_person=[mode for mode, in_person in modes.items() if in_person],
        needs=[name for name in (f"fact.{fact}" for fact in words.ACCESS_NEEDS) if name in frame.columns],
        about=About(
            superseded=superseded.height,
            people_superseded=superseded["case"].n_unique(),
            first=_earliest(within, "day"),
            last=_latest(within, "day"),
            as_of=as_of,
            policies=within["policy"].n_unique(),
        ),
    )


def _earliest(frame: pl.DataFrame, column: str) -> date:
    found = frame[column].min()
    assert isinstance(found, date)
    return found


def _latest(frame: pl.DataFrame, *columns: str) -> date:
    found = [day for column in columns if isinstance(day := frame[column].max(), date)]
    return max(found)


def _check_modes(frame: pl.DataFrame, modes: Mapping[str, bool]) -> None:
    for column in ("mode", "advised", "outcome_mode"):
        strange = sorted(set(frame[column].unique().drop_nulls()) - set(modes))
        if strange:
            raise UsageError(
                f"column {column!r} has the mode {strange[0]!r}, and nothing says whether it is in person; give the "
                f"policy's modes: modes={{**report.MODES, {strange[0]!r}: True}}"
            )
