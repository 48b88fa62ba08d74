from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import MONDAY, drafted

import blended_supervision as bs

NOBODY_AT_VERY_HIGH_RISK = """
[[principle]]
id = "nobody-at-very-high-risk"
mandate = "national"
basis = "rule"
when = { "risk.rosh" = "very high" }
if_unknown = "ignore"
EFFECT
because = { en = "Not while this is tried out.", cy = "Ddim tra bo hyn yn cael ei brofi." }
source = "A draft"

[[principle]]
id = "contact-suspended"
"""
BUT_HOME = '"office", "in person elsewhere", "doorstep", "video", "telephone", "online check-in"'
# A pack that closes every mode by itself is refused: the home visit that is left is closed where there is no home.
RULED_OUT = f"rule_out = [{BUT_HOME}]"
FOR_APPROVAL = f'needs_approval = {{ modes = [{BUT_HOME}, "home visit"], role = "senior probation officer" }}'

CASES = pl.DataFrame(
    {
        "crn": ["X1", "X2", "X3", "X4"],
        "risk.rosh": ["very high", "low", None, "very high"],
        "circumstances.physical_disability": [False, True, None, None],
        "circumstances.no_fixed_abode": [True, False, None, True],
        "planned": ["office", "telephone", None, "office"],
        "team": ["a", "a", "b", None],
    }
)


@pytest.fixture
def change(tmp_path: Path, nation: bs.Policy) -> Callable[[str], bs.Comparison]:
    """A draft with a principle more, of that effect."""

    def of(effect: str) -> bs.Comparison:
        new = NOBODY_AT_VERY_HIGH_RISK.replace("EFFECT", effect)
        old = '\n[[principle]]\nid = "contact-suspended"\n'
        return nation.compare(drafted(tmp_path, "england-wales/principles.toml", old, new))

    return of


@pytest.fixture
def visits(tmp_path: Path, nation: bs.Policy) -> bs.Comparison:
    """A draft in which a disability speaks for a home visit more than before."""
    old = '"home visit" = 1, video = 2, telephone = 2 }'
    new = old.replace("= 1", "= 3")
    return nation.compare(drafted(tmp_path, "england-wales/factors.toml", old, new))


def test_a_draft_that_is_no_other_changes_nothing(nation: bs.Policy) -> None:
    same = nation.compare(nation).impact(CASES, keep=["crn", "team"])
    assert (same.cases, same.changed) == (4, 0)
    assert same.frame["changes"].list.len().to_list() == [0, 0, 0, 0]
    assert same.last_permitted.is_empty()
    assert same.by_rule.is_empty()


def test_a_weight_that_changed_changes_the_lead_of_whom_it_reaches_and_is_named(visits: bs.Comparison) -> None:
    (rule,) = [each.id for each in visits.differences]
    given = visits.impact(CASES, keep=["crn", "team"])
    assert given.frame.filter(pl.col("changes").list.len() > 0).select(
        "crn", "was.lead", "now.lead", "changes", "rules"
    ).rows() == [("X2", "office", "home visit", ["lead"], [rule])]
    assert given.moves.rows() == [("office", "home visit", 1)]
    assert given.by_rule.rows() == [(rule, 1)]
    assert str(given) == "1 of 4 cases change (25.0%)"


def test_cases_that_lose_the_last_mode_are_named_apart(change: Callable[[str], bs.Comparison]) -> None:
    given = change(RULED_OUT).impact(CASES, keep=["crn", "team"])
    lost = given.last_permitted
    assert lost.select("crn", "was.outcome", "now.outcome", "nothing_usable", "none_permitted", "rules").rows() == [
        (crn, "lead", "refer nothing usable", True, True, ["nobody-at-very-high-risk"]) for crn in ("X1", "X4")
    ]
    assert lost["now.lead"].to_list() == [None, None]
    assert lost["changes"][0].to_list() == ["lead", "outcome", "firmness", "planned permission"]
    # Of whom the risk is unknown nothing is said: the draft's rule passes over them.
    assert given.frame.filter(pl.col("crn") == "X3")["changes"].item().to_list() == []
    assert "2 of 4. The rules that act: nobody-at-very-high-risk." in given.html()


