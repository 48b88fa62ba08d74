"""Charts show what the tables show, and no more."""

from __future__ import annotations

import re

from blended_supervision.base.words import words_in
from blended_supervision.report import charts
from blended_supervision.report.table import Mark, Rate, Share

EN = words_in("en")
ROWS: list[tuple[str, Rate]] = [
    ("Office visit", Share(30, 40)),
    ("Video call", Mark.HIDDEN),
    ("Doorstep visit", Mark.NONE),
]


def test_a_bar_is_as_long_as_its_rate_and_says_it() -> None:
    chart = charts.bars(EN, "c", "Attended", [("Office visit", Share(30, 40)), ("Video call", Share(15, 40))])
    widths = [float(width) for width in re.findall(r'width="([0-9.]+)%" height="18"', chart)]
    assert widths[0] == 2 * widths[1]
    assert "75.0%" in chart


def test_what_is_hidden_is_said_in_words_and_not_drawn() -> None:
    for draw in (charts.bars, charts.intervals):
        chart = draw(EN, "c", "Attended", ROWS)
        assert "[c] hidden" in chart
        assert "[z] none to count" in chart
        assert chart.count("<rect") + chart.count("<circle") == 1


def test_a_divided_bar_with_a_hidden_part_is_not_drawn() -> None:
    chart = charts.stacks(EN, "c", "View", ["Right", "Wrong"], [("Office visit", [Share(30, 40), Mark.HIDDEN])])
    assert "<rect" not in chart
    assert "[c] hidden" in chart


def test_a_line_has_a_gap_where_a_month_is_hidden() -> None:
    months: list[tuple[str, list[Rate]]] = [
        ("March", [Share(1, 2)]),
        ("April", [Mark.HIDDEN]),
        ("May", [Share(1, 2)]),
        ("June", [Share(1, 2)]),
    ]
    chart = charts.lines(EN, "c", "Departed", ["Departed"], months)
    assert chart.count("<circle") == 3
    assert chart.count('stroke-width="3"') == 1


def test_those_who_do_not_see_it_hear_its_title_and_its_values() -> None:
    chart = charts.intervals(EN, "c", "Attended & known", ROWS)
    assert '<title id="c-title">Attended &amp; known</title>' in chart
    assert "Office visit: 75.0%; Video call: [c] hidden" in chart


def test_long_labels_are_broken_into_lines_that_a_narrow_screen_holds() -> None:
    chart = charts.bars(EN, "c", "Reasons", [("Work, training or caring would suffer", Share(1, 2))])
    assert max(len(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", chart)) <= 34
