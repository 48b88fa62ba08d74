"""What a new policy would change for a caseload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from blended_supervision.base.given import Language, StrPath
from blended_supervision.base.polars import pl
from blended_supervision.base.progress import Progress
from blended_supervision.base.words import Words, as_key, words_in
from blended_supervision.errors import UsageError
from blended_supervision.html import render
from blended_supervision.policy_change.cases import Note, Taken, kind_of
from blended_supervision.policy_change.comparison_page import named
from blended_supervision.policy_change.difference import Bearing, Change, Difference
from blended_supervision.policy_change.policy import ComparedPolicy

#: What can change for a case, by the column of advice that tells it.
CHANGES = {
    "lead": "lead",
    "outcome": "outcome",
    "firmness": "firmness",
    "planned_permission": "planned permission",
}

WHAT = ("any", *CHANGES.values(), "nothing_usable", "none_permitted")
"""What is counted; the words stand under these keys in the catalogue."""

# The parts of a policy whose rules advice names where they act.
_NAMED = frozenset({"limit", "principle", "factor", "cadence rule"})


class Compared(Protocol):
    """Two policies and what differs between them; every `Comparison` is that."""

    @property
    def was(self) -> ComparedPolicy:
        """The old policy."""

    @property
    def now(self) -> ComparedPolicy:
        """The new one."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs."""


@dataclass(frozen=True, slots=True)
class Impact:
    """Who would be advised otherwise by the new policy, and by which rules. Made by `Comparison.impact`.

    A back-test: nothing is recorded, and what people would have decided it does not know. Small numbers are not hidden.
    """

    comparison: Compared
    """The two policies."""
    frame: Any
    """A row a case, in the order given, in the kind of frame that was given; see `Comparison.impact`."""
    cases: int
    """How many were advised on."""
    left_out: int
    """How many were not, as they are of another region than the policies were selected for."""
    by: tuple[str, ...]
    """What it is broken down by."""
    _notes: tuple[Note, ...] = field(repr=False)
    _data: pl.DataFrame = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers cannot tell."""
        return self._noted(words_in("en"))

    def _noted(self, words: Words) -> tuple[str, ...]:
        return tuple(words(note.key, *note.parts) for note in self._notes)

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
                "what": list(WHAT),
                "cases": [self._count(what) for what in WHAT],
                "of": [self.cases] * len(WHAT),
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
        counts = [_holds(what).sum().cast(pl.Int64).alias(what) for what in WHAT]
        return self._data.group_by(column).agg(pl.len().alias("of"), *counts).sort(column, nulls_last=True)

    def text(self, lang: Language = "en") -> str:
        """The counts and the rules for a terminal, a line each, and the notes.

        Args:
            lang: The language, `"en"` or `"cy"`.
        """
        words = words_in(lang)
        no_mode, no_rule, not_known = (words(f"impact.{key}") for key in ("no_mode", "no_rule_named", "not_known"))
        lines: list[tuple[int, str]] = []
        lines += [
            (cases, words("impact.out_of", f"{of:,}", label_of(words, what))) for what, cases, of in self.summary.rows()
        ]
        lines += [(cases, f"  {was or no_mode} → {now or no_mode}") for was, now, cases in self.moves.rows()]
        lines += [(cases, "  " + words("impact.by_rule", rule or no_rule)) for rule, cases in self.by_rule.rows()]
        for column in self.by:
            for row in self.breakdown(column).iter_rows(named=True):
                value = not_known if row[column] is None else row[column]
                lines.append((row["any"], words("impact.out_of", f"{row['of']:,}", f"{column} = {value}")))
        notes = [words("impact.note", note) for note in self._noted(words)]
        return "\n".join([self._told(words), *(f"{count:>12,}{told}" for count, told in lines), *notes])

    def to_html(self, path: StrPath, lang: Language = "en") -> None:
        """Writes one self-contained page to `path`, in UTF-8. It holds counts and rules, and no case.

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
        words = words_in(lang)
        told = {each.id: each.told(words) for each in _deciding(self.comparison)}
        no_mode, no_rule = words("impact.no_mode"), words("impact.no_rule")
        return render.page(
            "impact.html",
            words,
            title=words("impact.title"),
            about=named(words, self.comparison.was, self.comparison.now),
            told=self._told(words),
            changes=self._changes(words),
            notes=self._noted(words),
            moves=[(was or no_mode, now or no_mode, count) for was, now, count in self.moves.rows()],
            rules=[(rule or no_rule, told.get(rule, ""), count) for rule, count in self.by_rule.rows()],
            lost=self._lost(words),
            breakdowns=[self._broken_down(words, column) for column in self.by],
        )

    def _repr_html_(self) -> str:
        words = words_in("en")
        return render.notebook("impact_notebook.html", words, told=self._told(words), changes=self._changes(words))

    def _changes(self, words: Words) -> list[tuple[str, str, int, int]]:
        return [
            (label_of(words, what), self._per_cent(words, count), count, of) for what, count, of in self.summary.rows()
        ]

    def _broken_down(self, words: Words, column: str) -> dict[str, Any]:
        not_known = words("impact.not_known")
        rows = self.breakdown(column).rows()
        return {
            "column": column,
            "heads": (column, words("impact.cases"), *(label_of(words, what) for what in WHAT)),
            "rows": [(not_known if row[0] is None else str(row[0]), *row[1:]) for row in rows],
        }

    def _lost(self, words: Words) -> str:
        lost = self._data.filter(pl.col("nothing_usable") | pl.col("none_permitted"))
        if lost.is_empty():
            return words("impact.none_lost")
        rules = sorted(set(lost["rules"].explode().drop_nulls()))
        acting = words("impact.acting", ", ".join(rules)) if rules else ""
        return words("impact.lost", f"{lost.height:,}", f"{self.cases:,}", acting)

    def _told(self, words: Words) -> str:
        told = words("impact.cases_change", f"{self.changed:,}", f"{self.cases:,}", self._per_cent(words, self.changed))
        return words("impact.left_out", told, f"{self.left_out:,}") if self.left_out else told

    def _per_cent(self, words: Words, count: int) -> str:
        return f"{100 * count / self.cases:.1f}%" if self.cases else words("impact.no_share")

    def __str__(self) -> str:
        return self._told(words_in("en"))

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
    comparison: Compared,
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
    was, now = (_advise(policy, taken.facts[policy], progress) for policy in (comparison.was, comparison.now))
    data = _beside(taken.kept, was, now, [each.id for each in _deciding(comparison)])
    notes = (*taken.notes, *_blind(comparison))
    return Impact(comparison, kind_of(cases, data), data.height, taken.left_out, tuple(by), notes, data)


