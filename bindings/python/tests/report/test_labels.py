"""What a report calls what only a region has."""

from __future__ import annotations

from datetime import date

import pytest

import blended_supervision as bs
from blended_supervision.base.given import Language
from blended_supervision.report.labels import Labels, shipped_policy


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "A Welsh-speaking officer could hold it in this way"), ("cy", "Gallai swyddog Cymraeg ei iaith ei gynnal")],
)
def test_a_reason_that_one_region_adds_is_shown_by_its_label(language: Language, label: str) -> None:
    reasons = Labels(shipped_policy(), language).reasons
    assert reasons["welsh-speaking-officer"].startswith(label)
    nation = bs.Policy.load("england-wales").select(as_of=date(2026, 11, 23))
    codes = list(Labels(nation, language).reasons)
    assert list(reasons) == [*codes, "welsh-speaking-officer"]


def test_a_selected_policy_says_what_its_own_region_has() -> None:
    wales = bs.Policy.load("england-wales", region="Wales", as_of=date(2026, 11, 23))
    assert "welsh-speaking-officer" in Labels(wales, "en").reasons
    kent = bs.Policy.load("england-wales", region="N57", as_of=date(2026, 11, 23))
    assert "welsh-speaking-officer" not in Labels(kent, "en").reasons
