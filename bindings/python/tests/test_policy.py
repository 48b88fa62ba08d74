from __future__ import annotations

import pickle
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import MONDAY, ROOT

import blended_supervision as bs

PACKS = sorted((ROOT / "config/policies").glob("*.toml"))
REGIONS = sorted((ROOT / "config/regions").glob("*.toml"))


def test_a_shipped_pack_is_what_lies_in_config_with_all_of_its_regions(whole: bs.Policy) -> None:
    assert whole.digest == bs.Policy.load(*PACKS, *REGIONS).digest


def test_without_its_regions_a_shipped_pack_is_the_nation_alone() -> None:
    assert bs.Policy.load("england-wales", regions=False).digest == bs.Policy.load(*PACKS).digest


@pytest.mark.parametrize(("day", "version"), [(date(2026, 9, 30), "2026.04"), (date(2026, 10, 1), "2026.10")])
def test_a_shipped_pack_has_all_its_versions_and_the_contacts_day_chooses(
    whole: bs.Policy, day: date, version: str
) -> None:
    advice = whole.advise({}, mapping="ndelius", contact={"date": day.isoformat()}, as_of=MONDAY)
    assert advice.json()["policy"]["version"] == version


def test_an_exceptional_delivery_model_is_there_by_choice(whole: bs.Policy) -> None:
    shut = bs.Policy.load("england-wales", exceptional=["offices-shut"])
    assert shut.digest != whole.digest
    assert (
        "offices-shut" in str(shut.describe()["in_force"])
        or shut.select(as_of=date(2027, 2, 1)).describe()["suspensions"]
    )


def test_a_policy_is_selected_by_region_and_day(kent: bs.Policy, whole: bs.Policy) -> None:
    assert kent.digest == whole.select(region="Kent, Surrey and Sussex", as_of=MONDAY).digest
    assert kent.selection == bs.Selection("Kent, Surrey and Sussex", MONDAY)
    assert kent.describe()["overlays"] == [{"id": "kent-surrey-sussex", "version": "2026.10"}]
    assert whole.selection is None
    assert {span["region"] for span in whole.describe()["in_force"]} >= {None, "Wales"}


def test_without_a_day_it_is_the_policy_of_today(whole: bs.Policy) -> None:
    selection = whole.select(region="Wales").selection
    assert selection is not None
    assert abs((selection.as_of - date.today()).days) <= 1


def test_a_region_that_is_none_is_not_found_and_those_there_are_are_named(whole: bs.Policy) -> None:
    with pytest.raises(bs.NotFoundError, match="Kent, Surrey and Sussex"):
        whole.select(region="Mars", as_of=MONDAY)
    with pytest.raises(LookupError):
        whole.select(as_of=date(1999, 1, 1))


def test_rules_are_shown_in_both_languages(kent: bs.Policy) -> None:
    assert "Four contacts in a row or more were remote" in kent.show()
    assert "Bu pedwar cyswllt neu ragor" in kent.show("cy")


@pytest.mark.parametrize("pack", ["nowhere", "./nowhere.toml", "regions/nowhere.toml"])
def test_a_pack_that_is_not_there_is_named(pack: str) -> None:
    with pytest.raises(bs.NotFoundError, match="nowhere"):
        bs.Policy.load(pack)


def test_all_that_is_wrong_with_a_pack_is_told_with_its_place(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.toml"
    overlay.write_text(
        REGIONS[0].read_text("utf-8").replace("poor-transport", "poor-trnsport").replace("ignore", "ignroe")
    )
    with pytest.raises(bs.PolicyError) as raised:
        bs.Policy.load(*PACKS, overlay)
    assert len(raised.value.problems) == 2
    assert all(problem.location.startswith(f"{overlay}:") for problem in raised.value.problems)
    assert raised.value.location == raised.value.problems[0].location
    assert "poor-transport" in str(raised.value)


def test_what_is_no_pack_region_or_day_is_refused(whole: bs.Policy) -> None:
    for packs in ((), (3,), ("a\0b.toml",)):
        with pytest.raises(bs.UsageError):
            bs.Policy.load(*packs)
    with pytest.raises(bs.UsageError, match="list"):
        bs.Policy.load("england-wales", exceptional="offices-shut")
    with pytest.raises(bs.UsageError, match="NUL"):
        whole.select(region="Wales\0", as_of=MONDAY)
    with pytest.raises(bs.UsageError, match=r"datetime\.date"):
        whole.select(as_of=datetime(2026, 11, 23))
    with pytest.raises(ValueError, match="languages"):
        whole.show("fr")  # type: ignore[arg-type]


def test_a_policy_pickles_with_its_selection_and_comes_out_equal(kent: bs.Policy, whole: bs.Policy) -> None:
    again = pickle.loads(pickle.dumps(kent))
    assert (again.digest, again.selection, again.describe()) == (kent.digest, kent.selection, kent.describe())
    assert pickle.loads(pickle.dumps(whole)).digest == whole.digest


def test_a_pickled_policy_that_comes_out_otherwise_is_refused(whole: bs.Policy) -> None:
    packed = pickle.dumps(whole)
    assert pickle.loads(packed).digest == whole.digest
    with pytest.raises(bs.ReplayError, match="another version"):
        pickle.loads(packed.replace(whole.digest.encode(), b"0" * 64))


def test_a_mapping_is_a_shipped_one_a_file_or_a_text() -> None:
    path = ROOT / "config/mappings/ndelius.toml"
    shipped = bs.Mapping.load("ndelius")
    assert shipped.source == path.read_text("utf-8")
    assert len({shipped.digest, bs.Mapping.load(path).digest, bs.Mapping.of_text(shipped.source).digest}) == 1
    assert pickle.loads(pickle.dumps(shipped)).digest == shipped.digest
    assert repr(shipped) == "Mapping('ndelius')"


def test_a_mapping_that_is_wrong_says_where() -> None:
    with pytest.raises(bs.MappingError) as raised:
        bs.Mapping.of_text("x = [", name="ours.toml")
    assert raised.value.location.startswith("ours.toml:1:")
    for text in ("\ud800", "[mapping]\nnothing = 1\n"):
        with pytest.raises(bs.MappingError):
            bs.Mapping.of_text(text)
    with pytest.raises(bs.NotFoundError, match="ndelius"):
        bs.Mapping.load("oasys")
    with pytest.raises(bs.UsageError, match=r"Mapping\.load"):
        bs.Mapping.of_text(Path("x.toml"))  # type: ignore[arg-type]
