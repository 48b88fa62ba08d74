"""pandas, polars and pyarrow in, the same kind out, and the same rows."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import MONDAY
from polars.testing import assert_frame_equal

import blended_supervision as bs


class Elsewhere:
    """A frame of a library that nobody here has heard of."""

    def __init__(self, data: pl.DataFrame) -> None:
        self._data = data

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._data.__arrow_c_stream__(requested_schema)


KINDS: dict[str, tuple[type, Callable[[pl.DataFrame], Any]]] = {
    "polars": (pl.DataFrame, lambda cases: cases),
    "table": (pa.Table, lambda cases: cases.to_arrow()),
    "batch": (pa.RecordBatch, lambda cases: pa.record_batch(cases.to_arrow().combine_chunks().to_pydict())),
    "reader": (pa.RecordBatchReader, lambda cases: cases.to_arrow().to_reader(max_chunksize=4)),
    "pandas": (pd.DataFrame, lambda cases: cases.to_pandas()),
    "another": (bs.Frame, Elsewhere),
}


def _polars(frame: Any) -> pl.DataFrame:  # noqa: ANN401
    return pl.DataFrame(pa.Table.from_pandas(frame) if isinstance(frame, pd.DataFrame) else frame)


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_out_is_of_the_kind_that_went_in(kind: str, kent: bs.Policy, cases: pl.DataFrame) -> None:
    out, made = KINDS[kind]
    advice = kent.advise_frame(made(cases), keep=["crn"], columns=["advice", "rules", "unknown", "modes"])
    assert isinstance(advice, out)
    expected = kent.advise_frame(cases, keep=["crn"], columns=["advice", "rules", "unknown", "modes"])
    assert_frame_equal(_polars(advice), expected)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "batch"])
def test_an_empty_frame_gives_an_empty_frame_with_the_same_columns(
    kind: str, kent: bs.Policy, cases: pl.DataFrame
) -> None:
    out, made = KINDS[kind]
    advice = kent.advise_frame(made(cases.clear()), keep=["crn"])
    assert isinstance(advice, out)
    expected = kent.advise_frame(cases, keep=["crn"])
    assert_frame_equal(_polars(advice), expected.clear())


def test_no_batches_at_all_are_an_empty_frame_whatever_is_kept(kent: bs.Policy) -> None:
    kept = {
        "text": pa.string(),
        "view": pa.string_view(),
        "list": pa.list_(pa.struct({"a": pa.int8()})),
        "fixed": pa.list_(pa.float32(), 3),
        "map": pa.map_(pa.string(), pa.decimal128(5)),
        "coded": pa.dictionary(pa.int8(), pa.large_string()),
        "seen": pa.list_view(pa.date32()),
        "null": pa.null(),
        "either": pa.dense_union([pa.field("a", pa.int8())]),
        "or": pa.sparse_union([pa.field("a", pa.bool_())]),
        "runs": pa.run_end_encoded(pa.int16(), pa.string()),
    }
    none = pa.RecordBatchReader.from_batches(pa.schema(kept), [])
    advice = kent.advise_frame(none, keep=kept, columns=["advice"]).read_all()
    advice.validate(full=True)
    assert advice.num_rows == 0
    assert advice.schema.types[: len(kept)] == list(kept.values())


def test_a_pandas_frame_keeps_its_index_and_its_own_types(kent: bs.Policy) -> None:
    cases = pd.DataFrame(
        {
            "crn": pd.Categorical(["X1", "X2"]),
            "caseload": pd.array([3, None], dtype="Int64"),
            "circumstances.telephone": [True, None],
            "history.remote_in_a_row": [3.0, np.nan],
            "risk.rosh": pd.Categorical(["low", None], categories=["high", "low"]),
            "contact.date": pd.to_datetime(["2026-11-23", "2026-11-24"]),
        },
        index=["first", "second"],
    )
    advice = kent.advise_frame(cases, keep=["crn", "caseload"])
    assert list(advice.index) == ["first", "second"]
    assert list(advice.columns[:3]) == ["crn", "caseload", "lead"]
    assert advice["crn"].dtype == cases["crn"].dtype
    assert advice["caseload"].dtype == cases["caseload"].dtype
    assert isinstance(advice["rules"].iloc[0], list)
    assert advice["planned_safe"].isna().all()
    other = pl.DataFrame(
        {
            "circumstances.telephone": [True, None],
            "history.remote_in_a_row": [3, None],
            "risk.rosh": ["low", None],
            "contact.date": [date(2026, 11, 23), date(2026, 11, 24)],
        }
    )
    assert advice["rules"].tolist() == kent.advise_frame(other)["rules"].to_list()


def test_text_may_be_coded_in_any_of_its_ways(kent: bs.Policy, cases: pl.DataFrame) -> None:
    expected = kent.advise_frame(cases, keep=["crn"])
    for kind in (pl.Categorical(), pl.Enum(["high", "low", "medium", "very high"])):
        coded = cases.with_columns(pl.col("risk.rosh").cast(kind))
        assert_frame_equal(kent.advise_frame(coded, keep=["crn"]), expected)
    table = cases.to_arrow()
    for kind in (pa.dictionary(pa.uint8(), pa.string()), pa.string(), pa.string_view()):
        coded = table.set_column(1, "risk.rosh", table["risk.rosh"].cast(pa.large_string()).cast(kind))
        assert_frame_equal(pl.DataFrame(kent.advise_frame(coded, keep=["crn"])), expected)


def test_a_day_is_a_day_in_any_of_its_types(kent: bs.Policy, cases: pl.DataFrame) -> None:
    expected = kent.advise_frame(cases, keep=["crn"])
    for kind in (pl.Datetime("us"), pl.Datetime("ns"), pl.Datetime("ms")):
        dated = cases.with_columns(pl.col("contact.date").cast(kind))
        assert_frame_equal(kent.advise_frame(dated, keep=["crn"]), expected)


def test_null_is_unknown_and_not_no(kent: bs.Policy) -> None:
    cases = pl.DataFrame({"circumstances.telephone": [None, False]}, schema={"circumstances.telephone": pl.Boolean})
    unknown, no = kent.advise_frame(cases, columns=["modes"])["permission.telephone"]
    assert (unknown, no) == ("permitted", "cannot") or unknown != no


def test_advice_as_a_frame_of_its_own_is_read_any_number_of_times(kent: bs.Policy, cases: pl.DataFrame) -> None:
    frame = kent.advise_frame(Elsewhere(cases), keep=["crn"])
    assert isinstance(frame, bs.Frame)
    assert_frame_equal(frame.to_polars(), pl.DataFrame(frame.to_arrow()))
    assert pa.schema(frame) == frame.to_arrow().schema
    assert len(frame.to_pandas()) == cases.height


def test_what_was_kept_outlives_the_frame_it_is_from(kent: bs.Policy) -> None:
    cases = pa.table({"crn": pa.array([f"X{n}" for n in range(40_000)]), "risk.rosh": ["low"] * 40_000})
    advice = kent.advise_frame(cases, keep=["crn"], columns=["advice"])
    del cases
    assert advice["crn"].to_pylist() == [f"X{n}" for n in range(40_000)]


def test_lists_of_ids_are_coded_and_what_is_kept_is_left_alone(kent: bs.Policy) -> None:
    cases = pa.table({"seen": [["rules", "x"], None], "risk.rosh": ["low", "high"]})
    advice = kent.advise_frame(cases, keep=["seen"])
    advice.validate(full=True)
    assert advice["seen"].to_pylist() == [["rules", "x"], None]
    assert advice.schema.field("seen").type == pa.list_(pa.string())
    for name in ("alternatives", "rules", "limits", "ask"):
        assert advice.schema.field(name).type.value_type == pa.dictionary(pa.int16(), pa.string())
    rules = pl.DataFrame(advice)["rules"]
    assert rules.list.contains(rules[0][0]).to_list()[0]


def test_a_batch_of_more_rows_than_a_slice_comes_back_as_one(kent: bs.Policy) -> None:
    rows = 25_000
    levels = ["low" if row < rows / 2 else "very high" for row in range(rows)]
    batch = kent.advise_frame(pa.record_batch({"risk.rosh": levels}), columns=["advice", "rules"])
    assert isinstance(batch, pa.RecordBatch)
    batch.validate(full=True)
    apart = [kent.advise_frame(pl.DataFrame({"risk.rosh": [level]}))["rules"][0].to_list() for level in set(levels)]
    assert sorted({tuple(rules) for rules in batch["rules"].to_pylist()}) == sorted(map(tuple, apart))
    assert batch["rules"][0].as_py() != batch["rules"][rows - 1].as_py()


def test_what_is_no_frame_is_refused_with_what_to_give(kent: bs.Policy) -> None:
    with pytest.raises(bs.UsageError, match="pandas, polars or pyarrow"):
        kent.advise_frame([{"crn": "X1"}])  # type: ignore[call-overload]
    with pytest.raises(bs.UsageError, match=r"collect\(\)"):
        kent.advise_frame(pl.LazyFrame({"crn": ["X1"]}))  # type: ignore[call-overload]

    class Broken:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return "no capsule"

    with pytest.raises(bs.UsageError, match="no stream"):
        kent.advise_frame(Broken())


def test_without_a_library_it_is_said_which_to_install(
    kent: bs.Policy, cases: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = kent.advise_frame(Elsewhere(cases), keep=["crn"])
    given: Any = builtins.__import__
    for library in ("polars", "pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, library, None)
    assert builtins.__import__ is given
    for call, library in ((frame.to_polars, "polars"), (frame.to_pandas, "pandas"), (frame.to_arrow, "pyarrow")):
        with pytest.raises(bs.UsageError, match=f"pip install {library}"):
            call()


def test_a_stream_that_fails_is_an_error_and_not_a_short_answer(kent: bs.Policy) -> None:
    def batches() -> Any:  # noqa: ANN401
        yield pa.record_batch({"risk.rosh": ["low"]})
        raise ValueError("the disk is gone")

    broken = pa.RecordBatchReader.from_batches(pa.schema({"risk.rosh": pa.string()}), batches())
    with pytest.raises(bs.PayloadError, match="the disk is gone"):
        kent.advise_frame(broken)


def test_a_policy_advises_where_and_when_it_was_selected_for(kent: bs.Policy, whole: bs.Policy) -> None:
    cases = pl.DataFrame({"risk.rosh": ["low", "high"], "history.remote_in_a_row": [3, 3]})
    assert_frame_equal(
        kent.advise_frame(cases), whole.advise_frame(cases, region="Kent, Surrey and Sussex", as_of=MONDAY)
    )
    with pytest.raises(bs.NotFoundError):
        whole.advise_frame(cases, as_of=date(1999, 1, 1))
