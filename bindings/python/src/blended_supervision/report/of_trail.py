"""The decisions of a trail, as reports count them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl

from blended_supervision.base.given import today
from blended_supervision.base.progress import progress_of
from blended_supervision.core.trail import Trail
from blended_supervision.report.breakdowns import ACCESS_NEEDS, FACTS


def decisions(
    trail: Trail,
    by: str,
    *,
    since: date | None,
    until: date | None,
    recipients: Sequence[str] | None,
    scope: str | None,
    who: bool,
    threads: int,
    progress: bool | Callable[[int, int], object],
) -> pl.DataFrame:
    """The decisions as of today with the facts that reports use, flags as booleans. Leaves one EXPORT.

    Decisions after `until` are read too, since they say whether a person was seen in person again.

    Args:
        trail: An open trail.
        by: What the report is broken down by.
        since: The first day of decisions that are counted.
        until: The last.
        recipients: Who gets the report; who uses the trail where it is not given.
        scope: What the EXPORT says it is; made from `by` and the period where it is not given.
        who: Whether the column `who` is needed.
        threads: How many cores work on it.
        progress: As for `Report`.
    """
    facts = {*FACTS} | ({by.removeprefix("fact.")} if by.startswith("fact.") else set())
    if scope is None:
        scope = f"report by {by.removeprefix('fact.')}, decisions from {since or 'the first'} to {until or 'the last'}"
    with progress_of(progress, "decisions") as tell:
        frame = trail.decisions(
            as_of=today(),
            recipients=[trail.by] if recipients is None else recipients,
            scope=scope,
            since=since,
            facts=sorted(facts),
            who=who,
            threads=threads,
            progress=tell,
        ).to_polars()
    return frame.with_columns(
        (pl.col(f"fact.{fact}") == "true").alias(f"fact.{fact}") for fact in facts if _is_flag(frame, fact)
    )


def _is_flag(frame: pl.DataFrame, fact: str) -> bool:
    """Whether it is one: known to be, or, of another policy's, by the values there are."""
    if fact in ACCESS_NEEDS:
        return True
    values = set(frame[f"fact.{fact}"].drop_nulls().unique())
    return bool(values) and values <= {"true", "false"}
