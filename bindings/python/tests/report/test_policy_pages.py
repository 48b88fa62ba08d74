from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import html5lib
import polars as pl
import pytest
from browser import axe
from conftest import MONDAY

import blended_supervision as bs


def _change(whole: bs.Policy) -> bs.Comparison:
    return whole.select(as_of=MONDAY).compare(whole.select(region="N57", as_of=MONDAY))


def _impact(whole: bs.Policy) -> bs.Impact:
    cases = pl.DataFrame({"risk.rosh": ["low", None, "high"], "circumstances.poor_transport": [True, None, False]})
    return _change(whole).impact(cases, by=["risk.rosh"])


PAGES: dict[str, Callable[[bs.Policy], str]] = {
    "comparison": lambda whole: _change(whole).html(),
    "impact": lambda whole: _impact(whole).html(),
    "transparency record": lambda whole: bs.atrs(whole).html(),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_on_policies_are_html_without_a_fault(page: str, whole: bs.Policy) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(PAGES[page](whole))


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_in_pages_on_policies(page: str, whole: bs.Policy, tmp_path: Path) -> None:
    found = axe(PAGES[page](whole), tmp_path)
    assert found["violations"] == []
    assert found["passes"] > 15


def test_without_jinja2_a_page_says_what_to_install_and_text_is_there() -> None:
    code = """
import sys
sys.modules["jinja2"] = None
import blended_supervision as bs
policy = bs.Policy.load("england-wales").select()
print(policy.compare(policy))
policy.compare(policy).html()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "nothing differs\n"
    assert done.stderr.endswith("pip install 'blended_supervision[report]'\n")
