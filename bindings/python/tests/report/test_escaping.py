"""Whatever a page is filled in with is shown as text: labels of policies, names, regions, and the words themselves."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest
from conftest import drafted
from pages import ENGLISH_ONLY, PAGES

import blended_supervision as bs
from blended_supervision.base.words import Words
from blended_supervision.html import render

EVIL = "<script>&\"'"
WORDS = "<i>&\"'"
ALL = PAGES | ENGLISH_ONLY
FROM_OUTSIDE = [page for page in ALL if page != "impact in a notebook"]  # which holds counts alone


@pytest.fixture
def evil(tmp_path: Path) -> bs.Policy:
    """The national policy with markup in its title, in the label of a mode and in that of a reason."""
    title, label, reason = (
        'title = { en = "',
        'label = { en = "Office visit',
        'label = { en = "The person asked for this way',
    )
    policy = tmp_path / "config/policies"
    drafted(tmp_path, "england-wales.toml", title, title)
    escaped = EVIL.replace('"', '\\"')
    marked = 0
    for path in policy.rglob("*.toml"):
        text = path.read_text("utf-8")
        for old in (title, label, reason):
            marked += old in text
            text = text.replace(old, old.replace('en = "', f'en = "{escaped} '), 1)
        path.write_text(text, "utf-8")
    assert marked >= 3
    return bs.Policy.load(policy / "england-wales.toml").select(as_of=date(2026, 11, 23))


@pytest.fixture
def evil_words(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Words.__call__
    monkeypatch.setattr(Words, "__call__", lambda self, key, *parts: f"{WORDS}{said(self, key, *parts)}")


@pytest.fixture
def without_escaping(monkeypatch: pytest.MonkeyPatch) -> None:
    made = render._environment().overlay(autoescape=False)
    monkeypatch.setattr(render, "_environment", lambda: made)


def raw(text: str) -> list[str]:
    """What of the texts stands in a page as it is."""
    return [mark for mark in (EVIL, WORDS, "<script", "<i>") if mark in text]


@pytest.mark.parametrize("page", FROM_OUTSIDE)
def test_what_comes_from_outside_is_shown_as_text(page: str, evil: bs.Policy) -> None:
    made = ALL[page](evil, "en")
    assert raw(made) == []
    assert html.escape(EVIL, quote=False).partition('"')[0] in made


@pytest.mark.usefixtures("evil_words")
@pytest.mark.parametrize("page", PAGES)
def test_words_are_shown_as_text_too(page: str, nation: bs.Policy) -> None:
    made = PAGES[page](nation, "en")
    assert raw(made) == []
    assert made.count("&lt;i&gt;&amp;") > 2


@pytest.mark.usefixtures("without_escaping")
@pytest.mark.parametrize("page", FROM_OUTSIDE)
def test_a_page_that_does_not_escape_is_found(page: str, evil: bs.Policy) -> None:
    """The control."""
    assert EVIL in raw(ALL[page](evil, "en"))


def test_every_template_is_looked_at(evil: bs.Policy) -> None:
    loaded: set[str] = set()
    environment = render._environment()
    for page in ALL.values():
        page(evil, "en")
    assert environment.cache is not None
    loaded = {name for _, name in environment.cache}
    assert loaded >= {path.name for path in Path(render.__file__).with_name("templates").glob("*.html")}
