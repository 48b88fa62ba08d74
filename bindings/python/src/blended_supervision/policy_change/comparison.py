"""What differs between two policies, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blended_supervision.base.given import Language, StrPath
from blended_supervision.base.progress import Progress
from blended_supervision.base.words import words_in
from blended_supervision.errors import UsageError
from blended_supervision.policy_change import comparison_page
from blended_supervision.policy_change.difference import Change, Difference, plain
from blended_supervision.policy_change.policy import ComparedPolicy

if TYPE_CHECKING:
    from blended_supervision.policy_change.impact import Impact

# The lists of the canonical form whose members have an id, with what one member is called.
LISTS = {
    "modes": "mode",
    "cannot": "limit",
    "principles": "principle",
    "factors": "factor",
    "cadence": "cadence rule",
    "safeguards": "safeguard",
    "suspensions": "suspension",
    "suspended": "suspended rule",
    "integrity": "integrity rule",
    "facts": "fact",
    "questions": "question",
    "approvers": "approver",
    "reason_codes": "reason code",
    "resources": "resource",
    "overlays": "overlay",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two policies beside each other. Made by `Policy.compare`.

    Example:
        >>> from datetime import date
        >>> from blended_supervision import Policy
        >>> packs = Policy.load("england-wales")
        >>> nation, kent = (packs.select(region=region, as_of=date(2026, 11, 23)) for region in (None, "N57"))
        >>> change = nation.compare(kent)
        >>> change.same, sorted({difference.part for difference in change.differences})[:2]
        (False, ['cadence rule', 'factor'])
        >>> nation.compare(nation).same
        True
    """

    was: ComparedPolicy
    """The old policy."""
    now: ComparedPolicy
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

    def impact(
        self,
        cases: Any,  # noqa: ANN401
        *,
        by: Sequence[str] = (),
        keep: Sequence[str] = (),
        progress: bool | Progress = False,
    ) -> Impact:
        """Who would be advised otherwise by the new policy, and by which rules. A back-test: nothing is recorded.

        Each case is advised by both policies, on the day of its contact where both are in force then, else on the day
        that each was selected for. Of cases of another region than a policy was selected for nobody knows what it
        would say: they are left out, and counted. A policy of the nation alone takes all regions.

        Args:
            cases: A frame (polars, pandas, pyarrow) with facts as columns, as `Policy.advise_frame` takes it, or the
                decisions of a trail, whose facts are columns `fact.ID`. Null is unknown. Flags and counts may be text.
            by: Columns to break the numbers down by, such as `["region", "case.tier_v3"]`.
            keep: Other columns of the cases to be kept beside what changes, such as the case number.
            progress: Whether a bar shows how far it has come, or what is told; once for each policy.

        Returns:
            The impact. Its `frame` has `keep` and `by`, then `was.` and `now.` with `lead`, `outcome`, `firmness` and
            `planned_permission`, then `changes` (which of these are not alike), `rules` (of the rules that differ
            between the policies, those that act on a case that changes), `nothing_usable` (that is the outcome now,
            and was not) and `none_permitted` (a mode was permitted without approval, and none is now).

        Raises:
            UsageError: A column is neither a fact of one of the policies nor kept, or no case is left.
            PayloadError: A value does not fit its fact; the message names column and row.
            ModuleNotFoundError: Polars is not installed.

        Example:
            >>> from datetime import date
            >>> import polars
            >>> from blended_supervision import Policy
            >>> packs = Policy.load("england-wales")
            >>> nation, kent = (packs.select(region=region, as_of=date(2026, 11, 23)) for region in (None, "N57"))
            >>> cases = polars.DataFrame({"crn": ["X1", "X2"], "history.remote_in_a_row": [4, 1]})
            >>> nation.compare(kent).impact(cases, keep=["crn"]).cases
            2
        """
        from blended_supervision.policy_change.impact import impact

        return impact(self, cases, by=by, keep=keep, progress=progress)

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
            places = list(difference.details()) or [("", plain(difference.was), plain(difference.now))]
            rows += [named | {"where": where, "was": was, "now": now} for where, was, now in places]
        return rows

    def to_html(self, path: StrPath, lang: Language = "en") -> None:
        """Writes one self-contained page to `path`, in UTF-8.

        Args:
            path: The file.
            lang: The language of the page, `"en"` or `"cy"`.
        """
        Path(path).write_text(self.html(lang), encoding="utf-8", newline="\n")

    def html(self, lang: Language = "en") -> str:
        """The page that `to_html` writes.

        Args:
            lang: The language of the page, `"en"` or `"cy"`.
        """
        return comparison_page.page(words_in(lang), self.was, self.now, self.differences)

    def text(self, lang: Language = "en") -> str:
        """A line for each difference.

        Args:
            lang: The language, `"en"` or `"cy"`.
        """
        words = words_in(lang)
        return "\n".join(each.told(words) for each in self.differences) or words("comparison.nothing")

    def _repr_html_(self) -> str:
        return comparison_page.section(words_in("en"), self.was, self.now, self.differences)

    def __str__(self) -> str:
        """A line for each difference, in English."""
        return self.text()

    def __repr__(self) -> str:
        counts = f"{len(self.added)} added, {len(self.removed)} removed, {len(self.changed)} changed"
        return f"<Comparison of {self.was.digest[:12]} with {self.now.digest[:12]}: {counts}>"


def compare(was: ComparedPolicy, now: ComparedPolicy) -> Comparison:
    """What differs between two selected policies: see `Policy.compare`."""
    for what, policy in (("this policy", was), ("the other", now)):
        if policy.selection is None:
            raise UsageError(
                f"{what} is a whole set, which says different things in different regions and on different days; "
                "select the one to compare: policy.select(region=..., as_of=date(...)), or give as_of to Policy.load"
            )
    before, after = was.describe(), now.describe()
    found: list[Difference] = []
    for key in sorted((before.keys() | after.keys()) - LISTS.keys()):
        if before.get(key) != after.get(key):
            found.append(Difference("policy", key, Change.CHANGED, (key,), before.get(key), after.get(key)))
    for name, part in LISTS.items():
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
    """Under which keys two members differ. The order of a rule's modes is the policy's, and a difference of modes."""
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key), now.get(key)
        if old != new and not (key in ("modes", "home_visit_modes") and sorted(old or ()) == sorted(new or ())):
            yield key
