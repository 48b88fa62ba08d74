"""The frame of decisions made ready: read, checked, and each question's answer as a column of its own.

What the columns of the frame mean is in the page on reports, `docs/report.md`; here each becomes a *dimension*: a
column without nulls, whose values are in the order in which they are shown. What is not known is a value of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

import polars as pl

from blended_supervision.errors import UsageError
from blended_supervision.report import cadence, words
from blended_supervision.report.words import NOT_KNOWN

#: A team of fewer practitioners is shown among "other teams": its figures would be a person's.
LEAST_TEAM: Final = 5
OTHER_TEAMS: Final = "Other teams"

#: In person again within this many days after a remote contact that was to count.
AGAIN_DAYS: Final = 30

NO_LEAD: Final = "no lead"
NO_OUTCOME: Final = "no outcome"
TO_COME: Final = "to come"
DID_NOT_DEPART: Final = "did not depart"

_TEXT: Final = ("region", "role", "outcome", "advised", "mode", "reason", "outside", "state", "attended")
_REQUIRED: Final[Mapping[str, pl.DataType | type[pl.DataType]]] = {
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


class ArrowStream(Protocol):
    """Anything that gives Arrow data: a frame of polars, pyarrow or pandas, a trail."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


@dataclass(frozen=True)
class Dimension:
    """A way to tell decisions apart."""

    id: str
    label: str
    words: Mapping[str, str] = field(default_factory=dict)
    """How values are shown, where not as they are."""

    def word(self, value: str) -> str:
        """How `value` is shown."""
        if value == NOT_KNOWN and value not in self.words:
            return "Not known"
        return self.words.get(value, words.sentence_case(value))


@dataclass(frozen=True)
class About:
    """What a report says of the decisions as a whole."""

    superseded: int
    """Decisions of the period that a later one on the same advice has replaced; they are not counted otherwise."""
    first: date
    last: date
    as_of: date
    """The last day that the frame knows of."""
    policies: int
    """How many versions of policy the decisions rest on."""
    unread: Sequence[str]
    """Cadence rules of which it is not known whom they reach."""


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


