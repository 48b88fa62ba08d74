"""A comparison as a page, and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from blended_supervision.html import page as _page
from blended_supervision.policy_change.difference import NAMES, WORDS, Bearing, Change, plain

if TYPE_CHECKING:
    from blended_supervision.core.policy import Policy
    from blended_supervision.policy_change.comparison import Comparison
    from blended_supervision.policy_change.difference import Difference


def page(comparison: Comparison) -> str:
    """The whole page."""
    return _page.document("What differs between two policies", named(comparison), "".join(_sections(comparison, "h2")))


def section(comparison: Comparison) -> str:
    """A piece of HTML for a notebook."""
    sections = "".join(_sections(comparison, "h4"))
    return f"<section><h3>What differs</h3><p>{escape(named(comparison))}</p>{sections}</section>"


def named(comparison: Comparison) -> str:
    """Which two policies they are, in a sentence."""
    return f"Was: {_name(comparison.was)}. Now: {_name(comparison.now)}."


def _sections(comparison: Comparison, heading: str) -> Iterator[str]:
    if comparison.same:
        yield "<p>Nothing differs.</p>"
    groups = (
        ("added", "Added", comparison.added),
        ("removed", "Removed", comparison.removed),
        ("changed", "Changed", _bearing(comparison.changed, Bearing.ADVICE)),
        ("words", "Changed in words only", _bearing(comparison.changed, Bearing.WORDS)),
        ("names", "Names, versions and dates", _bearing(comparison.changed, Bearing.NAME)),
    )
    for id_, title, within in groups:
        if not within:
            continue
        yield f'<{heading} id="{id_}">{title}</{heading}>'
        if within[0].change is Change.CHANGED:
            rows = [
                (f"{each.part} {each.id}".rstrip(), where, was or "(none)", now or "(none)")
                for each in within
                for where, was, now in each.details()
            ]
            heads = ("What", "Where", "Was", "Now")
        else:
            rows = [(f"{each.part} {each.id}", _said(each), *_held(each)) for each in within]
            heads = ("What", "In words", "Source", "As the policy has it")
        yield _page.table(f"{title}: {len(within)}", heads, rows, id_=f"{id_}-table")


def _bearing(differences: Iterable[Difference], bearing: Bearing) -> list[Difference]:
    return [difference for difference in differences if difference.bearing is bearing]


def _said(difference: Difference) -> str:
    member = difference.now if difference.was is None else difference.was
    for key in ("because", "title", "label", "words"):
        if isinstance(words := member.get(key), Mapping) and words.get("en"):
            return str(words["en"])
    return ""


def _held(difference: Difference) -> tuple[str, str]:
    member = difference.now if difference.was is None else difference.was
    left_out = WORDS | NAMES
    held = [
        f"{key}: {plain(value)}" for key, value in member.items() if key not in left_out and value not in (None, "")
    ]
    return str(member.get("source", "")), "; ".join(held)


def _name(policy: Policy) -> str:
    described = policy.describe()
    selection = policy.selection
    assert selection is not None
    where = selection.region or "the nation alone"
    return f"{described['title']['en']}, {described['version']}, {where}, {selection.as_of}, {policy.digest[:12]}"
