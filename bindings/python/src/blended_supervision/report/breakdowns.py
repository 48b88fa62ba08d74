"""What answers are broken down by: region, team, tier, needs and others, those that the frame has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import polars as pl

from blended_supervision.errors import UsageError
from blended_supervision.report.dimension import DID_NOT_DEPART, NOT_KNOWN, Dimension
from blended_supervision.report.edition import Edition

#: A team of fewer practitioners is shown among "other teams": its figures would be a person's.
LEAST_TEAM: Final = 5
OTHER_TEAMS: Final = "Other teams"

#: Access needs among the facts of the national pack, and the answer that is the need.
ACCESS_NEEDS: Final[Mapping[str, bool]] = {
    "circumstances.interpreter": True,
    "circumstances.hearing_or_speech": True,
    "circumstances.physical_disability": True,
    "circumstances.learning_disability": True,
    "circumstances.complex_needs": True,
    "circumstances.telephone": False,
    "circumstances.device": False,
    "circumstances.unable_to_travel": True,
    "circumstances.poor_transport": True,
    "circumstances.childcare": True,
    "circumstances.no_fixed_abode": True,
}

#: Breakdowns by a fact: the fact, and the words that it is called by; None: as the policy calls it.
_BY_FACT: Final[Mapping[str, tuple[str, str | None]]] = {
    "tier": ("case.tier_v3", "breakdown.tier"),
    "earlier tier": ("case.tier_v2", "breakdown.earlier_tier"),
    "risk": ("risk.rosh", None),
    "phase": ("case.phase", None),
}

FACTS: Final = (*(fact for fact, _ in _BY_FACT.values()), *ACCESS_NEEDS)
"""The facts that reports use."""


class Breakdowns:
    """Columns by which answers are broken down, and what they are called."""

    def __init__(self, stands: pl.DataFrame, edition: Edition, teams: Mapping[str, str] | None) -> None:
        """Finds those that the frame has."""
        self._stands = stands
        self._edition = edition
        self.columns: dict[str, pl.Expr] = {}
        self.dimensions: dict[str, Dimension] = {}
        words = edition.words
        self._add("region", words("breakdown.region"), pl.col("region"), {NOT_KNOWN: words("breakdown.no_region")})
        for name, (fact, key) in _BY_FACT.items():
            if f"fact.{fact}" in stands.columns:
                self._add_fact(name, fact, None if key is None else words(key))
        if teams is not None:
            self._add("team", words("breakdown.team"), self._team(teams), {OTHER_TEAMS: words("breakdown.other_teams")})
        self._add("role", words("breakdown.role"), pl.col("role"))
        month = pl.col("day").dt.strftime("%Y-%m")
        months = {each: words.month(date.fromisoformat(f"{each}-01")) for each in stands.select(month.unique())["day"]}
        self._add("month", words("breakdown.month"), month, months)
        for fact, need in ACCESS_NEEDS.items():
            if f"fact.{fact}" in stands.columns:
                absent = f"breakdown.no_{fact.removeprefix('circumstances.')}"
                label = edition.labels.fact(fact) if need else words(absent)
                self._add_flag(f"fact.{fact}", label, need)

    def add_by(self, by: str, others: Sequence[str]) -> None:
        """Adds what the report is broken down by, if it is not there yet.

        Args:
            by: Its name.
            others: What else a report may be broken down by.

        Raises:
            UsageError: There is no such thing in the frame.
        """
        if by in self.columns or by in others:
            return
        if by not in self._stands.columns or not by.startswith("fact."):
            raise UsageError(_no_breakdown(by, [*self.columns, *others]))
        fact = by.removeprefix("fact.")
        if self._stands.schema[by] == pl.Boolean:
            self._add_flag(by, self._edition.labels.fact(fact), True)
        else:
            self._add_fact(by, fact)

    def _add(self, name: str, label: str, expression: pl.Expr, shown: Mapping[str, str] | None = None) -> None:
        self.columns[name] = expression
        words = self._edition.said("breakdown", ()) | dict(shown or {})
        self.dimensions[name] = Dimension(name, label, words=words)

    def _add_fact(self, name: str, fact: str, label: str | None = None) -> None:
        values = self._edition.labels.values(fact)
        self.columns[name] = pl.col(f"fact.{fact}").cast(pl.String)
        words = self._edition.said("breakdown", ()) | dict(values)
        self.dimensions[name] = Dimension(name, label or self._edition.labels.fact(fact), tuple(values), words)

    def _add_flag(self, name: str, label: str, need: bool) -> None:
        column = pl.col(name)
        if self._stands.schema[name] != pl.Boolean:
            raise UsageError(f"column {name!r} is {self._stands.schema[name]}, not Boolean; see docs/report.md")
        self.columns[name] = pl.when(column == need).then(pl.lit("yes")).when(column != need).then(pl.lit("no"))
        order = ("yes", "no")
        self.dimensions[name] = Dimension(name, label, order, self._edition.said("breakdown", order))

    def _team(self, teams: Mapping[str, str]) -> pl.Expr:
        """The team of each decider, small teams together; teams are merged until "other teams" is not small either."""
        if "who" not in self._stands.columns:
            raise UsageError(
                "teams are given, but the frame has no column 'who': ask for it with the frame of decisions"
            )
        practitioners = self._stands["who"].drop_nulls().unique()
        sizes: dict[str, int] = {}
        for who in practitioners:
            if who in teams:
                sizes[teams[who]] = sizes.get(teams[who], 0) + 1
        small = {team for team, size in sizes.items() if size < LEAST_TEAM}
        while small and sum(sizes[team] for team in small) < LEAST_TEAM and len(small) < len(sizes):
            small.add(min((team for team in sizes if team not in small), key=lambda team: (sizes[team], team)))
        shown = {who: OTHER_TEAMS if teams[who] in small else teams[who] for who in practitioners if who in teams}
        return pl.col("who").replace_strict(shown, default=None, return_dtype=pl.String)


def _no_breakdown(by: str, there: Sequence[str]) -> str:
    if by == "who":
        return "reports do not show who decided: give teams, and by='team'"
    if by == "team":
        return "for by='team', give teams: the team of each user in the column who"
    return f"a report cannot be broken down by {by!r}; there are {', '.join(map(repr, there))}"


def ordered(column: pl.Series, order: Sequence[str]) -> pl.Series:
    """`column` as an Enum: the known values in their order, then others by name, and what is not known last."""
    present = set(column.unique())
    known = [value for value in order if value in present]
    others = sorted(present - set(known) - {NOT_KNOWN, OTHER_TEAMS, DID_NOT_DEPART})
    last = [value for value in (OTHER_TEAMS, NOT_KNOWN, DID_NOT_DEPART) if value in present and value not in known]
    return column.cast(pl.Enum([*known, *others, *last]))