def read(source: ArrowStream) -> pl.DataFrame:
    """The frame, with the columns that reports use, in their types.

    Raises:
        UsageError: it gives no Arrow data, or columns are missing or of a wrong type.
    """
    if not hasattr(source, "__arrow_c_stream__"):
        raise UsageError(
            f"a {type(source).__name__} gives no Arrow data: give a frame of polars, pyarrow or pandas, or a Trail"
        )
    frame = source if isinstance(source, pl.DataFrame) else pl.DataFrame(source)
    missing = [name for name in (*_REQUIRED, "policy") if name not in frame.columns]
    if missing:
        raise UsageError(f"the frame of decisions has no column {', '.join(map(repr, missing))}; see docs/report.md")
    facts = [name for name in frame.columns if name.startswith("fact.")]
    optional = [name for name in ("who",) if name in frame.columns]
    frame = frame.select(*_REQUIRED, "policy", *optional, *facts)
    for name, wanted in _REQUIRED.items():
        try:
            if frame.schema[name] != wanted:
                frame = frame.with_columns(pl.col(name).cast(wanted))
        except pl.exceptions.PolarsError:
            raise UsageError(f"column {name!r} is {frame.schema[name]}, not {wanted}; see docs/report.md") from None
    if frame.is_empty():
        raise UsageError("there are no decisions in the frame")
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
    within = frame.filter(pl.col("day").is_between(since or date.min, until or date.max))
    if within.is_empty():
        span = f"{_earliest(frame, 'day')} to {_latest(frame, 'day')}"
        raise UsageError(f"no decision was made in that period; those in the frame are from {span}")
    stands = within.filter(pl.col("state") != "superseded")
    if stands.is_empty():
        raise UsageError("every decision of that period has been superseded")

    breakdowns, labels = _breakdowns(stands, by, teams)
    columns = _answers(modes, as_of) | breakdowns
    data = stands.join(_in_person_again(frame, modes, as_of), on="sequence", how="left", maintain_order="left")
    data = data.select(
        "case",
        *(expression.fill_null(NOT_KNOWN).alias(name) for name, expression in columns.items()),
        *(pl.col(name) for name in ("promised", "promised_done", "promised_overdue")),
    )
    orders = _orders(modes)
    data = data.with_columns(_ordered(data[name], orders.get(name, ())) for name in columns)
    return Prepared(
        data=data,
        dimensions=_ANSWERS | labels,
        in_person=[mode for mode, in_person in modes.items() if in_person],
        needs=[name for name in (f"fact.{fact}" for fact in words.ACCESS_NEEDS) if name in frame.columns],
        about=About(
            superseded=within.height - stands.height,
            first=_earliest(within, "day"),
            last=_latest(within, "day"),
            as_of=as_of,
            policies=within["policy"].n_unique(),
            unread=cadence.unknown_reach(frame.columns),
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


def _in_person(column: str, modes: Mapping[str, bool]) -> pl.Expr:
    return pl.col(column).is_in([mode for mode, in_person in modes.items() if in_person])


def _in_person_again(frame: pl.DataFrame, modes: Mapping[str, bool], as_of: date) -> pl.DataFrame:
    """What followed each remote contact that was attended: its sequence, and `again`.

    Pairs are sought within spans of `AGAIN_DAYS`, so that a person with many contacts does not make many pairs.
    """
    standing = (
        frame.lazy()
        .filter(pl.col("state") != "superseded")
        .select(
            "case",
            "sequence",
            "contact_day",
            "counts",
            "attended",
            in_person=_in_person("mode", modes),
            span=pl.col("contact_day").to_physical() // AGAIN_DAYS,
        )
    )
    remote = standing.filter(~pl.col("in_person") & (pl.col("attended") == "attended"))
    later = standing.filter(pl.col("in_person")).select("case", "span", later="sequence", later_day="contact_day")
    asked = remote.filter(pl.col("counts")).select("case", "span", "sequence", "contact_day")
    followed = (
        pl.concat([asked, asked.with_columns(pl.col("span") + 1)])
        .join(later, on=["case", "span"])
        .filter(
            (pl.col("later") > pl.col("sequence"))
            & (pl.col("later_day") > pl.col("contact_day"))
            & (pl.col("later_day") <= pl.col("contact_day") + pl.duration(days=AGAIN_DAYS))
        )
        .select("sequence")
        .unique()
        .with_columns(followed=True)
    )
    over = pl.col("contact_day") + pl.duration(days=AGAIN_DAYS) <= as_of
    return (
        remote.join(followed, on="sequence", how="left")
        .select(
            "sequence",
            again=pl.when(~pl.col("counts"))
            .then(pl.lit("not to count"))
            .when(pl.col("followed"))
            .then(pl.lit("again"))
            .when(over)
            .then(pl.lit("not again"))
            .otherwise(pl.lit("not over")),
        )
        .collect()
    )


def _answers(modes: Mapping[str, bool], as_of: date) -> dict[str, pl.Expr]:
    """What the report asks of each decision."""
    recorded = pl.col("attended").is_not_null()
    past = pl.col("contact_day") < as_of

    def of_outcome(answer: pl.Expr) -> pl.Expr:
        return pl.when(recorded).then(answer).when(past).then(pl.lit(NO_OUTCOME)).otherwise(pl.lit(TO_COME))

    facts = pl.col("technical_failure")
    return {
        "agreement": pl.when(pl.col("advised").is_null())
        .then(pl.lit(NO_LEAD))
        .when(pl.col("departs"))
        .then(pl.lit("departed"))
        .when(pl.col("mode") == pl.col("advised"))
        .then(pl.lit("followed"))
        .otherwise(pl.lit("alternative")),
        "reason": pl.when(pl.col("departs")).then(pl.col("reason")).otherwise(pl.lit(DID_NOT_DEPART)),
        "departs": pl.when(pl.col("departs")).then(pl.lit("yes")).otherwise(pl.lit("no")),
        "state": pl.col("state"),
        "outside": pl.col("outside").fill_null("within policy"),
        "mode": pl.col("mode"),
        "setting": pl.when(_in_person("mode", modes)).then(pl.lit("in person")).otherwise(pl.lit("remote")),
        "advised": pl.col("advised").fill_null(NO_LEAD),
        "took_place": of_outcome(pl.col("outcome_mode")),
        "attendance": of_outcome(pl.col("attended")),
        "technical": of_outcome(pl.when(facts).then(pl.lit("failed")).when(~facts).then(pl.lit("worked"))),
        "risk_information": of_outcome(pl.col("risk_information")),
        "right_mode": of_outcome(pl.col("right_mode")),
        "again": pl.col("again"),
    }


_ANSWERS: Final[dict[str, Dimension]] = {
    each.id: each
    for each in (
        Dimension(
            "agreement",
            "Agreement with advice",
            {
                "followed": "Followed the lead",
                "alternative": "Chose an alternative",
                "departed": "Departed",
                NO_LEAD: "There was no lead",
            },
        ),
        Dimension("reason", "Reason for departing", {**words.REASON_WORDS, DID_NOT_DEPART: "Did not depart"}),
        Dimension("state", "How the decision stands"),
        Dimension(
            "outside",
            "Why outside policy",
            {
                "no advice": "There was no advice",
                "cannot": "The mode is not possible",
                "not permitted": "The mode is not permitted",
                "does not count": "The mode does not count, and must",
            },
        ),
        Dimension("mode", "Mode decided", words.MODE_WORDS),
        Dimension("setting", "Setting"),
        Dimension("advised", "Mode advised", {**words.MODE_WORDS, NO_LEAD: "There was no lead"}),
        Dimension(
            "took_place",
            "Mode it took place by",
            {**words.MODE_WORDS, NOT_KNOWN: "Did not take place, or mode not known", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "attendance",
            "Attendance",
            {"not recorded": "Attendance not recorded", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "technical",
            "Technology",
            {"worked": "No technical failure", "failed": "Technical failure", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "risk_information",
            "Risk information",
            {"none": "None gained", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension("right_mode", "The practitioner's view afterwards", {NO_OUTCOME: "No outcome recorded"}),
        Dimension(
            "again",
            "In person again within 30 days",
            {
                "again": "In person within 30 days",
                "not again": "Not in person within 30 days",
                "not over": "30 days not over",
                "not to count": "Was not to count",
            },
        ),
    )
}


def _breakdowns(
    stands: pl.DataFrame, by: str, teams: Mapping[str, str] | None
) -> tuple[dict[str, pl.Expr], dict[str, Dimension]]:
    """The columns by which answers are broken down, those that the frame has."""
    columns: dict[str, pl.Expr] = {}
    labels: dict[str, Dimension] = {}

    def add(name: str, label: str, expression: pl.Expr, shown: Mapping[str, str] | None = None) -> None:
        columns[name] = expression
        labels[name] = Dimension(name, label, shown or {})

    add("region", "Region", pl.col("region"), {NOT_KNOWN: "No region (the nation alone)"})
    for name, fact, label, shown in (
        ("tier", "case.tier_v3", "Tier", {}),
        ("earlier tier", "case.tier_v2", "Tier of the earlier scheme", {}),
        ("risk", "risk.rosh", "Risk of serious harm", {}),
        ("phase", "case.phase", "Phase of the supervision package", words.PHASE_WORDS),
    ):
        if f"fact.{fact}" in stands.columns:
            add(name, label, pl.col(f"fact.{fact}").cast(pl.String), shown)
    if teams is not None:
        add("team", "Team", _team(stands, teams))
    add("role", "Role of the practitioner", pl.col("role"))
    months = stands["day"].dt.strftime("%Y-%m").unique()
    add(
        "month",
        "Month of the decision",
        pl.col("day").dt.strftime("%Y-%m"),
        {month: date.fromisoformat(f"{month}-01").strftime("%B %Y") for month in months},
    )
    for name, label, home_visit in (("home visits", "First home visit", True), ("cadence", "Cadence", False)):
        standing = cadence.stands(stands.columns, home_visit=home_visit)
        if standing is not None:
            add(name, label, standing)
    for fact, (label, need) in words.ACCESS_NEEDS.items():
        if f"fact.{fact}" in stands.columns:
            add(f"fact.{fact}", label, _yes_no(f"fact.{fact}", stands, need))
    if by == "mode":
        labels["mode"] = _ANSWERS["mode"]
    elif by not in columns:
        if by not in stands.columns or not by.startswith("fact."):
            raise UsageError(_no_breakdown(by, [*columns, "mode"]))
        if stands.schema[by] == pl.Boolean:
            add(by, by.removeprefix("fact."), _yes_no(by, stands, True))
        else:
            add(by, by.removeprefix("fact."), pl.col(by).cast(pl.String))
    return columns, labels


def _no_breakdown(by: str, there: Sequence[str]) -> str:
    if by == "who":
        return "reports do not show who decided: give teams, and by='team'"
    if by == "team":
        return "for by='team', give teams: the team of each user in the column who"
    return f"nothing to break down by is called {by!r}; there are {', '.join(map(repr, there))}"


def _yes_no(column: str, stands: pl.DataFrame, need: bool) -> pl.Expr:
    if stands.schema[column] != pl.Boolean:
        raise UsageError(f"column {column!r} is {stands.schema[column]}, not Boolean; see docs/report.md")
    return pl.when(pl.col(column) == need).then(pl.lit("yes")).when(pl.col(column) != need).then(pl.lit("no"))


def _team(stands: pl.DataFrame, teams: Mapping[str, str]) -> pl.Expr:
    """The team of each decider, small teams together; teams are merged until "other teams" is not small either."""
    if "who" not in stands.columns:
        raise UsageError("teams are given, but the frame has no column 'who': ask for it with the frame of decisions")
    practitioners = stands["who"].drop_nulls().unique()
    sizes: dict[str, int] = {}
    for who in practitioners:
        if who in teams:
            sizes[teams[who]] = sizes.get(teams[who], 0) + 1
    small = {team for team, size in sizes.items() if size < LEAST_TEAM}
    while small and sum(sizes[team] for team in small) < LEAST_TEAM and len(small) < len(sizes):
        small.add(min((team for team in sizes if team not in small), key=lambda team: (sizes[team], team)))
    shown = {who: OTHER_TEAMS if teams[who] in small else teams[who] for who in practitioners if who in teams}
    return pl.col("who").replace_strict(shown, default=None, return_dtype=pl.String)


def _orders(modes: Mapping[str, bool]) -> dict[str, Sequence[str]]:
    outcome_last = (NOT_KNOWN, NO_OUTCOME, TO_COME)
    return {
        "agreement": ("followed", "alternative", "departed", NO_LEAD),
        "reason": (*(reason for reason in words.REASON_WORDS if reason != NOT_KNOWN),),
        "state": ("needs none", "approved", "waiting", "refused", "lapsed", "outside policy"),
        "outside": ("within policy", "no advice", "cannot", "not permitted", "does not count"),
        "mode": tuple(modes),
        "advised": (*modes, NO_LEAD),
        "took_place": (*modes, *outcome_last),
        "attendance": ("attended", "missed", "excused", "not recorded", *outcome_last),
        "technical": ("failed", "worked", *outcome_last),
        "risk_information": ("gained", "none", *outcome_last),
        "right_mode": ("right", "in person would have been better", "remote would have done", *outcome_last),
        "again": ("again", "not again", "not over", "not to count"),
        "tier": words.TIERS,
        "earlier tier": words.EARLIER_TIERS,
        "risk": words.ROSH,
        "phase": words.PHASES,
        "home visits": ("kept", "due", "overdue"),
        "cadence": ("kept", "due", "overdue"),
        **{f"fact.{fact}": ("yes", "no") for fact in words.ACCESS_NEEDS},
    }


def _ordered(column: pl.Series, order: Sequence[str]) -> pl.Series:
    """`column` as an Enum: the known values in their order, then others by name, and what is not known last."""
    present = set(column.unique())
    known = [value for value in order if value in present]
    others = sorted(present - set(known) - {NOT_KNOWN, OTHER_TEAMS, DID_NOT_DEPART})
    last = [value for value in (OTHER_TEAMS, NOT_KNOWN, DID_NOT_DEPART) if value in present and value not in known]
    return column.cast(pl.Enum([*known, *others, *last]))
