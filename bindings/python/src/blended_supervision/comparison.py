"""What differs between two policies, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blended_supervision import _page
from blended_supervision._given import StrPath
from blended_supervision.errors import UsageError

if TYPE_CHECKING:
    from blended_supervision.policy import Policy

# The lists of the canonical form whose members have an id, with what one member is called.
_LISTS = {
    "modes": "mode",
    "cannot": "limit",
    "principles": "principle",
    "factors": "factor",
    "cadence": "cadence rule",
    "safeguards": "safeguard",
    "suspensions": "suspension",
    "integrity": "integrity rule",
    "facts": "fact",
    "approvers": "approver",
    "reason_codes": "reason code",
    "resources": "resource",
    "overlays": "overlay",
}

# What is said, as against what is done: other words under one of these alter no mode.
_WORDS = frozenset({"ask", "because", "label", "outline", "source", "statement", "title", "words"})

# What a policy is called, and where and when it holds: this tells policies apart and alters no mode by itself.
_NAMES = frozenset({"from", "id", "region", "status", "until", "version"})


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
        if self.part == "overlay" or (self.part == "policy" and self.id in _NAMES) or self.keys == ("pack",):
            return Bearing.NAME
        if self.change is not Change.CHANGED:
            return Bearing.ADVICE
        # The policy's parts are objects of their own: of whom to refer to, only the words may have changed.
        keys = {path.split(".")[-2] if path.endswith((".en", ".cy")) else path for path, _, _ in self.details()}
        keys = keys if self.part == "policy" else set(self.keys)
        return Bearing.WORDS if keys <= _WORDS | {"pack"} else Bearing.ADVICE

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

    def __str__(self) -> str:
        named = f"{self.change} {self.part} {self.id}".rstrip()
        if self.words_only:
            return f"{named}: {', '.join(self.keys)} (words only)"
        told = "; ".join(f"{path} {was or 'none'} → {now or 'none'}" for path, was, now in self.details())
        return f"{named}: {told}" if told else named

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
    yield path, _plain(was), _plain(now)


def _plain(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two policies beside each other. Made by `Policy.compare`.

    Example:
        >>> from datetime import date
        >>> from blended_supervision import Policy
        >>> packs = Policy.load("england-wales")
        >>> nation, kent = packs.select(on=date(2026, 11, 23)), packs.select(region="N57", on=date(2026, 11, 23))
        >>> change = nation.compare(kent)
        >>> change.same, sorted({difference.part for difference in change.differences})[:2]
        (False, ['cadence rule', 'factor'])
        >>> nation.compare(nation).same
        True
    """

    was: Policy
    """The old policy."""
    now: Policy
    """The new one."""
    differences: tuple[Difference, ...]
    """In the order of the parts, and in each as the new policy has them; what is gone comes last."""

    @property
    def same(self) -> bool:
        """Whether nothing differs. Two policies that are the same have one digest."""
        return not self.differences

    @property
    def added(self) -> tuple[Difference, ...]:
        """Those that only the new policy has."""
        return self._of(Change.ADDED)

    @property
    def removed(self) -> tuple[Difference, ...]:
        """Those that only the old policy has."""
        return self._of(Change.REMOVED)

    @property
    def changed(self) -> tuple[Difference, ...]:
        """Those that both have, and not alike; those of words only and of names are among them."""
        return self._of(Change.CHANGED)

    @property
    def words_only(self) -> tuple[Difference, ...]:
        """Those in which nothing but words and sources changed."""
        return tuple(difference for difference in self.differences if difference.words_only)

    def _of(self, change: Change) -> tuple[Difference, ...]:
        return tuple(difference for difference in self.differences if difference.change is change)

    def rows(self) -> list[dict[str, str]]:
        """The differences as rows for a frame: `polars.DataFrame(change.rows())`.

        Returns:
            Of each difference a row for each place in it, with `change`, `part`, `id`, `bearing`, `where`, `was` and
            `now`; of what was added or removed one row, with all of it as JSON.
        """
        rows = []
        for difference in self.differences:
            named = {
                "change": difference.change.value,
                "part": difference.part,
                "id": difference.id,
                "bearing": difference.bearing.value,
            }
            places = list(difference.details()) or [("", _plain(difference.was), _plain(difference.now))]
            rows += [named | {"where": where, "was": was, "now": now} for where, was, now in places]
        return rows

    def to_html(self, path: StrPath) -> None:
        """Writes one self-contained page to `path`, in UTF-8."""
        Path(path).write_text(self.html(), encoding="utf-8", newline="\n")

    def html(self) -> str:
        """The page that `to_html` writes."""
        return _page.document("What differs between two policies", self._named(), "".join(self._sections("h2")))

    def _named(self) -> str:
        return f"Was: {_name(self.was)}. Now: {_name(self.now)}."

    def _sections(self, heading: str) -> Iterator[str]:
        if self.same:
            yield "<p>Nothing differs.</p>"
        groups = (
            ("added", "Added", self.added),
            ("removed", "Removed", self.removed),
            ("changed", "Changed", _bearing(self.changed, Bearing.ADVICE)),
            ("words", "Changed in words only", _bearing(self.changed, Bearing.WORDS)),
            ("names", "Names, versions and dates", _bearing(self.changed, Bearing.NAME)),
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
            yield _page.table(f"{title}: {len(within)}", heads, rows, id_=f"{id_}-table", numbers=False)

    def _repr_html_(self) -> str:
        return f"<section><h3>What differs</h3><p>{escape(self._named())}</p>{''.join(self._sections('h4'))}</section>"

    def __str__(self) -> str:
        """A line for each difference."""
        return "\n".join(map(str, self.differences)) or "nothing differs"

    def __repr__(self) -> str:
        counts = f"{len(self.added)} added, {len(self.removed)} removed, {len(self.changed)} changed"
        return f"<Comparison of {self.was.digest[:12]} with {self.now.digest[:12]}: {counts}>"


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
    left_out = _WORDS | _NAMES
    held = [
        f"{key}: {_plain(value)}" for key, value in member.items() if key not in left_out and value not in (None, "")
    ]
    return str(member.get("source", "")), "; ".join(held)


def _name(policy: Policy) -> str:
    described = policy.describe()
    selection = policy.selection
    assert selection is not None
    where = selection.region or "the nation alone"
    return f"{described['title']['en']}, {described['version']}, {where}, {selection.on}, {policy.digest[:12]}"


def compare(was: Policy, now: Policy) -> Comparison:
    """What differs between two selected policies: see `Policy.compare`."""
    for what, policy in (("this policy", was), ("the other", now)):
        if policy.selection is None:
            raise UsageError(
                f"{what} is a whole set, which says different things in different regions and on different days; "
                "select the one to compare: policy.select(region=..., on=date(...)), or give as_of to Policy.load"
            )
    before, after = was.describe(), now.describe()
    found: list[Difference] = []
    for key in sorted((before.keys() | after.keys()) - _LISTS.keys()):
        if before.get(key) != after.get(key):
            found.append(Difference("policy", key, Change.CHANGED, (key,), before.get(key), after.get(key)))
    for name, part in _LISTS.items():
        found += _of_list(part, before.get(name, []), after.get(name, []))
    return Comparison(was, now, tuple(found))


def _of_list(part: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Difference]:
    old = {member["id"]: member for member in before}
    new = {member["id"]: member for member in after}
    found = []
    for name, member in new.items():
        if name not in old:
            found.append(Difference(part, name, Change.ADDED, (), None, member))
        elif keys := tuple(_keys(old[name], member)):
            found.append(Difference(part, name, Change.CHANGED, keys, old[name], member))
    kept = [name for name in old if name in new]
    order = [name for name in new if name in old]
    if kept != order:
        found.append(Difference(part, "", Change.CHANGED, ("order",), kept, order))
    found += [
        Difference(part, name, Change.REMOVED, (), member, None) for name, member in old.items() if name not in new
    ]
    return found


def _keys(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Under which keys two members differ. Modes of a rule stand in the policy's order, which is told of modes."""
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key), now.get(key)
        if old != new and not (key in ("modes", "home_visit_modes") and sorted(old or ()) == sorted(new or ())):
            yield key
