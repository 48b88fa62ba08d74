from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias

import pytest
from conftest import MONDAY, ROOT, drafted

import blended_supervision as bs
from blended_supervision.policy_change.comparison import LISTS, Comparison
from blended_supervision.policy_change.difference import Bearing, Change

Edited: TypeAlias = Callable[[str, str, str], Comparison]


@pytest.fixture
def edited(tmp_path: Path, nation: bs.Policy) -> Edited:
    """What differs once a text of one of the national pack's files is replaced by another."""
    return lambda file, old, new: nation.compare(drafted(tmp_path, file, old, new))


def rule(file: str, id_: str) -> str:
    """A rule as the pack has it."""
    text = (ROOT / "config/policies/england-wales" / file).read_text("utf-8")
    found = re.search(rf'\[\[\w+\]\]\nid = "{id_}"\n.*?(?=\n\n|\Z)', text, re.DOTALL)
    assert found
    return found.group()


def test_a_policy_is_the_same_as_itself(kent: bs.Policy) -> None:
    same = kent.compare(pickle.loads(pickle.dumps(kent)))
    assert same.same
    assert same.rows() == []
    assert str(same) == "nothing differs"
    assert "Nothing differs." in same.html()


def test_one_weight_that_changed_is_told_with_both_numbers(edited: Edited) -> None:
    change = edited("england-wales/factors.toml", "video = -1, telephone = -2", "video = -1, telephone = -3")
    (difference,) = change.differences
    assert (difference.part, difference.id, difference.change) == ("factor", "domestic-abuse", Change.CHANGED)
    assert difference.bearing is Bearing.ADVICE
    assert str(change) == "changed factor domestic-abuse: weigh.telephone -2 → -3"
    assert change.rows() == [
        {
            "change": "changed",
            "part": "factor",
            "id": "domestic-abuse",
            "bearing": "advice",
            "where": "weigh.telephone",
            "was": "-2",
            "now": "-3",
        }
    ]


def test_a_rule_that_is_gone_and_one_that_is_new_are_told_apart(edited: Edited) -> None:
    limit = rule("limits.toml", "no-telephone")
    change = edited("england-wales/limits.toml", limit, limit.replace("no-telephone", "without-telephone"))
    assert [(each.part, each.id) for each in change.added] == [("limit", "without-telephone")]
    assert [(each.part, each.id) for each in change.removed] == [("limit", "no-telephone")]
    assert change.changed == ()
    assert change.added[0].now["modes"] == ["telephone"]
    assert change.added[0].was is None
    assert "The person has no telephone." in change.html()


def test_other_words_alone_are_said_to_be_that(edited: Edited) -> None:
    change = edited("england-wales/limits.toml", "The person has no telephone.", "There is no telephone.")
    assert change.words_only == change.differences
    assert str(change) == "changed limit no-telephone: because (words only)"
    assert "Changed in words only" in change.html()


def test_another_short_reason_is_words_alone(edited: Edited) -> None:
    change = edited("england-wales/factors.toml", 'The person cannot travel"', 'Travelling is not possible"')
    (difference,) = change.differences
    assert difference.keys == ("short",)
    assert difference.bearing is Bearing.WORDS


def test_other_words_beside_another_condition_are_not_words_alone(edited: Edited) -> None:
    limit = rule("limits.toml", "no-telephone")
    both = limit.replace("The person has", "There is").replace("circumstances.telephone", "circumstances.device")
    (difference,) = edited("england-wales/limits.toml", limit, both).differences
    assert not difference.words_only
    assert difference.keys == ("because", "when")


def test_the_policys_own_parts_are_compared_too(edited: Edited) -> None:
    change = edited("england-wales.toml", "bands = { well_suited = 3,", "bands = { well_suited = 4,")
    assert str(change) == "changed policy bands: bands.well_suited 3 → 4"
    assert change.differences[0].bearing is Bearing.ADVICE


