"""What answers are broken down by: region, team, tier, needs and others, those that the frame has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import polars as pl

from blended_supervision.errors import UsageError
from blended_supervision.report import words
from blended_supervision.report.answers import ANSWERS
from blended_supervision.report.dimension import DID_NOT_DEPART, NO_LEAD, NO_OUTCOME, TO_COME, Dimension
from blended_supervision.report.words import NOT_KNOWN

#: A team of fewer practitioners is shown among "other teams": its figures would be a person's.
LEAST_TEAM: Final = 5
OTHER_TEAMS: Final = "Other teams"
NO_RULE: Final = "no rule"

_STANDING: Final = ("kept", "due", "overdue", "suspended", "not published", NOT_KNOWN, NO_RULE)


def breakdowns(
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
    for name, label, column in (
        ("home visits", "First home visit", "first_home_visit"),
        ("cadence", "Cadence", "cadence"),
    ):
        if column in stands.columns:
            add(name, label, pl.col(column).replace("unknown", NOT_KNOWN).fill_null(NO_RULE), {NO_RULE: "No such rule"})
    for fact, (label, need) in words.ACCESS_NEEDS.items():
        if f"fact.{fact}" in stands.columns:
            add(f"fact.{fact}", label, _yes_no(f"fact.{fact}", stands, need))
    if by == "mode":
        labels["mode"] = ANSWERS["mode"]
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


def orders(modes: Mapping[str, bool]) -> dict[str, Sequence[str]]:
    """The values of each dimension in the order in which they are shown."""
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
        "home visits": _STANDING,
        "cadence": _STANDING,
        **{f"fact.{fact}": ("yes", "no") for fact in words.ACCESS_NEEDS},
    }


def ordered(column: pl.Series, order: Sequence[str]) -> pl.Series:
    """`column` as an Enum: the known values in their order, then others by name, and what is not known last."""
    present = set(column.unique())
    known = [value for value in order if value in present]
    others = sorted(present - set(known) - {NOT_KNOWN, OTHER_TEAMS, DID_NOT_DEPART})
    last = [value for value in (OTHER_TEAMS, NOT_KNOWN, DID_NOT_DEPART) if value in present and value not in known]
    return column.cast(pl.Enum([*known, *others, *last]))
