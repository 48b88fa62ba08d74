"""Whom the cadence rules of the national pack reach.

The fact `cadence.ID` is worked out for everyone, also for people whom the rule's `when` does not reach, so that a frame
of decisions says for each person how *every* rule would stand. A report must count a rule for those alone whom it
reaches. These are the conditions of config/policies/england-wales/cadence.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import polars as pl


@dataclass(frozen=True, slots=True)
class Rule:
    """A cadence rule: it reaches those for whom any of `reaches` holds (all facts of one), unless one of `unless`."""

    reaches: tuple[Mapping[str, tuple[str | bool, ...]], ...]
    home_visit: bool = False
    unless: tuple[str, ...] = ("sentence.in_custody",)


_AT_HOME: Final = ("sentence.in_custody", "circumstances.no_fixed_abode")

RULES: Final[Mapping[str, Rule]] = {
    "first-home-visit-high": Rule(
        (
            {"risk.rosh": ("high", "very high")},
            {"risk.registered_sex_offender": (True,)},
            {"risk.child_sexual_exploitation": (True,)},
        ),
        True,
        _AT_HOME,
    ),
    "first-home-visit-medium": Rule(({"risk.rosh": ("medium",)},), True, _AT_HOME),
    "first-home-visit-low": Rule(({"risk.rosh": ("low",)},), True, _AT_HOME),
    "in-person-tier-d": Rule(({"case.tier_v3": ("D",)},)),
    "in-person-tier-e": Rule(({"case.tier_v3": ("E",)},)),
    "in-person-tier-f": Rule(({"case.tier_v3": ("F",)},)),
    "in-person-programme": Rule(({"case.tier_v3": ("A", "B"), "case.accredited_programme": (True,)},)),
    "contact-early-engagement": Rule(({"case.phase": ("early engagement",)},)),
}

_PREFIX: Final = "fact.cadence."


def unknown_reach(columns: Sequence[str]) -> list[str]:
    """Cadence rules among `columns` that cannot be counted: whom they reach is not known, or not in the frame."""
    rules = [column.removeprefix(_PREFIX) for column in columns if column.startswith(_PREFIX)]
    return [rule for rule in rules if rule not in RULES or not _conditions(RULES[rule], columns)]


def stands(columns: Sequence[str], *, home_visit: bool) -> pl.Expr | None:
    """How a person stands under the rules that reach them: as under the one that is furthest from kept.

    Args:
        columns: those of the frame.
        home_visit: the rules on the first home visit, or the others.

    Returns:
        "kept", "due", "overdue", or null where no rule is known to reach them or how it stands is not known. None: the
        frame has no such rule.
    """
    counted = {
        f"{_PREFIX}{rule_id}": _conditions(rule, columns)
        for rule_id, rule in RULES.items()
        if rule.home_visit is home_visit and f"{_PREFIX}{rule_id}" in columns and _conditions(rule, columns)
    }
    if not counted:
        return None
    answer = pl.when(False).then(pl.lit(""))
    for state in ("overdue", "due", "kept"):
        holds = [(pl.col(column) == state) & reduce(or_, reaches) for column, reaches in counted.items()]
        answer = answer.when(pl.any_horizontal(holds)).then(pl.lit(state))  # type: ignore[assignment]
    return answer.otherwise(None)


def _conditions(rule: Rule, columns: Sequence[str]) -> list[pl.Expr]:
    """Each way in which `rule` reaches somebody that the frame has the facts for."""
    excepted = [pl.col(f"fact.{fact}").fill_null(False) for fact in rule.unless if f"fact.{fact}" in columns]
    return [
        pl.all_horizontal(
            *(pl.col(f"fact.{fact}").is_in(list(values)) for fact, values in way.items()), *(~each for each in excepted)
        )
        for way in rule.reaches
        if all(f"fact.{fact}" in columns for fact in way)
    ]
