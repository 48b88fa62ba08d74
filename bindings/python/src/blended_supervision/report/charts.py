"""Charts as SVG, in the style of the Government Analysis Function.

Few colours, from its accessible palette; values written where they are drawn; no decoration. Positions are in per cent
of the width and text is in pixels, so that a chart is as readable on a telephone as on a desk. Each has a title and a
description for those who do not see it; the numbers are in the table that belongs to it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from blended_supervision.base.words import Words
from blended_supervision.html.render import render
from blended_supervision.report.table import Mark, Rate, Share

#: The categorical palette of the Analysis Function, in its order, and the text that is readable on each.
PALETTE: Final = (("#12436D", "#ffffff"), ("#28A197", "#0b0c0c"), ("#801650", "#ffffff"), ("#F46A25", "#0b0c0c"))

_FILL: Final = PALETTE[0][0]
_LINE: Final = 19  # height of a line of text, in pixels
_LETTERS: Final = 34  # that fit beside each other on a screen of 320 pixels


@dataclass(frozen=True, slots=True)
class _Shape:
    tag: str
    attributes: dict[str, object]
    text: str | None = None


class _Chart:
    """Shapes that are drawn from the top down."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._shapes: list[_Shape] = []
        self.y = 0

    def rect(self, **attributes: object) -> None:
        self._shapes.append(_Shape("rect", _named(attributes)))

    def line(self, **attributes: object) -> None:
        self._shapes.append(_Shape("line", _named(attributes)))

    def circle(self, **attributes: object) -> None:
        self._shapes.append(_Shape("circle", _named(attributes)))

    def text(self, said: str, **attributes: object) -> None:
        self._shapes.append(_Shape("text", _named(attributes), said))

    def label(self, label: str) -> None:
        """Writes a label, in lines that a narrow screen holds."""
        for line in textwrap.wrap(label, _LETTERS) or [""]:
            self.y += _LINE
            self.text(line, x=0, y=self.y - 4)

    def value(self, rate: Rate) -> str:
        """A rate in words."""
        if isinstance(rate, Share):
            return f"{rate.per_cent:.1f}%"
        return self._words("chart.hidden" if rate is Mark.HIDDEN else "chart.none")

    def said(self, rows: Sequence[tuple[str, Rate]]) -> str:
        """Rates in words, for those who do not see them."""
        return "; ".join(f"{label}: {self.value(rate)}" for label, rate in rows)

    def drawn(self, id_: str, title: str, description: str, height: float, names: Sequence[str] = ()) -> Markup:
        """The chart as SVG, with the key to its colours where it has several."""
        return render(
            "chart.html",
            self._words,
            id=id_,
            title=title,
            description=description,
            height=f"{height:.0f}",
            names=[(fill, name) for (fill, _), name in zip(PALETTE, names, strict=False)],
            shapes=self._shapes,
        )


