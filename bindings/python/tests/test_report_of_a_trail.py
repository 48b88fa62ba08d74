from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

import blended_supervision as bs
from blended_supervision.sample.decisions import decisions


def exports(trail: bs.Trail) -> int:
    size = int(trail.head().split("\n")[1])
    return sum(json.loads(trail.leaf(at))["kind"] == "EXPORT" for at in range(size))


@pytest.fixture
def busy(trail_path: Path, whole: bs.Policy, caseload: dict[str, str]) -> bs.Trail:
    """A trail in which everybody of the caseload was advised on, and the advice followed where there was some."""
    # Of today, since what came of a contact is not recorded before it.
    contact = {
        "date": datetime.now(UTC).date(),
        "purpose": "supervision meeting",
        "scheduled": True,
        "with": "person",
        "role": "counts",
    }
    with bs.Trail.open(trail_path, by="olive", role="probation practitioner", create=True) as trail:
        for person, payload in caseload.items():
            advice = whole.advise(payload, mapping="ndelius", contact=contact)
            if advice.lead is None:
                continue
            shown = trail.record_advice(advice, person=person)
            decided = trail.record_decision({"answers": shown.sequence, "mode": advice.lead})
            trail.record_outcome({"answers": decided.sequence, "mode": advice.lead, "attended": "attended"})
    return bs.Trail.open(trail_path, by="a.analyst")


def test_a_report_is_made_from_a_trail_and_leaves_one_export(busy: bs.Trail, tmp_path: Path) -> None:
    with busy as trail:
        before = exports(trail)
        report = bs.Report(trail, by="region", suppress=False)
        assert exports(trail) == before + 1
        report.to_html(tmp_path / "blended.html")
    agreement = report.tables["agreement-by-region"].frame
    rows = pl.DataFrame(agreement)
    assert rows["All decisions"][-1] == rows["Followed the lead"][-1] > 0
    assert "agreement-by-tier" in report.tables
    assert any(id_.startswith("access-agreement") for id_ in report.tables)
    assert "olive" not in (tmp_path / "blended.html").read_text("utf-8")


def test_a_report_counts_what_the_frame_of_the_trail_counts(busy: bs.Trail) -> None:
    with busy as trail:
        frame = trail.decisions(
            as_of=date(2099, 1, 1), recipients=["a.analyst"], scope="the same", facts=["risk.rosh"]
        ).to_polars()
        from_frame = bs.Report(frame, by="risk", suppress=False).tables["agreement-by-risk"].frame
        assert bs.Report(trail, by="risk", suppress=False).tables["agreement-by-risk"].frame.equals(from_frame)


def test_how_cadence_stands_is_counted_by_the_rules_of_each_row_s_own_policy(busy: bs.Trail) -> None:
    with busy as trail:
        frame = trail.decisions(as_of=date(2099, 1, 1), recipients=["a.analyst"], scope="the same").to_polars()
        tables = bs.Report(trail, suppress=False).tables
    for column, id_ in (("first_home_visit", "home-visits-by-mode"), ("cadence", "cadence-by-mode")):
        shown = tables[id_].frame
        assert shown["Kept"][-1] == (frame[column] == "kept").sum() > 0
        for state, label in ((None, "No such rule"), ("overdue", "Overdue"), ("not published", "Not published")):
            there = frame.filter(pl.col(column).eq_missing(state)).height
            assert (shown[label][-1] if label in shown.columns else 0) == there


def test_a_report_may_be_by_another_fact_and_for_others(busy: bs.Trail) -> None:
    with busy as trail:
        report = bs.Report(
            trail, by="fact.risk.child_protection", suppress=False, recipients=["Head of Kent"], scope="quarter"
        )
        assert "agreement-by-fact.risk.child_protection" in report.tables or any(
            "child" in id_ for id_ in report.tables
        )
        with pytest.raises(bs.UsageError, match="no decision"):
            bs.Report(trail, until=date(2000, 1, 1))


def test_an_empty_trail_has_no_report(trail_path: Path) -> None:
    with (
        bs.Trail.open(trail_path, by="olive", create=True) as trail,
        pytest.raises(bs.UsageError, match="no decisions"),
    ):
        bs.Report(trail)


def test_a_frame_has_left_its_trail_already() -> None:
    with pytest.raises(bs.UsageError, match="for the EXPORT of a trail"):
        bs.Report(decisions(people=100), recipients=["Head of Kent"])


def test_decisions_about_people_who_were_erased_are_counted_apart_and_said() -> None:
    frame = decisions(people=300)
    some = frame["sequence"] % 7 == 0
    gone = [name for name in frame.columns if name not in ("sequence", "day")]
    erased = frame.with_columns(some.alias("erased"), *(pl.when(~some).then(pl.col(name)).alias(name) for name in gone))
    report = bs.Report(erased, suppress=False)
    assert report.erased == some.sum()
    left = bs.Report(frame.filter(~some), suppress=False)
    assert report.tables["agreement-by-region"].frame.equals(left.tables["agreement-by-region"].frame)
    assert f"{report.erased:,} more decisions were about people whose records have been erased" in report.html()
    assert "have been erased" not in left.html()
