from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import drafted

import blended_supervision as bs
from blended_supervision.transparency.draft import UNCHECKED

PEOPLES = (
    "Website URL",
    "Contact email",
    "Organisation or department",
    "Senior responsible owner",
    "Procurement procedure type",
    "Required training",
    "Impact assessments",
    "Risks and mitigations",
)


def test_what_only_people_know_stays_open_and_is_seen_to_be(nation: bs.Policy) -> None:
    record = bs.atrs(nation)
    open_ = dict(record.open)
    assert set(PEOPLES) <= open_.keys()
    assert "legal basis" in open_["Impact assessments"]
    for text in (record.to_markdown(), record.html()):
        assert text.count("[to be completed: ") == len(record.open)


def test_what_the_pack_says_is_drafted_with_its_status_and_sources(nation: bs.Policy) -> None:
    text = bs.atrs(nation).to_markdown()
    described = nation.describe()
    assert described["statement"]["en"] in text
    assert "Status of the policy, as its pack says: illustrative." in text
    assert nation.digest in text
    for rule in described["principles"]:
        assert rule["source"] in text
    for fact in described["facts"]:
        assert fact["label"]["en"] in text
    assert "a named person decides" in text
    assert "not an official text" in text


def test_sections_are_those_of_the_template_in_its_order(nation: bs.Policy) -> None:
    lines = bs.atrs(nation).to_markdown().splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## Tier 1: Overview",
        "## Tier 2: Owner and Responsibility",
        "## Tier 2: Description and Rationale",
        "## Tier 2: Deployment Context",
        "## Tier 2: Tool Specification",
        "## Tier 2: Risks, Mitigations and Impact Assessments",
    ]
    fields = bs.atrs(nation).fields
    numbers = [tuple(map(int, field.number.split("."))) for field in fields if field.number]
    assert numbers == sorted(set(numbers))
    assert len(fields) == 51


def test_the_draft_says_which_headings_could_not_be_checked(nation: bs.Policy) -> None:
    record = bs.atrs(nation)
    assert set(UNCHECKED) < {field.number for field in record.fields}
    for text in (record.to_markdown(), record.html()):
        assert f"these could not be checked: {', '.join(UNCHECKED)}." in text


def test_an_answer_closes_its_field_and_stands_after_the_draft(nation: bs.Policy) -> None:
    said = {"1.3": "Director of Probation Practice", "Risks and mitigations": "Assessed.\n\nSigned off in May."}
    record = bs.atrs(nation, answers=said)
    names = {name for name, _ in record.open}
    assert not names & {"Senior responsible owner", "Risks and mitigations"}
    text = record.to_markdown()
    assert text.index("Built in: advice names") < text.index("Assessed.\n\nSigned off in May.")


def test_strict_refuses_while_anything_is_open_and_names_it(nation: bs.Policy) -> None:
    open_ = bs.atrs(nation).open
    with pytest.raises(bs.IncompleteError, match="Senior responsible owner: to be completed by") as raised:
        bs.atrs(nation, strict=True)
    assert [problem.location for problem in raised.value.problems] == [field for field, _ in open_]
    answered = {field: "Said by who can say it." for field, _ in open_}
    assert bs.atrs(nation, answers=answered, strict=True).open == ()
    del answered["Required training"]
    with pytest.raises(bs.IncompleteError) as raised:
        bs.atrs(nation, answers=answered, strict=True)
    assert [problem.location for problem in raised.value.problems] == ["Required training"]


def test_an_answer_to_no_field_or_without_words_is_refused(nation: bs.Policy) -> None:
    with pytest.raises(bs.UsageError, match="did you mean 'Senior responsible owner'"):
        bs.atrs(nation, answers={"Senior responsible officer": "x"})
    with pytest.raises(bs.UsageError, match="the record has no field ''"):
        bs.atrs(nation, answers={"": "x"})
    with pytest.raises(bs.UsageError, match="is empty"):
        bs.atrs(nation, answers={"Team": " "})


def test_fields_of_one_name_are_told_apart_by_their_numbers(nation: bs.Policy) -> None:
    name = "Sensitive attributes"
    assert f"4.4.2 {name}" in dict(bs.atrs(nation).open)
    with pytest.raises(bs.UsageError, match=f"say '4.3.4 {name}' or '4.4.2 {name}'"):
        bs.atrs(nation, answers={name: "x"})
    for key in ("4.4.2", f"4.4.2 {name}"):
        answered = {field.number: field for field in bs.atrs(nation, answers={key: "Health."}).fields}
        assert answered["4.4.2"].paragraphs[-1] == "Health."
        assert "Health." not in answered["4.3.4"].paragraphs


def test_a_trail_is_counted_and_nobody_is_looked_at(kept: Callable[[], bs.Trail], kent: bs.Policy) -> None:
    assert "Frequency and scale of usage" in dict(bs.atrs(kent).open)
    with kept() as trail:
        before = trail.head()
        told: list[int] = []
        record = bs.atrs(kent, trail, progress=lambda done, of: told.append(of))
        assert trail.head() == before
    assert told == [3]
    assert "Frequency and scale of usage" not in dict(record.open)
    text = record.to_markdown()
    assert "holds 1 advices (of them 1 by this policy" in text  # of the region that the payload names
    assert "1 decisions, 0 approvals or refusals and 0 outcomes" in text
    assert "X100001" not in text
    assert "olive" not in text


def test_of_a_whole_set_the_regions_are_named(whole: bs.Policy, kent: bs.Policy) -> None:
    assert "Regions with a policy in the packs: East Midlands, " in bs.atrs(whole).to_markdown()
    text = bs.atrs(kent).to_markdown()
    assert "Region of this record: Kent, Surrey and Sussex." in text
    assert "overlays: kent-surrey-sussex 2026.10" in text


def test_what_a_pack_or_a_person_says_is_no_markup(tmp_path: Path, nation: bs.Policy) -> None:
    draft = drafted(tmp_path, "england-wales.toml", "This pack is an illustration.", "<script>x</script> *[a](b)*")
    record = bs.atrs(draft, answers={"Team": "<b>us</b>"})
    record.to_html(tmp_path / "record.html")
    page = (tmp_path / "record.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert r"\<script\>x\</script\> \*\[a\](b)\*" in record.to_markdown()
