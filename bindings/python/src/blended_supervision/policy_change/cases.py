"""Cases as two policies take them, for back-tests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from blended_supervision.base.polars import pl
from blended_supervision.errors import UsageError
from blended_supervision.frames import kinds
from blended_supervision.frames.frame import Frame
from blended_supervision.policy_change.policy import ComparedPolicy


class Note(NamedTuple):
    """What numbers cannot tell, said in the language of the reader."""

    key: str
    """Of the sentence in the catalogue."""
    parts: tuple[object, ...] = ()
    """What is filled in."""


class Taken:
    """The cases as the policies take them: facts under their ids, days and regions that the policies are for."""

    def __init__(
        self,
        policies: Sequence[ComparedPolicy],
        cases: Any,  # noqa: ANN401
        kept: list[str],
        *,
        reserved: Collection[str],
    ) -> None:
        given, from_trail = _of_trail(_read(cases, kept))
        kept = [name.removeprefix("fact.") if name not in given.columns else name for name in kept]
        self.notes: list[Note] = []
        if taken := [name for name in kept if name in reserved]:
            raise UsageError(f"{taken[0]!r} is a column of the answer; give that of the cases another name")
        self._check(policies, given, kept, ignore=from_trail)
        within = self._within(policies, given)
        self.left_out = given.height - within.height
        if within.is_empty():
            raise UsageError("no case is left: none is of the region that the policies were selected for")
        self.kept = within.select(kept)
        self.facts = self._dated(policies, _typed(within, policies))

    def _check(
        self, policies: Iterable[ComparedPolicy], given: pl.DataFrame, kept: Collection[str], *, ignore: Collection[str]
    ) -> None:
        if missing := [name for name in kept if name not in given.columns]:
            raise UsageError(f"the cases have no column {missing[0]!r}; they have {', '.join(given.columns)}")
        known = set[str]().union(*(_facts(policy) for policy in policies), _SPECIAL, ignore, kept)
        if strange := [name for name in given.columns if name not in known]:
            raise UsageError(
                f"neither policy has the fact {strange[0]!r}; to keep it beside the answer, name it in keep"
            )

    def _within(self, policies: Iterable[ComparedPolicy], given: pl.DataFrame) -> pl.DataFrame:
        """The cases of the policies' region, and those of which no region is known. The nation alone takes all."""
        if "region" not in given.columns:
            return given
        for policy in policies:
            if region := policy.describe()["region"]:
                names = [region["id"], region["code"]]
                given = given.filter(pl.col("region").is_null() | pl.col("region").cast(pl.String).is_in(names))
        return given

    def _dated(self, policies: Sequence[ComparedPolicy], facts: pl.DataFrame) -> dict[ComparedPolicy, pl.DataFrame]:
        """For each policy the cases, on their own day if both are in force then, else on that it was selected for."""
        days = [_days(facts, name) for name in ("contact.date", "as_of") if name in facts.columns]
        own = pl.coalesce(*days) if days else pl.lit(None, dtype=pl.Date)
        own = pl.when(_in_force(policies, own)).then(own)
        facts = facts.with_columns(own.alias("contact.date"))
        moved = int(facts["contact.date"].null_count())
        if moved:
            self.notes.append(Note("impact.moved", (f"{moved:,}",)))
        return {policy: self._for(policy, facts) for policy in policies}

    def _for(self, policy: ComparedPolicy, facts: pl.DataFrame) -> pl.DataFrame:
        assert policy.selection is not None
        columns = [name for name in facts.columns if name in _facts(policy) or name == "planned"]
        day = pl.col("contact.date").fill_null(policy.selection.as_of)
        return facts.select(*columns, day, day.alias("as_of"))


_SPECIAL = frozenset({"as_of", "contact.date", "planned", "region"})


def _facts(policy: ComparedPolicy) -> dict[str, str]:
    """The types of the policy's facts."""
    return {fact["id"]: fact["type"] for fact in policy.describe()["facts"]}


def _in_force(policies: Iterable[ComparedPolicy], day: pl.Expr) -> pl.Expr:
    held = day.is_not_null()
    for policy in policies:
        described = policy.describe()
        held &= day >= date.fromisoformat(described["from"])
        if described["until"] is not None:
            held &= day <= date.fromisoformat(described["until"])
    return held


def _days(given: pl.DataFrame, name: str) -> pl.Expr:
    if given.schema[name] != pl.String:
        return pl.col(name).cast(pl.Date)
    try:
        return pl.lit(given[name].str.to_date("%Y-%m-%d"))
    except pl.exceptions.PolarsError:
        raise UsageError(f"{name!r} is not a day in some case; give it as 2026-11-30") from None


def _read(cases: object, keep: list[str]) -> pl.DataFrame:
    if isinstance(cases, pl.DataFrame):
        return cases
    given, _ = kinds.read(cases, keep)
    return given.to_polars() if isinstance(given, Frame) else pl.DataFrame(given)


def _of_trail(given: pl.DataFrame) -> tuple[pl.DataFrame, set[str]]:
    """Decisions of a trail under the names of cases, without erased people, and the columns that are not facts."""
    if not any(name.startswith("fact.") for name in given.columns):
        return given, set()
    if "erased" in given.columns:
        given = given.filter(~pl.col("erased"))
    names = {name: name.removeprefix("fact.") for name in given.columns if name.startswith("fact.")}
    others = set(given.columns) - names.keys() - {"contact_day"}
    return given.rename(names | {"contact_day": "contact.date"}, strict=False), others


def _typed(given: pl.DataFrame, policies: Iterable[ComparedPolicy]) -> pl.DataFrame:
    """Flags and counts that are text, as a trail or a CSV has them, in their own type."""
    types = {name: kind for policy in policies for name, kind in _facts(policy).items()}
    typed: list[pl.Expr | pl.Series] = []
    for name, kind in types.items():
        if name not in given.columns or given.schema[name] != pl.String:
            continue
        text = pl.col(name)
        if kind == "flag":
            strange = given.filter(text.is_not_null() & ~text.is_in(["true", "false"]))
            if not strange.is_empty():
                raise UsageError(f"the flag {name!r} is {strange[name][0]!r} in a case; give true, false or nothing")
            typed.append(text == "true")
        elif kind == "count":
            try:
                typed.append(given[name].cast(pl.Int64).alias(name))
            except pl.exceptions.PolarsError:
                raise UsageError(f"the count {name!r} is not a whole number in some case") from None
    return given.with_columns(typed)


def kind_of(like: object, frame: pl.DataFrame) -> Any:  # noqa: ANN401
    """The frame in the kind of another; a frame of polars where that is of no known kind."""
    library = type(like).__module__.partition(".")[0]
    if library == "pandas":
        return Frame(frame).to_pandas()
    return Frame(frame).to_arrow() if library == "pyarrow" else frame
