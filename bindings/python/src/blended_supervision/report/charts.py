"""Charts as SVG, in the style of the Government Analysis Function.

Few colours, from its accessible palette; values written where they are drawn; no decoration. Positions are in per cent
of the width and text is in pixels, so that a chart is as readable on a telephone as on a desk. Each has a title and a
description for those who do not see it; the numbers are in the table that belongs to it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final

from blended_supervision.report.table import Mark, Rate, Share

#: The categorical palette of the Analysis Function, in its order, and the text that is readable on each.
PALETTE: Final = (("#12436D", "#ffffff"), ("#28A197", "#0b0c0c"), ("#801650", "#ffffff"), ("#F46A25", "#0b0c0c"))

_LINE: Final = 19  # height of a line of text, in pixels
_LETTERS: Final = 34  # that fit beside each other on a screen of 320 pixels
_HIDDEN: Final = "[c] hidden"


def bars(id_: str, title: str, rows: Sequence[tuple[str, Rate]]) -> str:
    """A bar for each rate."""
    top = _nice_top(max((rate.per_cent for _, rate in rows if isinstance(rate, Share)), default=100))
    parts: list[str] = []
    y = 0
    for label, rate in rows:
        y = _label(parts, label, y)
        if isinstance(rate, Share):
            width = 78 * rate.per_cent / top
            parts.append(f'<rect x="0" y="{y + 4}" width="{width:.2f}%" height="18" fill="{PALETTE[0][0]}"/>')
            parts.append(f'<text x="{width:.2f}%" dx="6" y="{y + 18}">{rate.per_cent:.1f}%</text>')
        else:
            parts.append(f'<text x="0" y="{y + 18}">{_absent(rate)}</text>')
        y += 32
    return _svg(id_, title, _said(rows), y, parts)


def intervals(id_: str, title: str, rows: Sequence[tuple[str, Rate]]) -> str:
    """A dot for each rate and a line for its 95 % interval, on a common scale from 0."""
    top = _nice_top(max((rate.ends[1] for _, rate in rows if isinstance(rate, Share)), default=100))

    def x(per_cent: float) -> str:
        return f"{1 + 96 * min(per_cent, top) / top:.2f}%"

    parts: list[str] = []
    y = 0
    for label, rate in rows:
        said = f"{rate.per_cent:.1f}%" if isinstance(rate, Share) else _absent(rate)
        y = _label(parts, f"{label}: {said}", y)
        if isinstance(rate, Share):
            low, high = rate.ends
            parts.append(f'<line x1="{x(0)}" x2="{x(top)}" y1="{y + 10}" y2="{y + 10}" class="grid"/>')
            parts.append(
                f'<line x1="{x(low)}" x2="{x(high)}" y1="{y + 10}" y2="{y + 10}" '
                f'stroke="{PALETTE[0][0]}" stroke-width="4"/>'
            )
            parts.append(f'<circle cx="{x(100 * rate.count / rate.of)}" cy="{y + 10}" r="6" fill="{PALETTE[0][0]}"/>')
        y += 26
    ticks = [(0.0, "start"), (top / 2, "middle"), (top, "end")]
    for at, anchor in ticks:
        parts.append(f'<line x1="{x(at)}" x2="{x(at)}" y1="{y}" y2="{y + 6}" class="axis"/>')
        parts.append(f'<text x="{x(at)}" y="{y + 22}" text-anchor="{anchor}">{at:g}%</text>')
    parts.append(f'<line x1="{x(0)}" x2="{x(top)}" y1="{y}" y2="{y}" class="axis"/>')
    return _svg(id_, title, _said(rows), y + 30, parts)


def stacks(id_: str, title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Rate]]]) -> str:
    """A bar of 100 % for each row, divided by `names`; at most four."""
    parts: list[str] = []
    y = 0
    for label, rates in rows:
        y = _label(parts, label, y)
        if all(isinstance(rate, Share) for rate in rates):
            x = 0.0
            for (fill, ink), rate in zip(PALETTE, rates, strict=False):
                assert isinstance(rate, Share)
                share = 100 * rate.count / rate.of
                parts.append(
                    f'<rect x="{x:.2f}%" y="{y + 4}" width="{share:.2f}%" height="22" fill="{fill}" class="part"/>'
                )
                if share >= 12:
                    parts.append(
                        f'<text x="{x + share / 2:.2f}%" y="{y + 20}" text-anchor="middle" fill="{ink}">'
                        f"{share:.0f}%</text>"
                    )
                x += share
        else:
            parts.append(
                f'<text x="0" y="{y + 20}">{_absent(next(rate for rate in rates if isinstance(rate, Mark)))}</text>'
            )
        y += 36
    said = "; ".join(
        f"{label}: " + ", ".join(f"{name} {_value(rate)}" for name, rate in zip(names, rates, strict=True))
        for label, rates in rows
    )
    return _key(names) + _svg(id_, title, said, y, parts)


def lines(id_: str, title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Rate]]]) -> str:
    """A line for each of `names` over the rows, which are in order of time; at most four. Hidden points leave gaps."""
    shares = [rate.per_cent for _, rates in rows for rate in rates if isinstance(rate, Share)]
    top = _nice_top(max(shares, default=100))
    height = 220

    def x(at: int) -> float:
        return 13 + 71 * at / max(1, len(rows) - 1)

    def y(per_cent: float) -> float:
        return 18 + (height - 18) * (1 - per_cent / top)

    parts: list[str] = []
    for tick in (0.0, top / 2, top):
        parts.append(f'<line x1="0" x2="100%" y1="{y(tick):.1f}" y2="{y(tick):.1f}" class="grid"/>')
        parts.append(f'<text x="0" y="{y(tick) - 4:.1f}">{tick:g}%</text>')
    ends: list[tuple[float, str]] = []
    for series in range(len(names)):
        colour = PALETTE[series][0]
        values = [rates[series] for _, rates in rows]
        for at, rate in enumerate(values):
            if not isinstance(rate, Share):
                continue
            before = values[at - 1] if at else None
            if isinstance(before, Share):
                parts.append(
                    f'<line x1="{x(at - 1):.2f}%" y1="{y(before.per_cent):.1f}" '
                    f'x2="{x(at):.2f}%" y2="{y(rate.per_cent):.1f}" stroke="{colour}" stroke-width="3"/>'
                )
            parts.append(f'<circle cx="{x(at):.2f}%" cy="{y(rate.per_cent):.1f}" r="4" fill="{colour}"/>')
        last = values[-1] if values else None
        if isinstance(last, Share):
            ends.append((y(last.per_cent), f"{last.per_cent:.1f}%"))
    below = math.inf
    for at_y, said in sorted(ends, reverse=True):
        below = min(at_y + 5, below - 17)
        parts.append(f'<text x="{x(len(rows) - 1):.2f}%" dx="8" y="{below:.1f}">{said}</text>')
    if rows:
        parts.append(f'<text x="{x(0):.2f}%" y="{height + 22}">{escape(rows[0][0])}</text>')
        parts.append(f'<text x="100%" y="{height + 22}" text-anchor="end">{escape(rows[-1][0])}</text>')
    first, last_row = (rows[0], rows[-1]) if rows else (("", ()), ("", ()))
    said = "; ".join(
        f"{name}: {_value(first[1][at])} in {first[0]}, {_value(last_row[1][at])} in {last_row[0]}"
        for at, name in enumerate(names)
        if rows
    )
    return _key(names) + _svg(id_, title, said, height + 30, parts)


def _label(parts: list[str], label: str, y: int) -> int:
    """Writes `label` at `y` and returns where it ends."""
    for line in textwrap.wrap(label, _LETTERS) or [""]:
        y += _LINE
        parts.append(f'<text x="0" y="{y - 4}">{escape(line)}</text>')
    return y


def _nice_top(most: float) -> float:
    """The end of a scale that holds `most`, in per cent: 1, 2, 5, 10, 20, 40, 60, 80 or 100.

    >>> _nice_top(13.2)
    20
    """
    return next((top for top in (1, 2, 5, 10, 20, 40, 60, 80) if most <= top), 100)


def _value(rate: Rate) -> str:
    return f"{rate.per_cent:.1f}%" if isinstance(rate, Share) else _absent(rate)


def _absent(mark: Mark) -> str:
    return _HIDDEN if mark is Mark.HIDDEN else "[z] none to count"


def _said(rows: Sequence[tuple[str, Rate]]) -> str:
    return "; ".join(f"{label}: {_value(rate)}" for label, rate in rows)


def _key(names: Sequence[str]) -> str:
    entries = "".join(
        f'<li><span class="swatch" style="background:{fill}"></span>{escape(name)}</li>'
        for (fill, _), name in zip(PALETTE, names, strict=False)
    )
    return f'<ul class="key" aria-hidden="true">{entries}</ul>'


def _svg(id_: str, title: str, description: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="chart" role="img" aria-labelledby="{id_}-title {id_}-description" width="100%" '
        f'height="{height:.0f}" xmlns="http://www.w3.org/2000/svg"><title id="{id_}-title">{escape(title)}</title>'
        f'<desc id="{id_}-description">{escape(description)}</desc>{"".join(parts)}</svg>'
    )
