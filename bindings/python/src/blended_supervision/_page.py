"""One self-contained page of HTML: no script, nothing fetched, in the style of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files


def document(title: str, about: str, content: str) -> str:
    """The whole page.

    Args:
        title: Its heading, as text.
        about: What stands beneath the heading, as text.
        content: HTML.
    """
    css = files("blended_supervision").joinpath("report", "page.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{css}</style></head><body>",
            '<a class="skip" href="#content">Skip to the content</a>',
            f"<header><h1>{escape(title)}</h1><p>{escape(about)}</p></header>",
            f'<main id="content">{content}</main>',
            "<footer><p>Made by Blended Supervision.</p></footer></body></html>",
            "",
        )
    )


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]], *, id_: str, numbers: bool = True
) -> str:
    """A table with a caption, headers with scope, and a frame that scrolls where the screen is narrow.

    Args:
        caption: What it shows.
        heads: Of its columns; the first column heads the rows.
        rows: Text and whole numbers, which are set right.
        id_: Of the caption in the page.
        numbers: Whether the columns after the first are of numbers.
    """
    kind = ' class="number"' if numbers else ""
    first, *others = (escape(head) for head in heads)
    head = f'<th scope="col">{first}</th>' + "".join(f'<th scope="col"{kind}>{other}</th>' for other in others)
    body = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(f"<td{kind}>{_cell(cell)}</td>" for cell in row[1:])
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
