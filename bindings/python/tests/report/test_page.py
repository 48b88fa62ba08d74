"""The page: valid, complete in itself, and readable by those who do not see it."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import html5lib
import pytest
from browser import axe
from frames import frame
from lxml import etree

from blended_supervision.report import Report
from blended_supervision.sample.decisions import decisions

Tree: TypeAlias = Any


@pytest.fixture(scope="module")
def report() -> Report:
    """One with hidden numbers, teams and unknowns."""
    source = decisions(people=3_000, seed=3, who=True)
    teams = {who: f"Team {int(who.split()[1]) % 7}" for who in source["who"].unique()}
    return Report(source, "team", teams=teams)


@pytest.fixture(scope="module")
def tree(report: Report) -> Tree:
    """The page, read as a browser would, where anything that is not valid is an error."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(report.html())


def test_axe_finds_nothing(report: Report, tmp_path: Path) -> None:
    found = axe(report.html(), tmp_path)
    assert found["violations"] == []
    assert found["passes"] > 20


def test_axe_finds_what_is_wrong_with_a_page_that_is_spoilt(report: Report, tmp_path: Path) -> None:
    """The control."""
    spoilt = (
        report.html()
        .replace('<html lang="en-GB">', "<html>")
        .replace('role="region"', "")
        .replace("color: #0b0c0c", "color: #dddddd")
        .replace("-title ", "-nothing ")
    )
    found = {each["id"] for each in axe(spoilt, tmp_path)["violations"]}
    assert {"html-has-lang", "color-contrast"} <= found


def test_it_fetches_nothing_and_runs_nothing(tree: Tree) -> None:
    assert tree.xpath("//script | //link | //img | //iframe | //object | //@onclick") == []
    links = tree.xpath("//@href | //@src")
    assert all(link.startswith(("#", "data:text/csv;")) for link in links)
    assert "url(" not in "".join(tree.xpath("//style/text()"))


def test_it_has_a_language_a_title_and_a_way_past_the_top(tree: Tree) -> None:
    assert tree.xpath("string(/html/@lang)") == "en-GB"
    assert tree.xpath("string(//title)") == tree.xpath("string(//h1)")
    skip = tree.xpath("(//body//a)[1]/@href")[0]
    assert tree.xpath(f"//*[@id='{skip[1:]}']")[0].tag == "main"


def test_headings_go_down_one_level_at_a_time(tree: Tree) -> None:
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(tree: Tree) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")]
    named += [name for names in tree.xpath("//@aria-labelledby") for name in names.split()]
    assert set(named) <= set(ids)


def test_each_table_has_a_caption_scopes_and_its_numbers_as_csv(report: Report, tree: Tree) -> None:
    tables = tree.xpath("//table")
    assert len(tables) == len(report.tables)
    for table in tables:
        assert table.xpath("caption/text()")
        assert table.xpath("thead//th[not(@scope='col')] | tbody//th[not(@scope='row')] | thead//td") == []
    for link in tree.xpath("//a[@download]"):
        text = base64.b64decode(link.get("href").split(",", 1)[1]).decode("utf-8-sig")
        assert text.splitlines()[0].count(",") > 0


def test_each_chart_says_in_words_what_it_shows(tree: Tree) -> None:
    charts = tree.xpath("//*[local-name()='svg']")
    assert len(charts) > 10
    for chart in charts:
        assert chart.get("role") == "img"
        title, description = chart[0], chart[1]
        assert chart.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert len(description.text) > 20


def test_charts_are_well_formed_svg(report: Report) -> None:
    for chart in re.findall(r"<svg.*?</svg>", report.html(), re.DOTALL):
        etree.fromstring(chart)


def test_it_says_at_the_top_and_beside_what_goes_with_modes_how_not_to_read_it(tree: Tree) -> None:
    assert "describes; it does not explain" in tree.xpath("string(//main/div[1])")
    for section in ("technology", "with-modes"):
        assert "Risk chooses the mode" in tree.xpath(f"string(//section[@aria-labelledby='{section}']/div)")
    for table in tree.xpath("//section[@aria-labelledby='with-modes']//details"):
        assert "Risk chooses the mode" in "".join(table.itertext())


def test_decisions_that_were_superseded_are_said_and_a_few_are_hidden() -> None:
    def said(superseded: int, of_each: int = 1, *, suppress: bool = True) -> str:
        people = [{"state": "superseded", "case": 100 + at // of_each} for at in range(superseded)]
        return Report(frame([{}] * 9 + people), suppress=suppress).html()

    assert "None was superseded" in said(0)
    assert "[c] more were superseded" in said(4)
    assert "5 more were superseded" in said(5)
    assert "[c] more were superseded" in said(8, of_each=2), "of four people"
    assert "4 more were superseded" in said(4, suppress=False)


def test_nobody_is_named(report: Report) -> None:
    assert "practitioner 1" not in report.html()
    assert not any("practitioner " in text for table in report.tables.values() for text in table.shown.to_series())


def test_without_suppression_it_warns() -> None:
    html = Report(decisions(people=50), suppress=False).html()
    assert "NOT hidden" in html
    assert "NOT hidden" not in Report(decisions(people=50)).html()


def test_what_the_frame_says_is_shown_as_text() -> None:
    evil = "<script>alert(1)</script>"
    html = Report(frame([{"region": evil}, {"region": "Wales"}]), title=evil, suppress=False).html()
    assert evil not in html
    assert "&lt;script&gt;" in html


def test_a_notebook_shows_tables_and_the_report(report: Report) -> None:
    assert "<caption" in next(iter(report.tables.values()))._repr_html_()
    assert "agreement-by-team" in report._repr_html_()


def test_it_is_written_as_utf_8(report: Report, tmp_path: Path) -> None:
    report.to_html(tmp_path / "blended.html")
    assert (tmp_path / "blended.html").read_bytes().decode() == report.html()


@pytest.mark.parametrize("missing", ["jinja2", "polars", "scipy"])
def test_without_what_reports_need_it_is_said_what_to_install(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; import blended_supervision.report"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'blended_supervision[report]'" in done.stderr
