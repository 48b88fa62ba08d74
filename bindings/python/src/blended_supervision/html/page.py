"""One self-contained page of HTML: no script, nothing fetched, readable by eye, by ear and on paper.

All pages are of this kind, and `page.css` is their style.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files


def document(title: str, about: str, content: str, *, made_from: str = "") -> str:
    """The whole page.

    Args:
        title: Its heading, as text.
        about: What stands beneath the heading, as text.
        content: HTML.
        made_from: What the footer says it was made from, as text.
    """
    css = files("blended_supervision.html").joinpath("page.css").read_text(encoding="utf-8")
    made = f"Made by Blended Supervision from {made_from}." if made_from else "Made by Blended Supervision."
    return "\n".join(
        (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{css}</style></head><body>",
            '<a class="skip" href="#content">Skip to the content</a>',
            f"<header><h1>{escape(title)}</h1><p>{escape(about)}</p></header>",
            f'<main id="content">{content}</main>',
            f"<footer><p>{escape(made)}</p></footer></body></html>",
            "",
        )
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]], *, id_: str) -> str:
    """A table with a caption, headers with scope, and a frame that scrolls where the screen is narrow.

    Args:
        caption: What it shows.
        heads: Of its columns; the first column heads the rows.
        rows: Text, and whole numbers, whose columns are set right.
        id_: Of the caption in the page.
    """
    if not rows:
        return f'<p id="{id_}">{escape(caption)}: none.</p>'
    kinds = [' class="number"' if isinstance(cell, int) else "" for cell in rows[0]]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for kind, name in zip(kinds, heads, strict=True))
    body = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(f"<td{kind}>{_cell(cell)}</td>" for kind, cell in zip(kinds[1:], row[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" role="region" aria-labelledby="{id_}" tabindex="0"><table>'
        f'<caption id="{id_}">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _cell(cell: str | int) -> str:
    return escape(cell) if isinstance(cell, str) else f"{cell:,}"
