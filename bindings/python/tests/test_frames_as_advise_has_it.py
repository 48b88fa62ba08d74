"""What `advise` says of one case, `advise_frame` says of its row."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import blended_supervision as bs

DAY = date(2026, 11, 23)
POLICY = bs.Policy.load("england-wales", region="Kent, Surrey and Sussex", as_of=DAY)
MAPPING = bs.Mapping.load("ndelius")
FACTS: list[dict[str, Any]] = [
    fact
    for fact in POLICY.describe()["facts"]
    if not fact["derive"] and not fact["id"].startswith(("cadence.", "contact."))
]
PURPOSES: list[str] = next(fact for fact in POLICY.describe()["facts"] if fact["id"] == "contact.purpose")["values"]


def _values(fact: dict[str, Any]) -> st.SearchStrategy[Any]:
    if fact["type"] == "flag":
        return st.booleans()
    if fact["type"] == "count":
        return st.integers(fact["min"], fact["max"])
    return st.sampled_from(fact["values"])


CASES = st.lists(
    st.tuples(
        st.fixed_dictionaries({}, optional={fact["id"]: _values(fact) for fact in FACTS}),
        st.fixed_dictionaries(
            {
                "purpose": st.sampled_from(PURPOSES),
                "scheduled": st.booleans(),
                "with": st.sampled_from(["person", "professionals", "both"]),
                "role": st.sampled_from(["counts", "additional"]),
            }
        ),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(CASES)
def test_one_case_and_a_row_are_advised_alike(cases: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    rows = [
        {name: facts.get(name) for name in _known(cases)}
        | {f"contact.{name}": value for name, value in contact.items()}
        for facts, contact in cases
    ]
    frame = POLICY.advise_frame(pl.DataFrame(rows, infer_schema_length=None))
    for (facts, contact), row in zip(cases, frame.iter_rows(named=True), strict=True):
        advice = POLICY.advise({}, mapping=MAPPING, contact=contact | {"date": DAY}, answers=facts)
        assert row["lead"] == advice.lead
        assert row["outcome"] == advice.json()["outcome"]["outcome"]
        assert row["firmness"] == str(advice.firmness)
        assert row["provisional"] == advice.provisional
        assert row["alternatives"] == advice.alternatives


def _known(cases: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    """Facts that some case has: polars has no type for a column without any value."""
    return sorted({name for facts, _ in cases for name in facts})


@pytest.mark.parametrize("telephone", [True, False])
def test_the_comparison_can_fail(telephone: bool) -> None:
    frame = POLICY.advise_frame(pl.DataFrame({"circumstances.telephone": [telephone]}), columns=["modes"])
    advice = POLICY.advise({}, mapping=MAPPING, answers={"circumstances.telephone": not telephone})
    one = next(mode for mode in advice.modes if mode.id == "telephone")
    assert frame["permission.telephone"].to_list() != [str(one.permission)]