def test_a_mode_that_only_an_approval_opens_is_not_permitted_any_more(change: Callable[[str], bs.Comparison]) -> None:
    given = change(FOR_APPROVAL).impact(CASES, keep=["crn", "team"])
    assert given.last_permitted.select("crn", "nothing_usable", "none_permitted", "now.lead").rows() == [
        ("X1", False, True, "office"),
        ("X4", False, True, "office"),
    ]
    assert dict(given.summary.select("what", "cases").rows())["nothing_usable"] == 0


def test_numbers_are_broken_down_with_those_of_whom_it_is_not_known(change: Callable[[str], bs.Comparison]) -> None:
    given = change(RULED_OUT).impact(CASES, by=["risk.rosh", "team"], keep=["crn"])
    assert given.breakdown("team").select("team", "of", "any", "nothing_usable").rows() == [
        ("a", 2, 1, 1),
        ("b", 1, 0, 0),
        (None, 1, 1, 1),
    ]
    assert given.breakdown("risk.rosh").select("of").sum().item() == given.cases
    assert "not known" in given.html()
    with pytest.raises(bs.UsageError, match="planned"):
        given.breakdown("planned")


def test_what_no_rule_decided_is_not_put_down_to_one(tmp_path: Path, nation: bs.Policy) -> None:
    draft = drafted(tmp_path, "england-wales/lists.toml", "in_person = true\nbase = 2", "in_person = true\nbase = -3")
    given = nation.compare(draft).impact(CASES, keep=["crn", "team"])
    assert given.changed == 4
    assert given.by_rule.rows() == [(None, 4)]
    assert "(none that advice names)" in given.html()


@pytest.mark.parametrize("into", [pl.DataFrame.to_pandas, pl.DataFrame.to_arrow, pl.DataFrame.clone])
def test_the_answer_is_the_kind_of_frame_that_was_given(
    visits: bs.Comparison, into: Callable[[pl.DataFrame], pd.DataFrame | pa.Table | pl.DataFrame]
) -> None:
    cases = into(CASES)
    given = visits.impact(cases, keep=["crn", "team"])
    assert type(given.frame) is type(cases)
    assert type(given.last_permitted) is type(cases)
    assert pl.DataFrame(given.frame)["now.lead"].to_list() == ["office", "home visit", "office", "office"]


def test_a_policy_of_a_region_says_nothing_about_other_regions(whole: bs.Policy, kent: bs.Policy) -> None:
    cases = CASES.with_columns(region=pl.Series(["N57", "London", None, "Kent, Surrey and Sussex"]))
    given = kent.compare(kent).impact(cases, keep=["crn", "team"])
    assert (given.frame["crn"].to_list(), given.left_out) == (["X1", "X3", "X4"], 1)
    london = whole.select(region="London", as_of=MONDAY)
    with pytest.raises(bs.UsageError, match="region"):
        london.compare(london).impact(cases.filter(pl.col("region") == "N57"), keep=["crn", "team"])


def test_the_nation_alone_takes_all_regions(visits: bs.Comparison) -> None:
    cases = CASES.with_columns(region=pl.lit("London"))
    assert visits.impact(cases, keep=["crn", "team"]).cases == 4


def test_contacts_before_a_draft_is_in_force_are_taken_to_be_on_its_day(tmp_path: Path, nation: bs.Policy) -> None:
    start = date(2027, 4, 1)
    draft = drafted(
        tmp_path, "england-wales.toml", "effective_from = 2026-10-01", f"effective_from = {start}", as_of=start
    )
    cases = CASES.with_columns(pl.lit(MONDAY).alias("contact.date"))
    given = nation.compare(draft).impact(cases, keep=["crn", "team"])
    assert given.changed == 0
    assert given.notes[0].startswith("4 contacts have no day")
    later = CASES.with_columns(pl.lit(start + timedelta(30)).alias("contact.date"))
    assert "contacts have no day" not in str(nation.compare(draft).impact(later, keep=["crn", "team"]).notes)