def label_of(words: Words, what: str) -> str:
    """What is counted, in words."""
    return words(f"impact.{as_key(what)}")


def _holds(what: str) -> pl.Expr:
    if what == "any":
        return pl.col("changes").list.len() > 0
    return pl.col(what) if what in ("nothing_usable", "none_permitted") else pl.col("changes").list.contains(what)


def _deciding(comparison: Compared) -> list[Difference]:
    """The differences that can be seen in the rules which advice names."""
    return [each for each in comparison.differences if each.part in _NAMED and each.id and _alters(each)]


def _alters(difference: Difference) -> bool:
    return difference.bearing is Bearing.ADVICE


def _blind(comparison: Compared) -> Iterator[Note]:
    yield Note("impact.back_test")
    cadence = [each.id for each in comparison.differences if each.part == "cadence rule" and _alters(each)]
    if cadence:
        yield Note("impact.cadence", (", ".join(cadence),))
    added = [each.id for each in comparison.differences if each.part == "fact" and each.change is Change.ADDED]
    if added:
        yield Note("impact.added", (", ".join(added),))


def _advise(policy: ComparedPolicy, facts: pl.DataFrame, progress: bool | Progress) -> pl.DataFrame:
    advised: pl.DataFrame = policy.advise_frame(facts, columns=("advice", "rules", "modes"), progress=progress)
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
