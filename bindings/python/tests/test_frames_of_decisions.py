"""The decisions of a trail as a frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from conftest import MONDAY, change

import blended_supervision as bs

FAR = date(2098, 1, 1)


def _decisions(trail: bs.Trail, **more: object) -> bs.Frame:
    return trail.decisions(as_of=FAR, recipients=["Head of Kent"], scope="all decisions", **more)  # type: ignore[arg-type]


def test_decisions_are_rows_with_what_was_advised_and_decided(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        frame = _decisions(trail, facts=["risk.rosh", "circumstances.telephone"]).to_polars()
        stands = trail.decision(2, as_of=FAR)
    (row,) = frame.iter_rows(named=True)
    assert (row["case"], row["mode"], row["reason"], row["departs"]) == (0, "telephone", "work-or-care", True)
    assert row["state"] == stands["state"]
    assert row["who"] is None
    assert row["promised"] == 1
    assert set(frame.columns) >= {"fact.risk.rosh", "fact.circumstances.telephone"}


def test_who_decided_is_there_only_when_it_is_asked_for(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        assert _decisions(trail, who=True).to_polars()["who"].to_list() == ["olive"]


def test_every_library_takes_them(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        assert _decisions(trail).to_arrow()["mode"].to_pylist() == ["telephone"]
        assert _decisions(trail).to_pandas()["mode"].tolist() == ["telephone"]
        assert pl.DataFrame(_decisions(trail))["mode"].to_list() == ["telephone"]


def test_they_are_read_from_the_trail_once_while_they_are_taken(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        frame = _decisions(trail)
    assert "state" in pa.schema(frame).names
    reader = pa.RecordBatchReader.from_stream(frame)
    assert sum(batch.num_rows for batch in reader) == 1
    with pytest.raises(bs.UsageError, match="ask the trail again"):
        frame.to_polars()


def test_each_reading_leaves_one_export_and_no_read(kept: Callable[[], bs.Trail], trail_path: object) -> None:
    with kept() as trail:
        before = trail.verify().report["records"]
        _decisions(trail).to_polars()
        assert trail.verify().report["records"] == before + 1


def test_several_threads_give_the_same_rows(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        assert _decisions(trail, threads=4).to_polars().equals(_decisions(trail).to_polars())
        with pytest.raises(bs.PayloadError, match="threads"):
            _decisions(trail, threads=0)


def test_progress_is_told_how_many_are_read_and_what_it_raises_ends_the_reading(kept: Callable[[], bs.Trail]) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with kept() as trail:
        _decisions(trail, progress=lambda done, of: told.append((done, of))).to_polars()
        for taken in (bs.Frame.to_polars, bs.Frame.to_arrow, bs.Frame.to_pandas):
            with pytest.raises(KeyboardInterrupt):
                taken(_decisions(trail, progress=stop))
    assert told == [(1, 0)]


def test_what_was_tampered_with_is_an_error_and_no_short_answer(kept: Callable[[], bs.Trail], trail_path: Path) -> None:
    with kept() as trail:
        assert _decisions(trail).to_polars().height == 1, "the control"
    change(trail_path, "UPDATE payload SET ciphertext = flip(ciphertext, 30) WHERE place = 1 * 4")
    with kept() as trail:
        for taken in (bs.Frame.to_polars, bs.Frame.to_arrow):
            with pytest.raises(bs.TamperedError, match="record 1: its payload is not the one"):
                taken(_decisions(trail))
        with pytest.raises(bs.TamperedError, match="record 1: its payload is not the one"):
            bs.Report(_decisions(trail))


def test_a_period_leaves_others_out(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        assert _decisions(trail, since=MONDAY, until=FAR).to_polars().height <= 1
        assert _decisions(trail, until=date(2020, 1, 1)).to_polars().height == 0
        assert _decisions(trail, since=FAR).to_polars().height == 0


def test_what_cannot_be_asked_is_told(kept: Callable[[], bs.Trail]) -> None:
    with kept() as trail:
        with pytest.raises(bs.UsageError, match="list"):
            trail.decisions(as_of=FAR, recipients="Head of Kent", scope="all")
        with pytest.raises(bs.PayloadError, match="scope"):
            trail.decisions(as_of=FAR, recipients=["Head of Kent"], scope="")
    with pytest.raises(bs.UsageError, match="closed"):
        _decisions(trail)
