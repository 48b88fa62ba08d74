"""Numbers that can be counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

import polars as pl
import pytest
import scipy.stats
from frames import counts, frame, rate

from blended_supervision.errors import UsageError
from blended_supervision.report import Report
from blended_supervision.report.wilson import wilson

Given: TypeAlias = Any


def report(decisions: list[dict[str, Any]], by: str = "region", **how: Given) -> Report:
    return Report(frame(decisions), by, suppress=False, **how)


def test_agreement_tells_the_lead_an_alternative_a_departure_and_no_lead_apart() -> None:
    table = report(
        [
            {},
            {},
            {"mode": "telephone", "alternatives": ["telephone"]},
            {"mode": "video", "departs": True, "reason": "person-asked"},
            {"advised": None, "outcome": "refer suspended", "departs": True, "reason": "other"},
            {"region": "London"},
        ]
    ).tables["agreement-by-region"]
    assert counts(table, "Wales") == {
        "Followed the lead": 2,
        "Chose an alternative": 1,
        "Departed": 1,
        "There was no lead": 1,
        "All decisions": 5,
    }
    assert rate(table, "Wales", "Departed") == (1, 5)
    assert rate(table, "All", "Followed the lead") == (3, 6)


def test_a_decision_of_which_nobody_says_how_it_stands_is_counted() -> None:
    table = report([{}, {"state": None}]).tables["approvals-by-region"]
    assert counts(table, "All") == {"Needs none": 1, "Not known": 1, "All decisions": 2}


def test_a_superseded_decision_is_not_counted() -> None:
    table = report([{}, {"state": "superseded", "mode": "video", "departs": True}]).tables["agreement-by-region"]
    assert counts(table, "All")["All decisions"] == 1


def test_no_region_is_a_row_of_its_own() -> None:
    table = report([{}, {"region": None}]).tables["agreement-by-region"]
    assert counts(table, "No region (the nation alone)")["All decisions"] == 1


def test_an_unknown_tier_is_a_row_of_its_own_and_not_a_tier() -> None:
    table = report([{"fact.case.tier_v3": "D"}, {"fact.case.tier_v3": None}]).tables["agreement-by-tier"]
    assert [row.heads[0] for row in table.rows] == ["D", "Not known", "All"]


def test_reasons_are_shares_of_departures_and_a_missing_code_is_said() -> None:
    departs = {"mode": "video", "departs": True}
    table = report([{}, {**departs, "reason": "urgent"}, {**departs, "reason": "urgent"}, departs]).tables["reasons"]
    assert rate(table, "It is urgent, and this way is the quickest", "Share of departures") == (2, 3)
    assert rate(table, "No reason code recorded", "Share of departures") == (1, 3)


def test_approvals_are_shares_of_those_that_needed_one() -> None:
    table = report(
        [
            {},
            {"state": "approved"},
            {"state": "waiting"},
            {"state": "lapsed"},
            {"state": "outside policy", "outside": "cannot"},
        ]
    ).tables["approvals-by-region"]
    assert rate(table, "Wales", "Approved, of those that needed it") == (1, 3)
    assert rate(table, "Wales", "Outside policy, of all") == (1, 5)


def test_modes_advised_are_crossed_with_modes_decided() -> None:
    table = report(
        [
            {},
            {"mode": "video", "departs": True},
            {"advised": "telephone", "mode": "telephone"},
            {"advised": None, "departs": True},
        ]
    ).tables["modes-advised-and-decided"]
    assert counts(table, "Office visit") == {
        "Office visit": 1,
        "Video call": 1,
        "Telephone call": 0,
        "All decisions": 2,
    }
    assert rate(table, "Office visit", "Decided as advised") == (1, 2)
    assert rate(table, "There was no lead", "Decided as advised") == "[z]"


def test_missed_is_of_known_attendance_and_a_contact_to_come_is_not_without_outcome() -> None:
    none = {"attended": None, "outcome_day": None}
    table = report(
        [
            {},
            {"attended": "missed"},
            {"attended": "excused"},
            {"attended": "not recorded"},
            {**none, "contact_day": date(2026, 3, 8)},
            {**none, "contact_day": date(2026, 3, 20)},
        ]
    ).tables["attendance-by-mode"]
    assert rate(table, "Office visit", "Missed, of known attendance") == (1, 3)
    assert rate(table, "Office visit", "No outcome recorded, of contacts past") == (1, 5)
    assert counts(table, "Office visit")["To come"] == 1


def test_technology_that_nobody_speaks_of_did_not_work_nor_fail() -> None:
    table = report([{"technical_failure": True}, {"technical_failure": False}, {}, {"attended": None}]).tables[
        "technical-by-mode"
    ]
    assert rate(table, "All", "Technical failure, of those where it is known") == (1, 2)
    assert counts(table, "All")["Not known"] == 1


def remote(case: int, day: int, **more: Given) -> dict[str, Any]:
    return {"case": case, "mode": "telephone", "advised": "telephone", "contact_day": date(2026, 3, day), **more}


def test_in_person_again_is_a_later_decision_for_a_day_within_thirty() -> None:
    as_of = {"case": 99, "day": date(2026, 6, 1), "contact_day": date(2026, 6, 1)}
    table = report(
        [
            remote(1, 1),
            {"case": 1, "contact_day": date(2026, 3, 31)},  # the thirtieth day
            remote(2, 1),
            {"case": 2, "contact_day": date(2026, 4, 1)},  # the day after it
            {"case": 3, "contact_day": date(2026, 3, 10)},  # decided before the remote contact: planned anyway
            remote(3, 1),
            remote(4, 1),
            remote(4, 8),  # remote again
            remote(5, 1, counts=False),
            {"case": 5, "contact_day": date(2026, 3, 10)},
            remote(6, 1, attended="missed"),
            {"case": 6, "contact_day": date(2026, 3, 10)},
            as_of,
        ]
    ).tables["in-person-again-by-mode"]
    assert counts(table, "Telephone call") == {
        "In person within 30 days": 1,
        "Not in person within 30 days": 4,
        "Was not to count": 1,
        "All these contacts": 6,
    }
    assert rate(table, "All", "In person within 30 days") == (1, 5)


def test_thirty_days_that_are_not_over_are_in_neither_count() -> None:
    table = report([remote(1, 1), {"case": 2, "day": date(2026, 3, 10)}]).tables["in-person-again-by-mode"]
    assert rate(table, "All", "In person within 30 days") == "[z]"
    assert counts(table, "All")["30 days not over"] == 1


def test_what_follows_the_period_still_counts_as_following() -> None:
    table = report(
        [remote(1, 1), {"case": 1, "day": date(2026, 3, 15), "contact_day": date(2026, 3, 20)}], until=date(2026, 3, 10)
    ).tables["in-person-again-by-mode"]
    assert counts(table, "All")["In person within 30 days"] == 1


def test_promises_are_counted_and_an_open_one_is_neither_kept_nor_broken() -> None:
    table = report(
        [{"promised": 3, "promised_done": 1, "promised_overdue": 1}, {"promised": 1, "promised_done": 1}]
    ).tables["promises-by-mode"]
    assert counts(table, "Office visit") == {"Kept": 2, "Not due yet": 1, "Overdue": 1, "All promises": 4}
    assert rate(table, "Office visit", "Kept, of those kept or overdue") == (2, 3)


def test_whom_no_rule_on_home_visits_reaches_is_in_no_rate() -> None:
    tables = report([{"first_home_visit": each} for each in ("overdue", "kept", "unknown", None)]).tables
    assert counts(tables["home-visits-by-mode"], "All") == {
        "Kept": 1,
        "Overdue": 1,
        "Not known": 1,
        "No such rule": 1,
        "All decisions": 4,
    }
    assert rate(tables["home-visits-by-mode"], "All", "Kept, of those known") == (1, 2)


def test_a_rule_whose_number_is_not_public_or_that_is_suspended_is_neither_kept_nor_broken() -> None:
    tables = report([{"cadence": each} for each in ("due", "suspended", "not published", "not published")]).tables
    assert counts(tables["cadence-by-mode"], "All") == {
        "Due": 1,
        "Suspended": 1,
        "Not published": 2,
        "All decisions": 4,
    }
    assert rate(tables["cadence-by-mode"], "All", "Kept, of those known") == (0, 1)
    assert rate(tables["home-visits-by-mode"], "All", "Kept, of those known") == "[z]"


def test_a_frame_that_does_not_say_how_cadence_stands_has_no_table_of_it() -> None:
    made = Report(frame([{}]).drop("cadence", "first_home_visit"), suppress=False)
    assert not {"cadence-by-mode", "home-visits-by-mode"} & made.tables.keys()


def test_a_need_that_is_not_known_is_not_a_need_that_is_not_there() -> None:
    interpreter, telephone = "fact.circumstances.interpreter", "fact.circumstances.telephone"
    table = report(
        [
            {interpreter: True, telephone: False},
            {interpreter: False, telephone: True},
            {interpreter: None, telephone: None},
        ]
    ).tables["access-agreement"]
    assert [row.heads for row in table.rows] == [
        ("Interpreter needed", "Yes"),
        ("Interpreter needed", "No"),
        ("Interpreter needed", "Not known"),
        ("No telephone", "Yes"),
        ("No telephone", "No"),
        ("No telephone", "Not known"),
        ("All", "All"),
    ]
    assert [row.counts[-1] for row in table.rows] == [1, 1, 1, 1, 1, 1, 3]


def test_small_teams_are_shown_together_and_never_alone() -> None:
    people = [("North", name) for name in "abcde"] + [("South", name) for name in "fgh"] + [("East", "i")]
    decisions = [{"who": who} for _, who in people]
    table = report(decisions, "team", teams={who: team for team, who in people}).tables["agreement-by-team"]
    # South and East have four practitioners together, so North joins them.
    assert [row.heads[0] for row in table.rows] == ["Other teams", "All"]
    more = [*people, ("West", "j"), ("West", "k")]
    table = report([{"who": who} for _, who in more], "team", teams={who: team for team, who in more}).tables[
        "agreement-by-team"
    ]
    assert [row.heads[0] for row in table.rows] == ["North", "Other teams", "All"]


def test_a_user_of_no_known_team_is_said_to_be_so() -> None:
    people = dict.fromkeys("abcde", "North")
    table = report([{"who": who} for who in "abcdex"], "team", teams=people).tables["agreement-by-team"]
    assert [row.heads[0] for row in table.rows] == ["North", "Not known", "All"]


@pytest.mark.parametrize("by", ["mode", "role", "month", "fact.sentence.type", "fact.circumstances.interpreter"])
def test_it_can_be_broken_down_by_other_things_first(by: str) -> None:
    facts = {"fact.sentence.type": "licence", "fact.circumstances.interpreter": True}
    made = report([facts, {}], by)
    first = next(iter(made.tables.values()))
    assert counts(first, "All")["All decisions"] == 2
    assert "fact." not in first.title
    assert made.html()


def test_facts_may_be_coded_as_arrow_dictionaries() -> None:
    given = frame([{"fact.case.tier_v3": "D", "region": "Wales"}])
    coded = given.with_columns(pl.col("fact.case.tier_v3", "region").cast(pl.Categorical))
    assert Report(coded, suppress=False).html() == Report(given, suppress=False).html()


def test_months_are_in_their_order() -> None:
    days = [date(2026, 10, 1), date(2026, 9, 30), date(2025, 12, 1)]
    table = report([{"day": day} for day in days], "month").tables["agreement-by-month"]
    assert [row.heads[0] for row in table.rows] == ["December 2025", "September 2026", "October 2026", "All"]


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 20), (3, 7), (63_984, 78_578)])
def test_intervals_are_those_of_an_independent_implementation(count: int, of: int) -> None:
    expected = scipy.stats.binomtest(count, of).proportion_ci(method="wilson")
    assert wilson(count, of) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "pandas"])
def test_any_frame_that_gives_arrow_data_gives_the_same_report(kind: str) -> None:
    given = frame([{}, {"mode": "video", "departs": True, "reason": "urgent"}])
    source: Any = given
    if kind == "pyarrow":
        pytest.importorskip("pyarrow")
        source = given.to_arrow()
    elif kind == "pandas":
        pytest.importorskip("pandas")
        source = given.to_arrow().to_pandas()
        source["outcome_day"] = given["outcome_day"].to_numpy()
    assert Report(source, suppress=False).html() == Report(given, suppress=False).html()


@pytest.mark.parametrize(
    ("change", "by", "how", "said"),
    [
        ({}, "who", {}, "do not show who decided"),
        ({}, "team", {}, "give teams"),
        ({}, "regoin", {}, "'region', 'role'"),
        ({"mode": "pager"}, "region", {}, "the mode 'pager'"),
        ({}, "region", {"since": date(2027, 1, 1)}, "those in the frame are from 2026-03-02"),
        ({}, "region", {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "after until"),
        ({}, "region", {"since": "2026-01-01"}, "give a datetime.date"),
        ({"state": "superseded"}, "region", {}, "superseded"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], by: str, how: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        report([change], by, **how)


def test_columns_that_are_missing_or_wrong_are_named() -> None:
    whole = frame([{}])
    with pytest.raises(UsageError, match="'state'"):
        Report(whole.drop("state"))
    with pytest.raises(UsageError, match="'counts' is String"):
        Report(whole.with_columns(counts=pl.lit("perhaps")))
    with pytest.raises(UsageError, match="a number twice"):
        Report(pl.concat([whole, whole]))
    with pytest.raises(UsageError, match="does not give Arrow data"):
        Report([{"mode": "office"}])  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="there are no decisions"):
        Report(whole.clear())
