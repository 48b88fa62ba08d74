"""Advice on a frame of Spark, in a session of its own: `tests/run --full` runs it, with Java."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

import blended_supervision as bs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # of the workers
    builder: Any = SparkSession.builder
    session = (
        builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def many(cases: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([cases] * 200).with_columns(pl.int_range(pl.len()).alias("number"))


def test_spark_gives_the_rows_that_one_machine_gives(
    session: SparkSession, kent: bs.Policy, many: pl.DataFrame
) -> None:
    frame = session.createDataFrame(many.to_arrow()).repartition(5)
    groups: list[Any] = ["advice", "rules", "unknown", "modes"]
    advised = bs.spark.advise(frame, kent, keep=["number", "crn", "contact.date"], columns=groups)
    there = pl.DataFrame(advised.orderBy("number").toArrow())
    here = kent.advise_frame(many, keep=["number", "crn", "contact.date"], columns=groups)
    assert_frame_equal(
        there, here.with_columns(pl.col("alternatives", "rules", "limits", "ask").cast(pl.List(pl.String)))
    )


def test_a_column_that_cannot_be_used_is_told_before_the_job(session: SparkSession, kent: bs.Policy) -> None:
    frame = session.createDataFrame(pa.table({"risk.rsoh": ["high"]}))
    with pytest.raises(bs.PayloadError, match=r"risk\.rosh"):
        bs.spark.advise(frame, kent)


def test_a_wrong_value_fails_the_job_and_is_told(session: SparkSession, kent: bs.Policy) -> None:
    frame = session.createDataFrame(pa.table({"risk.rosh": ["hihg"]}))
    with pytest.raises(Exception, match=r"risk\.rosh, row 0"):
        bs.spark.advise(frame, kent).collect()


def test_an_empty_frame_and_another_day(session: SparkSession, whole: bs.Policy, many: pl.DataFrame) -> None:
    frame = session.createDataFrame(many.drop("contact.date", "crn").to_arrow())
    advised = bs.spark.advise(frame.limit(0), whole, keep=["number"], as_of=date(2026, 11, 23), region="Wales")
    assert advised.count() == 0


def test_a_frame_of_another_kind_is_refused(kent: bs.Policy, cases: pl.DataFrame) -> None:
    with pytest.raises(bs.UsageError, match="advise_frame"):
        bs.spark.advise(cases, kent)