def test_columns_that_are_no_facts_are_named_unless_they_are_kept(visits: bs.Comparison) -> None:
    with pytest.raises(bs.UsageError, match=r"neither policy has the fact 'team'.*in keep"):
        visits.impact(CASES, keep=["crn"])
    with pytest.raises(bs.UsageError, match="no column 'nobody'"):
        visits.impact(CASES, keep=["crn", "team"], by=["nobody"])
    with pytest.raises(bs.UsageError, match="list of columns"):
        visits.impact(CASES, keep="crn")
    with pytest.raises(bs.UsageError, match=r"was\.lead"):
        visits.impact(CASES.rename({"team": "was.lead"}), keep=["crn", "was.lead"])
    with pytest.raises(bs.UsageError, match="dict does not give Arrow data"):
        visits.impact({"crn": ["X1"]})
    with pytest.raises(bs.PayloadError, match=r"risk\.rosh, row 1"):
        visits.impact(CASES.with_columns(pl.Series("risk.rosh", ["low", "lwo", None, None])), keep=["crn", "team"])


def test_decisions_of_a_trail_are_cases_too(
    kept: Callable[[], bs.Trail], nation: bs.Policy, trail_path: Path, visits: bs.Comparison
) -> None:
    facts = ["risk.rosh", "circumstances.physical_disability", "history.remote_in_a_row", "case.phase"]
    with kept() as trail:
        before = len(list(trail.read(kinds=["ADVICE", "DECISION"])))
        frame = trail.decisions(as_of=date(2099, 1, 1), recipients=["a.analyst"], scope="a draft", facts=facts)
        decisions = frame.to_polars()
        given = visits.impact(decisions, by=["region", "fact.case.phase"], keep=["sequence"])
        assert given.cases == decisions.height == 1
        assert given.frame.columns[:3] == ["sequence", "region", "case.phase"]
        assert len(list(trail.read(kinds=["ADVICE", "DECISION"]))) == before


def test_flags_and_counts_of_a_trail_are_text(visits: bs.Comparison) -> None:
    cases = pl.DataFrame(
        {
            "fact.circumstances.physical_disability": ["true", "false", None],
            "fact.history.remote_in_a_row": ["4", None, "0"],
            "erased": [False, False, True],
            "contact_day": [MONDAY] * 3,
            "mode": ["office", None, None],
        }
    )
    given = visits.impact(cases)
    typed = pl.DataFrame(
        {
            "circumstances.physical_disability": [True, False],
            "history.remote_in_a_row": [4, None],
            "contact.date": [MONDAY] * 2,
        }
    )
    assert given.frame.equals(visits.impact(typed).frame)
    assert given.changed == 1
    for name, wrong in (("circumstances.physical_disability", "yes"), ("history.remote_in_a_row", "many")):
        with pytest.raises(bs.UsageError, match=name):
            visits.impact(cases.with_columns(pl.lit(wrong).alias(f"fact.{name}")))


def test_what_a_back_test_cannot_see_is_said(whole: bs.Policy, kent: bs.Policy) -> None:
    given = whole.select(as_of=MONDAY).compare(kent).impact(CASES, keep=["crn", "team"])
    assert "in-person-tier-e" in given.notes[-1]


def test_the_page_holds_no_case(change: Callable[[str], bs.Comparison], tmp_path: Path) -> None:
    given = change(RULED_OUT).impact(CASES, by=["team"], keep=["crn"])
    given.to_html(tmp_path / "impact.html")
    page = (tmp_path / "impact.html").read_text("utf-8")
    assert "X1" not in page
    assert "nobody-at-very-high-risk" in page
    assert "<script" not in page
    assert "2 of 4 cases change (50.0%)" in given._repr_html_()


def test_without_polars_it_is_said_how_to_get_it(visits: bs.Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("policy_change.impact", "policy_change.cases", "base.polars"):
        monkeypatch.delitem(sys.modules, f"blended_supervision.{name}")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'blended_supervision\[report\]'"):
        visits.impact(CASES)
