"""What a report asks of each decision: the answers as columns, and how they are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from blended_supervision.report import words
from blended_supervision.report.dimension import DID_NOT_DEPART, NO_LEAD, NO_OUTCOME, TO_COME, Dimension
from blended_supervision.report.words import NOT_KNOWN

#: In person again within this many days after a remote contact that was to count.
AGAIN_DAYS: Final = 30


def in_person(column: str, modes: Mapping[str, bool]) -> pl.Expr:
    """Whether the mode in `column` is in person."""
    return pl.col(column).is_in([mode for mode, in_person in modes.items() if in_person])


def answers(modes: Mapping[str, bool], as_of: date) -> dict[str, pl.Expr]:
    """What the report asks of each decision."""
    recorded = pl.col("attended").is_not_null()
    past = pl.col("contact_day") < as_of

    def of_outcome(answer: pl.Expr) -> pl.Expr:
        return pl.when(recorded).then(answer).when(past).then(pl.lit(NO_OUTCOME)).otherwise(pl.lit(TO_COME))

    facts = pl.col("technical_failure")
    return {
        "agreement": pl.when(pl.col("advised").is_null())
        .then(pl.lit(NO_LEAD))
        .when(pl.col("departs"))
        .then(pl.lit("departed"))
        .when(pl.col("mode") == pl.col("advised"))
        .then(pl.lit("followed"))
        .otherwise(pl.lit("alternative")),
        "reason": pl.when(pl.col("departs")).then(pl.col("reason")).otherwise(pl.lit(DID_NOT_DEPART)),
        "departs": pl.when(pl.col("departs")).then(pl.lit("yes")).otherwise(pl.lit("no")),
        "state": pl.col("state"),
        "outside": pl.col("outside").fill_null("within policy"),
        "mode": pl.col("mode"),
        "setting": pl.when(in_person("mode", modes)).then(pl.lit("in person")).otherwise(pl.lit("remote")),
        "advised": pl.col("advised").fill_null(NO_LEAD),
        "took_place": of_outcome(pl.col("outcome_mode")),
        "attendance": of_outcome(pl.col("attended")),
        "technical": of_outcome(pl.when(facts).then(pl.lit("failed")).when(~facts).then(pl.lit("worked"))),
        "risk_information": of_outcome(pl.col("risk_information")),
        "right_mode": of_outcome(pl.col("right_mode")),
        "again": pl.col("again"),
    }


def in_person_again(frame: pl.DataFrame, modes: Mapping[str, bool], as_of: date) -> pl.DataFrame:
    """What followed each remote contact that was attended: its sequence, and `again`.

    Pairs are sought within spans of `AGAIN_DAYS`, so that a person with many contacts does not make many pairs.
    """
    standing = (
        frame.lazy()
        .filter(pl.col("state").ne_missing("superseded"))
        .select(
            "case",
            "sequence",
            "contact_day",
            "counts",
            "attended",
            in_person=in_person("mode", modes),
            span=pl.col("contact_day").to_physical() // AGAIN_DAYS,
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
            & (pl.col("later_day") <= pl.col("contact_day") + pl.duration(days=AGAIN_DAYS))
        )
        .select("sequence")
        .unique()
        .with_columns(followed=True)
    )
    over = pl.col("contact_day") + pl.duration(days=AGAIN_DAYS) <= as_of
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


ANSWERS: Final[dict[str, Dimension]] = {
    each.id: each
    for each in (
        Dimension(
            "agreement",
            "Agreement with advice",
            {
                "followed": "Followed the lead",
                "alternative": "Chose an alternative",
                "departed": "Departed",
                NO_LEAD: "There was no lead",
            },
        ),
        Dimension("reason", "Reason for departing", {**words.REASON_WORDS, DID_NOT_DEPART: "Did not depart"}),
        Dimension("state", "How the decision stands"),
        Dimension(
            "outside",
            "Why outside policy",
            {
                "no advice": "There was no advice",
                "cannot": "The mode is not possible",
                "not permitted": "The mode is not permitted",
                "does not count": "The mode does not count, and must",
            },
        ),
        Dimension("mode", "Mode decided", words.MODE_WORDS),
        Dimension("setting", "Setting"),
        Dimension("advised", "Mode advised", {**words.MODE_WORDS, NO_LEAD: "There was no lead"}),
        Dimension(
            "took_place",
            "Mode it took place by",
            {**words.MODE_WORDS, NOT_KNOWN: "Did not take place, or mode not known", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "attendance",
            "Attendance",
            {"not recorded": "Attendance not recorded", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "technical",
            "Technology",
            {"worked": "No technical failure", "failed": "Technical failure", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension(
            "risk_information",
            "Risk information",
            {"none": "None gained", NO_OUTCOME: "No outcome recorded"},
        ),
        Dimension("right_mode", "The practitioner's view afterwards", {NO_OUTCOME: "No outcome recorded"}),
        Dimension(
            "again",
            "In person again within 30 days",
            {
                "again": "In person within 30 days",
                "not again": "Not in person within 30 days",
                "not over": "30 days not over",
                "not to count": "Was not to count",
            },
        ),
    )
}