def _named(attributes: dict[str, object]) -> dict[str, object]:
    """Names of SVG: `stroke_width` is stroke-width, `class_` is class."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}


def bars(words: Words, id_: str, title: str, rows: Sequence[tuple[str, Rate]]) -> Markup:
    """A bar for each rate."""
    top = _nice_top(max((rate.per_cent for _, rate in rows if isinstance(rate, Share)), default=100))
    chart = _Chart(words)
    for label, rate in rows:
        chart.label(label)
        if isinstance(rate, Share):
            width = 78 * rate.per_cent / top
            chart.rect(x=0, y=chart.y + 4, width=f"{width:.2f}%", height=18, fill=_FILL)
            chart.text(chart.value(rate), x=f"{width:.2f}%", dx=6, y=chart.y + 18)
        else:
            chart.text(chart.value(rate), x=0, y=chart.y + 18)
        chart.y += 32
    return chart.drawn(id_, title, chart.said(rows), chart.y)


def intervals(words: Words, id_: str, title: str, rows: Sequence[tuple[str, Rate]]) -> Markup:
    """A dot for each rate and a line for its 95 % interval, on a common scale from 0."""
    top = _nice_top(max((rate.ends[1] for _, rate in rows if isinstance(rate, Share)), default=100))

    def x(per_cent: float) -> str:
        return f"{1 + 96 * min(per_cent, top) / top:.2f}%"

    chart = _Chart(words)
    for label, rate in rows:
        chart.label(f"{label}: {chart.value(rate)}")
        if isinstance(rate, Share):
            low, high = rate.ends
            y = chart.y + 10
            chart.line(x1=x(0), x2=x(top), y1=y, y2=y, class_="grid")
            chart.line(x1=x(low), x2=x(high), y1=y, y2=y, stroke=_FILL, stroke_width=4)
            chart.circle(cx=x(100 * rate.count / rate.of), cy=y, r=6, fill=_FILL)
        chart.y += 26
    y = chart.y
    for at, anchor in ((0.0, "start"), (top / 2, "middle"), (top, "end")):
        chart.line(x1=x(at), x2=x(at), y1=y, y2=y + 6, class_="axis")
        chart.text(f"{at:g}%", x=x(at), y=y + 22, text_anchor=anchor)
    chart.line(x1=x(0), x2=x(top), y1=y, y2=y, class_="axis")
    return chart.drawn(id_, title, chart.said(rows), y + 30)


def stacks(
    words: Words, id_: str, title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Rate]]]
) -> Markup:
    """A bar of 100 % for each row, divided by `names`; at most four."""
    chart = _Chart(words)
    for label, rates in rows:
        chart.label(label)
        if absent := [rate for rate in rates if isinstance(rate, Mark)]:
            chart.text(chart.value(absent[0]), x=0, y=chart.y + 20)
        else:
            _divide(chart, [rate for rate in rates if isinstance(rate, Share)])
        chart.y += 36
    said = "; ".join(
        f"{label}: " + ", ".join(f"{name} {chart.value(rate)}" for name, rate in zip(names, rates, strict=True))
        for label, rates in rows
    )
    return chart.drawn(id_, title, said, chart.y, names)


def _divide(chart: _Chart, rates: Sequence[Share]) -> None:
    x = 0.0
    for (fill, ink), rate in zip(PALETTE, rates, strict=False):
        share = 100 * rate.count / rate.of
        chart.rect(x=f"{x:.2f}%", y=chart.y + 4, width=f"{share:.2f}%", height=22, fill=fill, class_="part")
        if share >= 12:
            chart.text(f"{share:.0f}%", x=f"{x + share / 2:.2f}%", y=chart.y + 20, text_anchor="middle", fill=ink)
        x += share


def lines(
    words: Words, id_: str, title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Rate]]]
) -> Markup:
    """A line for each of `names` over the rows, which are in order of time; at most four. Hidden points leave gaps."""
    shares = [rate.per_cent for _, rates in rows for rate in rates if isinstance(rate, Share)]
    top = _nice_top(max(shares, default=100))
    height = 220

    def x(at: int) -> str:
        return f"{13 + 71 * at / max(1, len(rows) - 1):.2f}%"

    def y(per_cent: float) -> float:
        return 18 + (height - 18) * (1 - per_cent / top)

    chart = _Chart(words)
    for tick in (0.0, top / 2, top):
        chart.line(x1=0, x2="100%", y1=f"{y(tick):.1f}", y2=f"{y(tick):.1f}", class_="grid")
        chart.text(f"{tick:g}%", x=0, y=f"{y(tick) - 4:.1f}")
    ends: list[tuple[float, str]] = []
    for series in range(len(names)):
        colour = PALETTE[series][0]
        values = [rates[series] for _, rates in rows]
        for at, rate in enumerate(values):
            if not isinstance(rate, Share):
                continue
            before = values[at - 1] if at else None
            here = f"{y(rate.per_cent):.1f}"
            if isinstance(before, Share):
                start = f"{y(before.per_cent):.1f}"
                chart.line(x1=x(at - 1), y1=start, x2=x(at), y2=here, stroke=colour, stroke_width=3)
            chart.circle(cx=x(at), cy=here, r=4, fill=colour)
        if values and isinstance(values[-1], Share):
            ends.append((y(values[-1].per_cent), chart.value(values[-1])))
    below = math.inf
    for at_y, said in sorted(ends, reverse=True):
        below = min(at_y + 5, below - 17)
        chart.text(said, x=x(len(rows) - 1), dx=8, y=f"{below:.1f}")
    if rows:
        chart.text(rows[0][0], x=x(0), y=height + 22)
        chart.text(rows[-1][0], x="100%", y=height + 22, text_anchor="end")
    description = "; ".join(_between(words, chart, name, at, rows) for at, name in enumerate(names) if rows)
    return chart.drawn(id_, title, description, height + 30, names)


def _between(words: Words, chart: _Chart, name: str, at: int, rows: Sequence[tuple[str, Sequence[Rate]]]) -> str:
    (first, was), (last, now) = rows[0], rows[-1]
    return words("chart.between", name, chart.value(was[at]), first, chart.value(now[at]), last)


def _nice_top(most: float) -> float:
    """The end of a scale that holds `most`, in per cent: 1, 2, 5, 10, 20, 40, 60, 80 or 100.

    >>> _nice_top(13.2)
    20
    """
    return next((top for top in (1, 2, 5, 10, 20, 40, 60, 80) if most <= top), 100)
