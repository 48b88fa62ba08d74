"""The sample is what a trail could hold."""

from __future__ import annotations

import polars as pl
import pytest

from blended_supervision.errors import UsageError
from blended_supervision.sample.decisions import decisions


@pytest.fixture(scope="module")
def sample() -> pl.DataFrame:
    return decisions(people=5_000, seed=4, who=True)


def test_who_departs_chose_neither_the_lead_nor_an_alternative_and_gives_a_reason(sample: pl.DataFrame) -> None:
    assert sample.filter(pl.col("departs") & (pl.col("mode") == pl.col("advised"))).is_empty()
    assert sample.filter(pl.col("advised").is_null() & ~pl.col("departs")).is_empty()
    assert sample.filter(pl.col("departs") != pl.col("reason").is_not_null()).is_empty()


def test_a_decision_is_outside_policy_where_it_says_why(sample: pl.DataFrame) -> None:
    assert sample.filter((pl.col("state") == "outside policy") != pl.col("outside").is_not_null()).is_empty()


def test_only_contacts_of_the_past_have_an_outcome(sample: pl.DataFrame) -> None:
    last = sample["day"].max()
    assert sample.filter(pl.col("attended").is_not_null() & (pl.col("contact_day") >= last)).is_empty()
    without = sample.filter(pl.col("attended").is_null())
    assert without["technical_failure"].is_null().all()
    assert without["outcome_day"].is_null().all()


def test_promises_that_were_kept_are_not_overdue(sample: pl.DataFrame) -> None:
    assert sample.filter(pl.col("promised_done") + pl.col("promised_overdue") > pl.col("promised")).is_empty()


def test_nobody_in_custody_is_due_a_home_visit(sample: pl.DataFrame) -> None:
    in_custody = pl.col("fact.case.phase") == "in custody"
    assert sample.filter(in_custody & pl.col("first_home_visit").is_not_null()).is_empty()
    assert not sample.filter(~in_custody & pl.col("first_home_visit").is_not_null()).is_empty()


def test_how_often_somebody_is_seen_is_public_in_tiers_d_e_and_f_alone(sample: pl.DataFrame) -> None:
    stands = pl.col("cadence").is_in(["kept", "due", "overdue", "unknown"])
    assert set(sample.filter(stands)["fact.case.tier_v3"].drop_nulls().unique()) == {"D", "E", "F"}
    assert sample["cadence"].is_null().any()


def test_records_are_numbered_in_the_order_of_their_days(sample: pl.DataFrame) -> None:
    assert sample["sequence"].is_sorted()
    assert sample["sequence"].is_unique().all()
    assert sample["day"].is_sorted()


def test_there_are_users_only_where_they_are_asked_for(sample: pl.DataFrame) -> None:
    assert "who" in sample.columns
    assert "who" not in decisions(people=10).columns


@pytest.mark.parametrize(("people", "each"), [(0, 1.0), (1, 0.0)])
def test_a_sample_of_nothing_is_refused(people: int, each: float) -> None:
    with pytest.raises(UsageError):
        decisions(people=people, each=each)
