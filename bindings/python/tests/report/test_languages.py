"""Pages in Welsh, and the words that they are made of."""

from __future__ import annotations

import json
import re
import tomllib
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT
from pages import ENGLISH_ONLY, PAGES, TEXTS

import blended_supervision as bs
from blended_supervision.base.words import Words, words_in
from blended_supervision.report import Report
from blended_supervision.sample.decisions import decisions


def catalogue(language: str, file: str = "report") -> dict[str, str]:
    groups = tomllib.loads((ROOT / f"config/words/{language}/{file}.toml").read_text("utf-8"))
    return {f"{group}.{key}": said for group, held in groups.items() for key, said in held.items()}


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())


def texts(page: str) -> list[str]:
    """The texts of a page, style sheets left out."""
    parser = _Texts()
    parser.feed(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    return [text for text in parser.found if text]


def english(page: str) -> list[str]:
    """The English of the catalogue that a page says: a text whole, or a sentence within one."""
    both = ((said, catalogue("cy")[key]) for key, said in catalogue("en").items())
    fixed = [said for said, welsh in both if said != welsh and re.search(r"[a-z]{3}", said)]
    whole = [re.compile(re.sub(r"\\{\d\\}", ".+", re.escape(said))) for said in fixed if len(said.split()) < 4]
    long = [re.compile(re.sub(r"\\{\d\\}", ".+", re.escape(said))) for said in fixed if len(said.split()) >= 4]
    found = []
    for text in texts(page):
        found += [text for each in whole if each.fullmatch(text)]
        found += [text for each in long if each.search(text)]
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_welsh_says_nothing_in_english(text: str, nation: bs.Policy) -> None:
    def lines(lang: bs.Language) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in TEXTS[text](nation, lang).splitlines())

    assert english(lines("cy")) == []
    assert english(lines("en")) != []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_welsh_says_nothing_in_english(page: str, nation: bs.Policy) -> None:
    made = PAGES[page](nation, "cy")
    assert english(made) == []
    if made.startswith("<!DOCTYPE"):
        assert '<html lang="cy">' in made


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_english_is_found(page: str, nation: bs.Policy) -> None:
    """The control."""
    assert english(PAGES[page](nation, "en")) != []


def test_tables_and_csv_are_in_welsh(tmp_path: Path) -> None:
    report = Report(decisions(people=300), lang="cy")
    report.to_csv(tmp_path)
    agreement = report.tables["agreement-by-region"]
    assert agreement.title == "Cytundeb â'r cyngor, yn ôl rhanbarth"
    assert "Dilynwyd y prif ddull, y cant" in agreement.frame.columns
    assert report.tables["attendance-by-mode"].rows[0].heads == ("Ymweliad swyddfa",)
    assert report.tables["agreement-by-month"].rows[0].heads == ("Ionawr 2026",)
    about = json.loads((tmp_path / "agreement-by-region.csv-metadata.json").read_text("utf-8"))
    assert about["@context"][1] == {"@language": "cy"}
    assert about["dc:source"].startswith("Penderfyniadau a gofnodwyd o ")


def test_numbers_are_the_same_in_both_languages() -> None:
    frame = decisions(people=300)
    for table, welsh in zip(Report(frame).tables.values(), Report(frame, lang="cy").tables.values(), strict=True):
        assert table.id == welsh.id
        assert [row.counts for row in table.rows] == [row.counts for row in welsh.rows]
        assert [row.rates for row in table.rows] == [row.rates for row in welsh.rows]


def test_there_are_two_languages() -> None:
    with pytest.raises(bs.UsageError, match="there is no language 'fr'"):
        Report(decisions(people=100), lang="fr")  # type: ignore[arg-type]


def test_each_entry_of_the_catalogue_is_said_somewhere(nation: bs.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()
    whole = Words.__call__

    def noted(self: Words, key: str, *parts: object) -> str:
        said.add(key)
        return whole(self, key, *parts)

    monkeypatch.setattr(Words, "__call__", noted)
    for page in (*PAGES.values(), *TEXTS.values(), *ENGLISH_ONLY.values()):
        page(nation, "en")
    assert sorted(catalogue("en").keys() - said - SELDOM) == []
    assert sorted(SELDOM & said) == []
    assert catalogue("en").keys() >= SELDOM


# Said of what the pages above do not have.
SELDOM = {
    "notebook.note",
    *("breakdown.earlier_tier", "chart.none", "figures.none_superseded", "report.source", "table.marks"),
    *(f"impact.{key}" for key in ("acting", "added", "by_rule", "lost", "no_share")),
    *("comparison.removed", "difference.removed"),
    *(f"part.{part}" for part in ("approver", "fact", "integrity_rule", "limit", "mode", "principle")),
    *(f"part.{part}" for part in ("question", "resource", "suspended_rule", "suspension")),
}


def test_values_of_facts_come_from_the_policy_in_its_language(nation: bs.Policy) -> None:
    report = Report(decisions(people=300), "risk", lang="cy", policy=nation)
    assert [row.heads for row in report.tables["agreement-by-risk"].rows][:2] == [("Isel",), ("Canolig",)]
    assert words_in("cy")("shared.not_known") == "Anhysbys"
