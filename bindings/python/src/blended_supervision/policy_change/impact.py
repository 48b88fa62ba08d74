"""What a new policy would change for a caseload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blended_supervision.base.given import StrPath
from blended_supervision.base.polars import pl
from blended_supervision.errors import UsageError
from blended_supervision.html import page as _page
from blended_supervision.policy_change.cases import Taken, kind_of
from blended_supervision.policy_change.comparison import Comparison
from blended_supervision.policy_change.comparison_page import named
from blended_supervision.policy_change.difference import Bearing, Change, Difference

if TYPE_CHECKING:
    from blended_supervision.base.progress import Progress
    from blended_supervision.core.policy import Policy

#: What can change for a case, by the column of advice that tells it.
CHANGES = {
    "lead": "lead",
    "outcome": "outcome",
    "firmness": "firmness",
    "planned_permission": "planned permission",
}

LABELS = {
    "any": "Anything of these",
    "lead": "Another mode is advised first",
    "outcome": "Another outcome",
    "firmness": "Another firmness",
    "planned permission": "Another permission of the mode planned",
    "nothing_usable": "No mode is usable any more",
    "none_permitted": "No mode is permitted without approval any more",
}

# The parts of a policy whose rules advice names where they act.
_NAMED = frozenset({"limit", "principle", "factor", "cadence rule"})

_NO_RULE = "(none that advice names)"
_NOT_KNOWN = "not known"
_NO_LEAD = "no mode"


@dataclass(frozen=True, slots=True)
class Impact:
    """Who would be advised otherwise by the new policy, and by which rules. Made by `Comparison.impact`.

    A back-test: nothing is recorded, and what people would have decided it does not know. Small numbers are not hidden.
    """

    comparison: Comparison
    """The two policies."""
    frame: Any
    """A row a case, in the order given, in the kind of frame that was given; see `Comparison.impact`."""
    cases: int
    """How many were advised on."""
    left_out: int
    """How many were not, as they are of another region than the policies were selected for."""
    notes: tuple[str, ...]
    """What the numbers cannot tell."""
    by: tuple[str, ...]
    """What it is broken down by."""
    _data: pl.DataFrame = field(repr=False)

    @property
    def changed(self) -> int:
        """For how many cases something changes."""
        return self._count("any")

    @property
    def last_permitted(self) -> Any:  # noqa: ANN401
        """The rows of `frame` that lose the last mode: none is usable, or permitted without approval, any more."""
        return kind_of(self.frame, self._data.filter(pl.col("nothing_usable") | pl.col("none_permitted")))

    def _count(self, what: str) -> int:
        return int(self._data.select(_holds(what).sum()).item())

    @property
    def summary(self) -> pl.DataFrame:
        """Of how many cases what changes: `what`, `cases` and `of`, which is all that were advised on."""
        return pl.DataFrame(
            {
                "what": list(LABELS),
                "cases": [self._count(what) for what in LABELS],
                "of": [self.cases] * len(LABELS),
            }
        )

    @property
    def moves(self) -> pl.DataFrame:
        """From which lead to which: `was`, `now` (null: no mode) and `cases`, most first; only those that change."""
        return (
            self._data.filter(_holds("lead"))
            .group_by(pl.col("was.lead").alias("was"), pl.col("now.lead").alias("now"))
            .agg(pl.len().alias("cases"))
            .sort("cases", "was", "now", descending=[True, False, False])
        )

    @property
    def by_rule(self) -> pl.DataFrame:
        """By which rules: `rule` and `cases`, most first; null where the change is none of a rule that advice names.

        A case counts for each of its rules.
        """
        return (
            self._data.filter(_holds("any"))
            .select(
                pl.when(pl.col("rules").list.len() > 0)
                .then("rules")
                .otherwise(pl.lit([None], pl.List(pl.String)))
                .alias("rule")
            )
            .explode("rule")
            .group_by("rule")
            .agg(pl.len().alias("cases"))
            .sort("cases", "rule", descending=[True, False])
        )

    def breakdown(self, column: str) -> pl.DataFrame:
        """How much changes for whom: a row for each value of the column (null: not known), and the counts of `summary`.

        Args:
            column: One of `by` or `keep`.

        Raises:
            UsageError: It is neither.
        """
        if column not in self._data.columns or column in _RESULTS:
            raise UsageError(f"{column!r} was not kept; name it in by= or keep= of impact")
        counts = [_holds(what).sum().cast(pl.Int64).alias(what) for what in LABELS]
        return self._data.group_by(column).agg(pl.len().alias("of"), *counts).sort(column, nulls_last=True)

    def to_html(self, path: StrPath) -> None:
        """Writes one self-contained page to `path`, in UTF-8. It holds counts and rules, and no case."""
        Path(path).write_text(self.html(), encoding="utf-8", newline="\n")

    def html(self) -> str:
        """The page that `to_html` writes."""
        return _page.document(
            "What a new policy would change", named(self.comparison), "".join(self._sections("h2", whole=True))
        )

    def _repr_html_(self) -> str:
        return (
            f"<section><h3>What the new policy would change</h3>{''.join(self._sections('h4', whole=False))}</section>"
        )

    def _sections(self, heading: str, *, whole: bool) -> Iterator[str]:
        yield f"<p>{escape(str(self))}</p>"
        yield _page.table(
            "Cases for which something changes",
            ("What changes", "Per cent", "Cases", "Of"),
            [(LABELS[what], _per_cent(count, of), count, of) for what, count, of in self.summary.rows()],
            id_="impact-summary",
        )
        if not whole:
            return
        yield '<div class="caution">' + "".join(f"<p>{escape(note)}</p>" for note in self.notes) + "</div>"
        yield f'<{heading} id="moves">Modes advised first</{heading}>'
        moves = [(was or _NO_LEAD, now or _NO_LEAD, count) for was, now, count in self.moves.rows()]
        yield _page.table("From which mode to which", ("Was", "Now", "Cases"), moves, id_="impact-moves")
        yield f'<{heading} id="rules">By which rules</{heading}>'
        told = {each.id: str(each) for each in _deciding(self.comparison)}
        rows = [(rule or _NO_RULE, told.get(rule, ""), count) for rule, count in self.by_rule.rows()]
        yield _page.table(
            "Rules that differ and act where something changes; a case counts for each of its rules",
            ("Rule", "What differs", "Cases"),
            rows,
            id_="impact-rules",
        )
        yield f'<{heading} id="last">Cases that lose the last mode</{heading}>'
        yield f"<p>{escape(self._lost())}</p>"
        for at, column in enumerate(self.by):
            yield f'<{heading} id="by-{at}">By {escape(column)}</{heading}>'
            yield _page.table(
                f"Cases for which something changes, by {column}",
                (column, "Cases", *LABELS.values()),
                [(_NOT_KNOWN if row[0] is None else str(row[0]), *row[1:]) for row in self.breakdown(column).rows()],
                id_=f"impact-by-{at}",
            )

    def _lost(self) -> str:
        lost = self._data.filter(pl.col("nothing_usable") | pl.col("none_permitted"))
        if lost.is_empty():
            return "None."
        rules = sorted(set(lost["rules"].explode().drop_nulls()))
        acting = f" The rules that act: {', '.join(rules)}." if rules else ""
        return f"{lost.height:,} of {self.cases:,}.{acting} The frame's last_permitted names them."

    def __str__(self) -> str:
        told = f"{self.changed:,} of {self.cases:,} cases change ({_per_cent(self.changed, self.cases)})"
        return f"{told}; {self.left_out:,} of other regions were left out" if self.left_out else told

    def __repr__(self) -> str:
        return f"<Impact: {self}>"


_RESULTS = (
    *(f"{when}.{what}" for what in CHANGES for when in ("was", "now")),
    "changes",
    "rules",
    "nothing_usable",
    "none_permitted",
)


def impact(
    comparison: Comparison,
    cases: Any,  # noqa: ANN401
    *,
    by: Sequence[str] = (),
    keep: Sequence[str] = (),
    progress: bool | Progress = False,
) -> Impact:
    """What the new policy would change for these cases: see `Comparison.impact`."""
    for name, columns in (("by", by), ("keep", keep)):
        if isinstance(columns, str):
            raise UsageError(f"{name} is a list of columns: ({columns!r},)")
    taken = Taken((comparison.was, comparison.now), cases, list(dict.fromkeys([*keep, *by])), reserved=_RESULTS)
    was, now = (_advise(policy, taken.facts, progress) for policy in (comparison.was, comparison.now))
    data = _beside(taken.kept, was, now, [each.id for each in _deciding(comparison)])
    notes = (*taken.notes, *_blind(comparison))
    return Impact(comparison, kind_of(cases, data), data.height, taken.left_out, notes, tuple(by), data)


def _holds(what: str) -> pl.Expr:
    if what == "any":
        return pl.col("changes").list.len() > 0
    return pl.col(what) if what in ("nothing_usable", "none_permitted") else pl.col("changes").list.contains(what)


def _per_cent(count: int, of: int) -> str:
    return f"{100 * count / of:.1f}%" if of else "none"


def _deciding(comparison: Comparison) -> list[Difference]:
    """The differences that can be seen in the rules which advice names."""
    return [each for each in comparison.differences if each.part in _NAMED and each.id and _alters(each)]


def _alters(difference: Difference) -> bool:
    return difference.bearing is Bearing.ADVICE


def _blind(comparison: Comparison) -> Iterator[str]:
    yield (
        "This is a back-test of advice. What people would have decided, and what would have come of it, it does not "
        "know. Small numbers are not hidden: it is for the service's own eyes."
    )
    cadence = [each.id for each in comparison.differences if each.part == "cadence rule" and _alters(each)]
    if cadence:
        yield (
            "Whether a contact is due is taken from the cases, as it was counted by the rules of then. These cadence "
            f"rules differ, and what that changes in when contacts are due is not counted: {', '.join(cadence)}."
        )
    added = [each.id for each in comparison.differences if each.part == "fact" and each.change is Change.ADDED]
    if added:
        yield f"Facts that only the new policy asks for are unknown where no column gives them: {', '.join(added)}."


def _advise(policy: Policy, facts: dict[Policy, pl.DataFrame], progress: bool | Progress) -> pl.DataFrame:
    advised: pl.DataFrame = policy.advise_frame(facts[policy], columns=("advice", "rules", "modes"), progress=progress)
    permissions = [pl.col(name) for name in advised.columns if name.startswith("permission.")]
    permitted = pl.any_horizontal(each == "permitted" for each in permissions).fill_null(value=False)
    return advised.select(*CHANGES, pl.col("rules").cast(pl.List(pl.String)), permitted.alias("permitted"))


def _beside(kept: pl.DataFrame, was: pl.DataFrame, now: pl.DataFrame, differing: list[str]) -> pl.DataFrame:
    both = pl.concat(
        (kept, was.select(pl.all().name.prefix("was.")), now.select(pl.all().name.prefix("now."))), how="horizontal"
    )
    changes = [
        pl.when(pl.col(f"was.{column}").ne_missing(pl.col(f"now.{column}"))).then(pl.lit(name))
        for column, name in CHANGES.items()
    ]
    differ = pl.lit(pl.Series([differing], dtype=pl.List(pl.String)))
    acting = pl.col("was.rules").list.set_union("now.rules").list.set_intersection(differ).list.sort()
    nothing = "refer nothing usable"
    return (
        both.with_columns(pl.concat_list(changes).list.drop_nulls().alias("changes"))
        .with_columns(
            pl.when(pl.col("changes").list.len() > 0)
            .then(acting)
            .otherwise(pl.lit([], pl.List(pl.String)))
            .alias("rules"),
            ((pl.col("now.outcome") == nothing) & (pl.col("was.outcome") != nothing)).alias("nothing_usable"),
            (pl.col("was.permitted") & ~pl.col("now.permitted")).alias("none_permitted"),
        )
        .select(*kept.columns, *_RESULTS)
    )
