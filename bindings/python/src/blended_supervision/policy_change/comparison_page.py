"""A comparison as a page, and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blended_supervision.base.words import Words, as_key
from blended_supervision.html import render
from blended_supervision.policy_change.difference import NAMES, WORDS, Bearing, Change, Difference, plain
from blended_supervision.policy_change.policy import ComparedPolicy


def page(words: Words, was: ComparedPolicy, now: ComparedPolicy, differences: Sequence[Difference]) -> str:
    """The whole page."""
    return render.page(
        "comparison.html",
        words,
        title=words("comparison.title"),
        about=named(words, was, now),
        same=not differences,
        groups=list(_groups(words, differences)),
    )


def section(words: Words, was: ComparedPolicy, now: ComparedPolicy, differences: Sequence[Difference]) -> str:
    """A piece of HTML for a notebook."""
    return render.notebook(
        "comparison_notebook.html",
        words,
        named=named(words, was, now),
        same=not differences,
        groups=list(_groups(words, differences)),
    )


def named(words: Words, was: ComparedPolicy, now: ComparedPolicy) -> str:
    """Which two policies they are, in a sentence."""
    return words("comparison.named", _name(words, was), _name(words, now))


def _groups(words: Words, differences: Sequence[Difference]) -> Iterator[dict[str, Any]]:
    """The differences in groups, each a table."""
    changed = [each for each in differences if each.change is Change.CHANGED]
    for id_, within in (
        ("added", [each for each in differences if each.change is Change.ADDED]),
        ("removed", [each for each in differences if each.change is Change.REMOVED]),
        ("changed", [each for each in changed if each.bearing is Bearing.ADVICE]),
        ("words", [each for each in changed if each.bearing is Bearing.WORDS]),
        ("names", [each for each in changed if each.bearing is Bearing.NAME]),
    ):
        if not within:
            continue
        if id_ in ("added", "removed"):
            heads = ("what", "in_words", "source", "held")
            rows = [(_what(words, each), _said(words, each), *_held(each)) for each in within]
        else:
            heads = ("what", "where", "was", "now")
            none = words("comparison.none")
            rows = [
                (_what(words, each), where, was or none, now or none)
                for each in within
                for where, was, now in each.details()
            ]
        yield {
            "id": id_,
            "title": words(f"comparison.{id_}"),
            "count": len(within),
            "heads": [words(f"comparison.{head}") for head in heads],
            "rows": rows,
        }


def _what(words: Words, difference: Difference) -> str:
    return f"{words(f'part.{as_key(difference.part)}')} {difference.id}".rstrip()


def _said(words: Words, difference: Difference) -> str:
    member = difference.now if difference.was is None else difference.was
    for key in ("because", "title", "label", "words"):
        if isinstance(said := member.get(key), Mapping) and said.get(words.language):
            return str(said[words.language])
    return ""


def _held(difference: Difference) -> tuple[str, str]:
    member = difference.now if difference.was is None else difference.was
    left_out = WORDS | NAMES
    held = [
        f"{key}: {plain(value)}" for key, value in member.items() if key not in left_out and value not in (None, "")
    ]
    return str(member.get("source", "")), "; ".join(held)


def _name(words: Words, policy: ComparedPolicy) -> str:
    described = policy.describe()
    selection = policy.selection
    assert selection is not None
    where = selection.region or words("comparison.nation_alone")
    title = described["title"][words.language]
    return f"{title}, {described['version']}, {where}, {selection.as_of}, {policy.digest[:12]}"
