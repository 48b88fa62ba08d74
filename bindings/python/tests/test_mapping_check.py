from __future__ import annotations

import json

import pytest
from conftest import MONDAY, ROOT

import blended_supervision as bs

CASE = json.loads((ROOT / "config/mappings/ledger.json").read_text())
MISSPELT = """
[mapping]
id = "mine"
version = "1"
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/phone"
fact = "circumstances.telefone"
"""


def rows(check: bs.MappingCheck, kind: str) -> list[tuple[str | None, ...]]:
    return check.to_polars().filter(kind=kind).select("name", "value", "at").rows()


def test_each_fact_has_its_place_and_each_leaf_that_nothing_read_is_named(whole: bs.Policy) -> None:
    check = bs.Mapping.load("ledger").check(whole, [CASE], as_of=MONDAY)
    assert ("risk.rosh", '"medium"', "/rosh_code") in rows(check, "fact")
    assert ("risk.self_harm", None, None) in rows(check, "fact")
    assert rows(check, "unread") == [(None, "1", "/printed_at"), (None, "7", "/contact_log/*/by")]
    assert check.faults == []
    assert check.report["payloads"][0]["region"] == "Wales"


def test_what_is_not_understood_is_a_row_and_a_payload_that_cannot_be_read_too(whole: bs.Policy) -> None:
    check = bs.Mapping.load("ledger").check(whole, [{**CASE, "rosh_code": 7}, "{", b"{}"], as_of=MONDAY)
    assert rows(check, "unmapped") == [("rosh", "7", "/rosh_code")]
    assert len(rows(check, "error")) == 1
    assert repr(check).startswith("MappingCheck(payloads=3, refused=1, ")


def test_what_does_not_fit_the_policy_is_a_fault_and_not_an_error(whole: bs.Policy) -> None:
    check = bs.Mapping.of_text(MISSPELT, "mine.toml").check(whole, [{"phone": True}])
    assert [fault.location for fault in check.faults] == ["mine.toml:8:1"]
    assert "circumstances.telephone" in check.faults[0].what


def test_without_payloads_the_mapping_itself_is_checked(whole: bs.Policy) -> None:
    check = bs.Mapping.load("ndelius").check(whole, [])
    assert check.faults == []
    assert check.to_polars().height == 0


def test_one_payload_is_not_a_list_of_them(whole: bs.Policy) -> None:
    for given in (CASE, "{}", b"{}"):
        with pytest.raises(bs.UsageError, match="give a list of them"):
            bs.Mapping.load("ledger").check(whole, given)  # type: ignore[arg-type]