def test_every_list_whose_members_have_ids_is_compared_member_by_member(whole: bs.Policy) -> None:
    shut = bs.Policy.load("england-wales", exceptional=["offices-shut"], region="Wales", as_of=date(2027, 1, 18))
    lists = {
        name
        for policy in (whole.select(as_of=MONDAY), shut)
        for name, members in policy.describe().items()
        if isinstance(members, list) and members and isinstance(members[0], dict) and "id" in members[0]
    }
    assert {"questions", "suspended"} <= lists
    assert lists <= LISTS.keys()


def test_where_the_guide_is_found_is_words(edited: Edited) -> None:
    (difference,) = edited("england-wales.toml", "Guide: Equip.", "Guide: elsewhere.").differences
    assert (difference.id, difference.bearing) == ("guide", Bearing.WORDS)


def test_where_a_source_is_found_is_words(edited: Edited) -> None:
    place = 'source = { text = "Judgement of this pack", place = "section 3", link = "https://guide.example" }'
    (difference,) = edited("england-wales/cadence.toml", 'source = "Judgement of this pack"', place).differences
    assert set(difference.keys) == {"source_link", "source_place"}
    assert difference.bearing is Bearing.WORDS


def test_words_of_the_policy_itself_are_words(edited: Edited) -> None:
    (difference,) = edited("england-wales.toml", "Speak with your manager", "See your manager").differences
    assert (difference.id, difference.bearing) == ("refer", Bearing.WORDS)


def test_a_new_version_is_a_name(edited: Edited) -> None:
    (difference,) = edited("england-wales.toml", 'version = "2026.10"', 'version = "2026.11"').differences
    assert difference.bearing is Bearing.NAME


def test_modes_in_another_order_are_told_since_order_settles_ties(edited: Edited) -> None:
    text = (ROOT / "config/policies/england-wales/lists.toml").read_text("utf-8")
    video, telephone = (
        found.group()
        for name in ("video", "telephone")
        if (found := re.search(rf'\[\[mode\]\]\nid = "{name}"\n(?:\w.*\n)+', text))
    )
    change = edited("england-wales/lists.toml", f"{video}\n{telephone}", f"{telephone}\n{video}")
    (difference,) = change.differences
    assert (difference.part, difference.keys, difference.bearing) == ("mode", ("order",), Bearing.ADVICE)
    assert difference.now[-3:] == ["telephone", "video", "online check-in"]


def test_a_region_differs_from_the_nation_by_its_overlay(whole: bs.Policy, kent: bs.Policy) -> None:
    change = whole.select(as_of=MONDAY).compare(kent)
    assert {each.part for each in change.added} == {"overlay", "principle", "safeguard"}
    assert "changed cadence rule in-person-tier-e: amount 12 → 10" in str(change).splitlines()


def test_a_whole_set_is_refused_and_the_error_says_what_to_do(whole: bs.Policy, kent: bs.Policy) -> None:
    for was, now, what in ((whole, kent, "this policy"), (kent, whole, "the other")):
        with pytest.raises(bs.UsageError, match=rf"{what} is a whole set.*policy\.select"):
            was.compare(now)


class Outline(HTMLParser):
    """Ids, and that elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(whole: bs.Policy, kent: bs.Policy, tmp_path: Path) -> None:
    path = tmp_path / "change.html"
    whole.select(as_of=MONDAY).compare(kent).to_html(path)
    page = path.read_text("utf-8")
    outline = Outline(page)
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert "<script" not in page
    assert "src=" not in page
    assert "kss-four-remote-in-a-row" in page


def test_what_a_pack_says_is_no_markup(edited: Edited) -> None:
    change = edited("england-wales/limits.toml", "The person has no telephone.", "<script>alert(1)</script>")
    for html in (change.html(), change._repr_html_()):
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


def test_versions_of_other_days_are_compared_as_they_stand(whole: bs.Policy) -> None:
    assert whole.select(as_of=MONDAY).compare(whole.select(as_of=date(2027, 1, 4))).same
