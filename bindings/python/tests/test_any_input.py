"""No input does more than raise one of the package's errors, and what is answered is what is decided on."""

from __future__ import annotations

import contextlib
from typing import Any

from conftest import MONDAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import blended_supervision as bs

POLICY = bs.Policy.load("england-wales", as_of=MONDAY)
FACTS = POLICY.describe()["facts"]

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
objects = st.dictionaries(st.text(), anything, max_size=6)
texts = st.text() | st.binary()


@quick
@given(payload=objects | texts, contact=st.none() | objects | texts, answers=st.none() | objects | texts)
def test_whatever_is_given_it_is_advised_on_or_told_what_is_wrong(
    payload: dict[str, object] | str | bytes,
    contact: dict[str, object] | str | bytes | None,
    answers: dict[str, object] | str | bytes | None,
) -> None:
    with contextlib.suppress(bs.PayloadError, bs.UsageError):
        POLICY.advise(payload, mapping="ndelius", contact=contact, answers=answers).json()


def _values(fact: dict[str, Any]) -> st.SearchStrategy[object]:
    if fact["type"] == "flag":
        return st.booleans()
    return st.integers(fact["min"], fact["max"]) if fact["type"] == "count" else st.sampled_from(fact["values"])


# What is counted from the history and what is of the contact itself has a source of its own.
ASKED = [fact for fact in FACTS if not fact["derive"] and not fact["id"].startswith("contact.")]
PRESUMED = {fact["id"]: fact["presume"] for fact in ASKED}


@quick
@given(answers=st.fixed_dictionaries({}, optional={fact["id"]: _values(fact) for fact in ASKED}))
def test_what_is_answered_is_what_is_decided_on_and_the_rest_is_unknown(answers: dict[str, object]) -> None:
    advice = POLICY.advise({}, mapping="ndelius", answers=answers)
    told, facts = advice.json(), advice.facts
    doubted = {conflict["fact"] for conflict in told["conflicts"]}
    for fact, presumed in PRESUMED.items():
        if fact in doubted:
            assert facts[fact] is None
        elif fact in answers:
            assert facts[fact] == answers[fact]
            assert type(facts[fact]) is type(answers[fact])
        else:
            assert facts[fact] == presumed
    assert POLICY.replay(advice.input()).json() == told


@quick
@given(text=st.text())
def test_any_text_is_a_mapping_or_told_what_is_wrong(text: str) -> None:
    with contextlib.suppress(bs.MappingError):
        bs.Mapping.of_text(text)


@quick
@given(name=st.text())
def test_any_name_is_a_region_or_refused(name: str) -> None:
    with contextlib.suppress(bs.NotFoundError, bs.UsageError):
        POLICY.select(region=name, as_of=MONDAY)


@quick
@given(stored=st.binary() | st.text())
def test_any_stored_input_is_replayed_or_refused(stored: bytes | str) -> None:
    with contextlib.suppress(bs.PayloadError, bs.ReplayError):
        POLICY.replay(stored)
