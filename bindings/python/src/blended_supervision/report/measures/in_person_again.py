"""How often a remote contact is followed by one in person within some weeks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from blended_supervision.report.dimension import NOT_KNOWN
from blended_supervision.report.measure import Answer, Asking, Measure
from blended_supervision.report.plan import Plan
from blended_supervision.report.planner import CAUTION, Planner, Rate

DAYS: Final = 30
"""In person again within this many days after a remote contact that was to count."""


def _ask(asking: Asking) -> pl.Series:
    again = _followed(asking)
    of_each = asking.counted.select("sequence").join(again, on="sequence", how="left", maintain_order="left")
    return of_each["again"]


def _followed(asking: Asking) -> pl.DataFrame:
    """What followed each remote contact that was attended: its sequence, and `again`.

    Pairs are sought within spans of `DAYS`, so that a person with many contacts does not make many pairs.
    """
    standing = (
        asking.frame.lazy()
        .filter(pl.col("state").ne_missing("superseded"))
        .select(
            "case",
            "sequence",
            "contact_day",
            "counts",
            "attended",
            in_person=asking.is_in_person("mode"),
            span=pl.col("contact_day").to_physical() // DAYS,
        )
    )
    remote = standing.filter(~pl.col("in_person") & (pl.col("attended") == "attended"))
    later = standing.filter(pl.col("in_person")).select("case", "span", later="sequence", later_day="contact_day")
    asked = remote.filter(pl.col("counts")).select("case", "span", "sequence", "contact_day")
    followed = (
        pl.concat([asked, asked.with_columns(pl.col("span") + 1)])
        .join(later, on=["case", "span"])
        .filter(
            (pl.col("later") > pl.col("sequence"))
            & (pl.col("later_day") > pl.col("contact_day"))
            & (pl.col("later_day") <= pl.col("contact_day") + pl.duration(days=DAYS))
        )
        .select("sequence")
        .unique()
        .with_columns(followed=True)
    )
    over = pl.col("contact_day") + pl.duration(days=DAYS) <= asking.as_of
    return (
        remote.join(followed, on="sequence", how="left")
        .select(
            "sequence",
            again=pl.when(~pl.col("counts"))
            .then(pl.lit("not to count"))
            .when(pl.col("followed"))
            .then(pl.lit("again"))
            .when(over)
            .then(pl.lit("not again"))
            .otherwise(pl.lit("not over")),
        )
        .collect()
    )


def _tables(plan: Planner) -> Iterator[Plan]:
    yield Plan(
        id="in-person-again-by-mode",
        measure="in-person-again",
        title=plan.say("title_by_mode", DAYS),
        rows=("mode",),
        columns="again",
        total=plan.words("table.all_contacts"),
        rates=plan.rates((Rate("in_person_again.rate", ("again",), ("again", "not again"), (DAYS,)),)),
        notes=(plan.say("note", DAYS), plan.say("note_not_over", DAYS), plan.words(CAUTION)),
        base=(("attendance", "attended"),),
        total_base=(("setting", "remote"),),
        left_out=(*plan.in_person, NOT_KNOWN),
        main=True,
    )


MEASURE: Final = Measure(
    id="in-person-again",
    section="with-modes",
    group="in_person_again",
    answer=Answer(
        id="again",
        ask=_ask,
        values=("again", "not again", "not over", "not to count"),
        parts=(DAYS,),
    ),
    tables=_tables,
)
