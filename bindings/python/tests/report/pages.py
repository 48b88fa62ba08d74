"""Every page, piece of HTML and text that the package makes, from the same small data."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Final

import polars as pl
from conftest import MONDAY, NEXT_MONDAY

import blended_supervision as bs
from blended_supervision.base.words import Words
from blended_supervision.report import Report
from blended_supervision.sample.decisions import decisions

Pages = dict[str, Callable[[bs.Policy, bs.Language], str]]

COLUMN: Final = "unit"
"""A column of cases that is passed on."""


_REPORTS: dict[tuple[object, ...], Report] = {}


def _report(policy: bs.Policy, lang: bs.Language, *, suppress: bool = True) -> Report:
    key = (policy.digest, lang, suppress, Words.__call__)  # tests put other words in place
    if key not in _REPORTS:
        _REPORTS[key] = _made(policy, lang, suppress=suppress)
    return _REPORTS[key]


def _made(policy: bs.Policy, lang: bs.Language, *, suppress: bool) -> Report:
    frame = decisions(people=120, seed=4, who=True)
    frame = frame.with_columns(
        policy=pl.when(pl.col("case") % 2 == 0).then(pl.lit("a")).otherwise(pl.lit("b")),
        erased=pl.col("sequence") % 50 == 0,
    )
    teams = {who: f"{policy.describe()['title']['en']} {at % 2}" for at, who in enumerate(frame["who"].unique().sort())}
    frame = frame.with_columns(pl.col("region").replace("Wales", policy.describe()["title"]["en"]))
    return Report(frame, "team", teams=teams, policy=policy, lang=lang, suppress=suppress)


def _titled(policy: bs.Policy, lang: bs.Language) -> Report:
    return Report(decisions(people=20), title=policy.describe()["title"][lang], policy=policy, lang=lang)


def _change(policy: bs.Policy) -> bs.Comparison:
    wales = bs.Policy.load("england-wales").select(region="Wales", as_of=MONDAY)
    return policy.compare(wales)


def _impact(policy: bs.Policy) -> bs.Impact:
    value = policy.describe()["title"]["en"]
    cases = pl.DataFrame(
        {
            "risk.rosh": ["low", None, "high"],
            "history.remote_in_a_row": [4, 1, 9],
            "planned": ["telephone", None, "video"],
            "contact.date": [MONDAY, None, date(1999, 1, 1)],
            "region": ["Wales", None, "London"],
            COLUMN: [value, None, "other"],
        }
    )
    return _change(policy).impact(cases, by=[COLUMN])


def _advice(policy: bs.Policy, lang: bs.Language) -> bs.Advice:
    return policy.advise({"crn": "X1"}, mapping="ndelius", contact=NEXT_MONDAY, lang=lang)


def _atrs(policy: bs.Policy) -> bs.Atrs:
    return bs.atrs(policy, answers={"Team": policy.describe()["title"]["en"]})


PAGES: Final[Pages] = {
    "report": lambda policy, lang: _report(policy, lang).html(),
    "report, nothing hidden": lambda policy, lang: _report(policy, lang, suppress=False).html(),
    "report in a notebook": lambda policy, lang: _titled(policy, lang)._repr_html_(),
    "table in a notebook": lambda policy, lang: _report(policy, lang).tables["agreement-by-team"]._repr_html_(),
    "comparison": lambda policy, lang: _change(policy).html(lang),
    "comparison of the same": lambda policy, lang: policy.compare(policy).html(lang),
    "impact": lambda policy, lang: _impact(policy).html(lang),
    "advice in a notebook": lambda policy, lang: _advice(policy, lang)._repr_html_(),
}

TEXTS: Final[Pages] = {
    "comparison": lambda policy, lang: _change(policy).text(lang),
    "comparison of the same": lambda policy, lang: policy.compare(policy).text(lang),
    "impact": lambda policy, lang: _impact(policy).text(lang),
}
"""What is printed, a line each."""

ENGLISH_ONLY: Final[Pages] = {
    "comparison in a notebook": lambda policy, lang: _change(policy)._repr_html_(),
    "impact in a notebook": lambda policy, lang: _impact(policy)._repr_html_(),
    "transparency record": lambda policy, lang: _atrs(policy).html(),
    "transparency record in a notebook": lambda policy, lang: dataclasses.replace(
        _atrs(policy), title=policy.describe()["title"]["en"]
    )._repr_html_(),
}
