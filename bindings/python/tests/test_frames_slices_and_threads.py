"""However the rows lie, and however many work on them, the answer is the same; errors tell the row of the whole."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

import blended_supervision as bs

SLICE = 10_000


@pytest.fixture(scope="module")
def many(cases: pl.DataFrame) -> pl.DataFrame:
    """More rows than two slices hold, in one chunk."""
    return pl.concat([cases] * 8000).with_columns(pl.int_range(pl.len()).alias("number")).rechunk()


def _advise(policy: bs.Policy, cases: pl.DataFrame, threads: int = 1) -> pl.DataFrame:
    return policy.advise_frame(cases, keep=["crn", "number"], columns=["advice", "rules", "modes"], threads=threads)


def test_how_rows_lie_in_batches_does_not_matter(kent: bs.Policy, many: pl.DataFrame) -> None:
    expected = _advise(kent, many)
    assert expected["number"].to_list() == list(range(many.height))
    # Every sixth case is the same one.
    assert expected["rules"][0].to_list() == expected["rules"][SLICE - SLICE % 6].to_list()
    ragged = pl.concat([many[:1], many[1:100], many[100:30_001], many[30_001:]], rechunk=False)
    assert ragged.n_chunks() == 4
    assert_frame_equal(_advise(kent, ragged), expected)
    table = many.to_arrow().slice(7)
    assert_frame_equal(pl.DataFrame(kent.advise_frame(table, keep=["crn", "number"])), _all(kent, many)[7:])


def _all(policy: bs.Policy, cases: pl.DataFrame) -> pl.DataFrame:
    return policy.advise_frame(cases, keep=["crn", "number"])


def test_any_number_of_threads_gives_the_same_rows(kent: bs.Policy, many: pl.DataFrame) -> None:
    alone = _advise(kent, many)
    for threads in (2, 7):
        assert_frame_equal(_advise(kent, many, threads), alone)


def test_other_processes_give_the_same_rows(kent: bs.Policy, many: pl.DataFrame) -> None:
    parts = [many[:1000], many[1000:2000]]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        elsewhere = pl.concat(pool.map(partial(_advise, kent), parts))
    assert_frame_equal(elsewhere, _advise(kent, many[:2000]))


@pytest.mark.parametrize("threads", [1, 3])
def test_a_wrong_value_is_told_with_its_row_in_the_whole_frame(
    threads: int, kent: bs.Policy, many: pl.DataFrame
) -> None:
    wrong = {3: "hihg", SLICE + 5: "middling", 2 * SLICE + 1: "none"}
    column = many["risk.rosh"].to_list()
    for row, value in wrong.items():
        column[row] = value
    with pytest.raises(bs.PayloadError) as raised:
        _advise(kent, many.with_columns(pl.Series("risk.rosh", column)), threads)
    assert raised.value.location == "risk.rosh, row 3"
    assert [problem.location for problem in raised.value.problems] == [f"risk.rosh, row {row}" for row in wrong]
    assert "hihg" in str(raised.value)
    assert "risk.rosh, row 20001: " in str(raised.value)


def test_twenty_wrong_values_are_told_wherever_they_lie(kent: bs.Policy, many: pl.DataFrame) -> None:
    rows = [*range(10, 25), *range(SLICE + 2, SLICE + 17)]
    column = many["risk.rosh"].to_list()
    for row in rows:
        column[row] = "?"
    with pytest.raises(bs.PayloadError) as raised:
        _advise(kent, many.with_columns(pl.Series("risk.rosh", column)))
    assert [problem.location for problem in raised.value.problems] == [f"risk.rosh, row {row}" for row in rows[:20]]
    assert len(str(raised.value).splitlines()) == 20


def test_every_column_that_cannot_be_used_is_told_at_once(kent: bs.Policy, many: pl.DataFrame) -> None:
    with pytest.raises(bs.PayloadError) as raised:
        kent.advise_frame(many.rename({"risk.rosh": "risk.rsoh"}))
    assert {problem.location for problem in raised.value.problems} == {"crn", "number", "risk.rsoh"}
    assert "risk.rosh" in str(raised.value)
    with pytest.raises(bs.PayloadError, match="none-such"):
        kent.advise_frame(many, keep=["crn", "number", "none-such"])


def test_arguments_that_cannot_be_are_refused(kent: bs.Policy, cases: pl.DataFrame) -> None:
    wrong: list[dict[str, Any]] = [{"columns": "advice"}, {"columns": ["reasons"]}, {"columns": []}, {"keep": "crn"}]
    for given in [*wrong, {"threads": 0}]:
        with pytest.raises(bs.UsageError):
            kent.advise_frame(cases, **({"keep": ["crn"]} | given))


def test_progress_is_told_to_the_end(kent: bs.Policy, many: pl.DataFrame) -> None:
    told: list[tuple[int, int]] = []
    kent.advise_frame(many, keep=["crn", "number"], columns=["advice"], progress=lambda *at: told.append(at))
    assert told == [(rows, 48_000) for rows in (10_000, 20_000, 30_000, 40_000, 48_000)]
    told.clear()
    reader = many.to_arrow().to_reader()
    kent.advise_frame(reader, keep=["crn", "number"], columns=["advice"], progress=lambda *at: told.append(at))
    assert told[-1] == (48_000, 0)


def test_a_bar_is_shown_on_a_terminal_alone(
    kent: bs.Policy, cases: pl.DataFrame, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kent.advise_frame(cases, keep=["crn"], progress=True)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    kent.advise_frame(cases, keep=["crn"], progress=True)
    out, shown = capsys.readouterr()
    assert out == ""
    assert "6 cases" in shown
    assert shown.endswith("\033[K")  # and is taken away


@pytest.mark.parametrize("threads", [1, 2])
def test_what_progress_raises_ends_the_work_and_lets_go_of_everything(
    threads: int, kent: bs.Policy, many: pl.DataFrame
) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    gc.collect()
    before = pa.total_allocated_bytes()
    table = pa.table(many.to_dict(as_series=False))
    held = pa.total_allocated_bytes()
    assert held > before
    with pytest.raises(KeyboardInterrupt):
        kent.advise_frame(table, keep=["crn", "number"], threads=threads, progress=stop)
    with pytest.raises(bs.PayloadError):
        kent.advise_frame(table, threads=threads)
    gc.collect()
    assert pa.total_allocated_bytes() == held
    assert kent.advise_frame(table, keep=["crn", "number"], columns=["advice"]).num_rows == many.height
    del table
    gc.collect()
    assert pa.total_allocated_bytes() == before


def test_ctrl_c_is_heard_between_slices(kent: bs.Policy, cases: pl.DataFrame) -> None:
    # In batches that are there already: of what is raised in Python that makes them, pyarrow tells no more than words.
    many = pa.Table.from_batches(cases.to_arrow().combine_chunks().to_batches() * 1_000_000)
    pressed = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    # A shell starts what runs in its background with the signal ignored, and Python leaves it so.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        pressed.start()
        with pytest.raises(KeyboardInterrupt):
            kent.advise_frame(many, keep=["crn"], columns=["advice"])
        pressed.join()
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_run_meanwhile(kent: bs.Policy, many: pl.DataFrame) -> None:
    done = threading.Event()
    turns = 0

    def work() -> None:
        kent.advise_frame(many[:SLICE], keep=["crn", "number"])
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not done.wait(0.001):
        turns += 1
    worker.join()
    assert turns > 10  # one slice is one call: with the interpreter's lock held there would be a turn or two
