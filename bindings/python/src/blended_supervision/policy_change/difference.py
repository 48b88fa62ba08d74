"""One rule, or another part, in which two policies differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from blended_supervision.base.words import Words, as_key, words_in

# What is said, as against what is done: other words under one of these alter no mode.
WORDS = frozenset(
    {
        "ask",
        "because",
        "guide",
        "guide_link",
        "label",
        "outline",
        "short",
        "source",
        "source_link",
        "source_place",
        "statement",
        "title",
        "words",
    }
)

# What a policy is called, and where and when it holds: this tells policies apart and alters no mode by itself.
NAMES = frozenset({"from", "id", "region", "status", "until", "version"})


class Change(StrEnum):
    """What became of a rule."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Bearing(StrEnum):
    """What a difference can alter."""

    ADVICE = "advice"
    """What is advised, asked or offered."""
    WORDS = "words"
    """Only what is said and where it comes from."""
    NAME = "name"
    """Only what the policy is called, and where and when it holds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule, or another part of a policy, that is not in both as it is in one.

    Example:
        >>> Difference("factor", "night", Change.CHANGED, ("weigh",), {"weigh": {"video": 1}}, {"weigh": {"video": 2}})
        <changed factor night: weigh.video 1 → 2>
    """

    part: str
    """What it is: `"principle"`, `"factor"`, `"mode"`; `"policy"` for what the policy says of itself."""
    id: str
    """The rule's id; of the policy itself, the key; empty where it is the order of the whole list."""
    change: Change
    keys: tuple[str, ...]
    """Of what has changed, which keys; `"order"` where a list has another order."""
    was: Any
    """As it was, in the canonical form; None where it was not there."""
    now: Any
    """As it is; None where it is gone."""

    @property
    def bearing(self) -> Bearing:
        """What it can alter."""
        if self.part == "overlay" or (self.part == "policy" and self.id in NAMES) or self.keys == ("pack",):
            return Bearing.NAME
        if self.change is not Change.CHANGED:
            return Bearing.ADVICE
        # The policy's parts are objects of their own: of whom to refer to, only the words may have changed.
        keys = {path.split(".")[-2] if path.endswith((".en", ".cy")) else path for path, _, _ in self.details()}
        keys = keys if self.part == "policy" else set(self.keys)
        return Bearing.WORDS if keys <= WORDS | {"pack"} else Bearing.ADVICE

    @property
    def words_only(self) -> bool:
        """Whether nothing but words and sources changed, so that no advice has another mode for it."""
        return self.bearing is Bearing.WORDS

    def details(self) -> Iterator[tuple[str, str, str]]:
        """Of what has changed: each place, as `"weigh.video"`, and what stood and stands there; empty: nothing."""
        if self.change is not Change.CHANGED:
            return
        if self.part == "policy":
            yield from _details(self.id, self.was, self.now)
        elif self.keys == ("order",):
            yield "order", ", ".join(self.was), ", ".join(self.now)
        else:
            for key in self.keys:
                yield from _details(key, self.was.get(key), self.now.get(key))

    def told(self, words: Words) -> str:
        """The difference in one line.

        Args:
            words: Those of the language.
        """
        change = words(f"difference.{self.change}")
        named = f"{change} {words(f'part.{as_key(self.part)}')} {self.id}".rstrip()
        if self.words_only:
            return words("difference.words_only", named, ", ".join(self.keys))
        none = words("difference.none")
        told = "; ".join(f"{path} {was or none} → {now or none}" for path, was, now in self.details())
        return f"{named}: {told}" if told else named

    def __str__(self) -> str:
        return self.told(words_in("en"))

    def __repr__(self) -> str:
        return f"<{self}>"


def _details(path: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """Where two pieces of JSON differ. Lists are told whole: in a list of conditions or modes, place means nothing."""
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in [*was, *(key for key in now if key not in was)]:
            yield from _details(f"{path}.{key}", was.get(key), now.get(key))
        return
    yield path, plain(was), plain(now)


def plain(value: Any) -> str:  # noqa: ANN401
    """A piece of the canonical form as text; nothing is empty."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
