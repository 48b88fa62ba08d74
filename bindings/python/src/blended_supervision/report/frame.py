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
from blended_supervision.report.breakdowns import ACCESS_NEEDS, Breakdowns, ordered
from blended_supervision.report.dimension import NOT_KNOWN, Dimension
from blended_supervision.report.edition import Edition
from blended_supervision.report.measure import Asking, ColumnType
from blended_supervision.report.measures import MEASURES

_Types: TypeAlias = Mapping[str, ColumnType]

_ANSWERS: Final = [(measure.group, measure.answer) for measure in MEASURES if measure.answer is not None]
_REQUIRED: Final[_Types] = {
    "sequence": pl.UInt64,
    "day": pl.Date,
    "contact_day": pl.Date,
    "case": pl.Int64,
    **dict.fromkeys(("region", "role", "outcome", "advised", "mode", "state", "attended"), pl.String),
    "departs": pl.Boolean,
    "counts": pl.Boolean,
    "outcome_day": pl.Date,
    **{name: kind for _, each in _ANSWERS if not each.optional for name, kind in each.columns.items()},
}
_OPTIONAL: Final[_Types] = {
    "who": pl.String,
    **{name: kind for _, each in _ANSWERS if each.optional for name, kind in each.columns.items()},
}


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
        UsageError: It gives no Arrow data.
    """
    if not hasattr(source, "__arrow_c_stream__"):
        raise UsageError(
            f"a {type(source).__name__} does not give Arrow data: give a frame of polars, pyarrow or pandas, or a Trail"
        )
    frame = source.to_polars() if isinstance(source, Frame) else pl.DataFrame(source)
    if "erased" not in frame.columns:
        return frame, 0
    erased = frame.filter("erased", pl.col("day").is_between(since or date.min, until or date.max)).height
    return frame.filter(~pl.col("erased")), erased


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame, with the columns that reports use, in their types.

    Raises:
        UsageError: Columns are missing or of a wrong type.
    """
    missing = [name for name in (*_REQUIRED, "policy") if name not in frame.columns]
    if missing:
        raise UsageError(f"the frame of decisions has no column {', '.join(map(repr, missing))}; see docs/report.md")
    facts = [name for name in frame.columns if name.startswith("fact.")]
    kinds = {**_REQUIRED, **{name: kind for name, kind in _OPTIONAL.items() if name in frame.columns}}
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
    edition: Edition,
    *,
    by: str,
    since: date | None,
    until: date | None,
    teams: Mapping[str, str] | None,
) -> Prepared:
    """Makes `frame`, from `read`, ready to be counted.

    Raises:
        UsageError: Decisions cannot be told apart by `by`, a mode is not among those of the edition, `teams` are given
            without a column who, or no decision falls within the period.
    """
    _check_modes(frame, edition.in_person)
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

    asking = Asking(frame, stands, edition.in_person, as_of)
    answers = {each.id: (group, each) for group, each in _ANSWERS if set(each.columns) <= set(frame.columns)}
    broken_down = Breakdowns(stands, edition, teams)
    broken_down.add_by(by, ["mode", *(id_ for id_, (_, each) in answers.items() if each.optional)])
    columns: dict[str, pl.Expr | pl.Series] = {**_of_decisions(asking), **broken_down.columns}
    columns |= {id_: each.ask(asking) for id_, (_, each) in answers.items() if each.ask is not None}
    dimensions = {
        "mode": Dimension("mode", edition.words("breakdown.mode"), tuple(edition.in_person), edition.modes()),
        **{id_: each.dimension(group, edition) for id_, (group, each) in answers.items()},
        **broken_down.dimensions,
    }
    data = stands.select("case", "promised", "promised_done", "promised_overdue")
    for name, asked in columns.items():  # one at a time: as text, all of them together take much memory
        values = stands.select(asked.alias(name)).to_series().fill_null(NOT_KNOWN)
        data = data.with_columns(ordered(values, dimensions[name].order if name in dimensions else ()))
    return Prepared(
        data=data,
        dimensions=dimensions,
        in_person=[mode for mode, in_person in edition.in_person.items() if in_person],
        needs=[name for name in (f"fact.{fact}" for fact in ACCESS_NEEDS) if name in frame.columns],
        about=About(
            superseded=superseded.height,
            people_superseded=superseded["case"].n_unique(),
            first=_earliest(within, "day"),
            last=_latest(within, "day"),
            as_of=as_of,
            policies=within["policy"].n_unique(),
        ),
    )


def _of_decisions(asking: Asking) -> dict[str, pl.Expr]:
    """What several measures ask of each decision."""
    departs, in_person = pl.col("departs"), asking.is_in_person("mode")
    return {
        "departs": pl.when(departs).then(pl.lit("yes")).otherwise(pl.lit("no")),
        "mode": pl.col("mode"),
        "setting": pl.when(in_person).then(pl.lit("in person")).otherwise(pl.lit("remote")),
    }


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
                f"policy that has it, policy=..., or all modes: modes={{..., {strange[0]!r}: True}}"
            )
