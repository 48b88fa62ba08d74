"""Advice on a frame of Spark: each worker advises on the rows that it holds.

Needs pyspark 4 and pyarrow, and this package on every worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from blended_supervision.base.given import today
from blended_supervision.core.policy import Policy
from blended_supervision.errors import UsageError
from blended_supervision.frames import advising
from blended_supervision.frames.advising import Columns

if TYPE_CHECKING:
    import pyarrow as pa
    import pyspark.sql


def _without_dictionaries(schema: pa.Schema) -> pa.Schema:
    """Lists of ids as lists of text: Spark reads no dictionaries."""
    import pyarrow as arrow

    plain = arrow.list_(arrow.string())
    coded = arrow.list_(arrow.field("item", arrow.dictionary(arrow.int16(), arrow.string()), nullable=False))
    return arrow.schema(field.with_type(plain) if field.type == coded else field for field in schema)


def advise(
    cases: pyspark.sql.DataFrame,
    policy: Policy,
    *,
    keep: Iterable[str] = (),
    columns: Iterable[Columns] = ("advice", "rules", "unknown"),
    as_of: date | None = None,
    region: str | None = None,
) -> pyspark.sql.DataFrame:
    """Advises on a frame of Spark, as `Policy.advise_frame` does: lazily, by `mapInArrow`.

    Args:
        cases: A row a case, a column a fact.
        policy: Goes to the workers as its files, and is checked there against its digest.
        keep: Names of columns that are passed on; name one that tells rows apart, as rows have no order here.
        columns: Groups of columns wanted.
        as_of: As for `advise_frame`; today is that of the driver.
        region: As for `advise_frame`.

    Raises:
        PayloadError: A column cannot be used. A wrong value fails the job; its row is counted within one batch of one
            worker.
        UsageError: It is not a frame of Spark 4, or there is no such group of columns.

    Example::

        advised = bs.spark.advise(spark.read.parquet("cases"), policy, keep=["crn"])
        advised.groupBy("lead").count().show()
    """
    if not hasattr(cases, "mapInArrow") or not hasattr(cases, "toArrow"):
        raise UsageError(f"a {type(cases).__name__} is not a frame of Spark 4; use advise_frame for other frames")
    names, kept, wanted = list(cases.columns), list(keep), list(columns)
    if as_of is None:
        as_of = today() if policy.selection is None else policy.selection.as_of

    def advice(frame: Any) -> Any:  # noqa: ANN401  # of pyarrow, a table or a batch
        asked = policy._asked(kept, wanted, as_of, region)
        advised: Any = advising.advise(frame, asked, threads=1, tell=lambda done, of: None)
        schema = _without_dictionaries(advised.schema)
        columns = [column.cast(kind) for column, kind in zip(advised.columns, schema.types, strict=True)]
        return type(advised).from_arrays(columns, schema=schema)

    def advised(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield advice(batch.rename_columns(names))

    # The columns do not depend on the rows, so those of an answer without any tell what to expect.
    schema = advice(cases.limit(0).toArrow()).schema
    # mapInArrow takes a dot in a name for a field of a struct.
    undotted = cases.toDF(*(f"column{number}" for number in range(len(names))))
    return undotted.mapInArrow(advised, cases.sparkSession.createDataFrame(schema.empty_table()).schema)
