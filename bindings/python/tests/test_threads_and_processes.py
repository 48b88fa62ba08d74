from __future__ import annotations

import multiprocessing
import pickle
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from conftest import MONDAY

import blended_supervision as bs


def _advise(policy: bs.Policy, mapping: bs.Mapping, case: str) -> bytes:
    return policy.advise(case, mapping=mapping).input()


def _fail(policy: bs.Policy) -> None:
    policy.advise({}, mapping="ndelius", contact={"date": "tomorrow"})


def test_another_process_gives_the_same_advice(kent: bs.Policy, caseload: dict[str, str]) -> None:
    work = partial(_advise, kent, bs.Mapping.load("ndelius"))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        elsewhere = list(pool.map(work, caseload.values(), chunksize=3))
        failed = pool.submit(_fail, kent).exception()
    assert elsewhere == [work(case) for case in caseload.values()]
    assert isinstance(failed, bs.PayloadError)
    assert failed.location == "/contact/date"


def test_many_threads_share_one_policy_and_get_equal_bytes(kent: bs.Policy, caseload: dict[str, str]) -> None:
    work = partial(_advise, kent, bs.Mapping.load("ndelius"))
    alone = [work(case) for case in caseload.values()]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(work, list(caseload.values()) * 20))
    assert together == alone * 20


def test_other_threads_run_while_packs_are_loaded() -> None:
    loaded = threading.Event()

    def load() -> None:
        for _ in range(5):
            bs.Policy.load("england-wales")
        loaded.set()

    turns = 0
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(load)
        while not loaded.is_set() and not done.done():
            time.sleep(0.001)
            turns += 1
        done.result()
    # With the interpreter's lock held there would be a turn between two loads, five in all.
    assert turns > 10


def test_errors_survive_pickling(kent: bs.Policy) -> None:
    with pytest.raises(bs.PayloadError) as raised:
        _fail(kent)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again), again.problems) == (bs.PayloadError, str(raised.value), raised.value.problems)


def test_many_threads_record_in_one_trail(trail_path: Path, kent: bs.Policy, caseload: dict[str, str]) -> None:
    with bs.Trail.open(trail_path, by="olive", create=True) as trail, ThreadPoolExecutor(4) as pool:

        def record(number: str) -> int:
            return trail.record_advice(kent.advise(caseload[number], mapping="ndelius"), person=number).sequence

        sequences = list(pool.map(record, caseload))
        assert sorted(sequences) == list(range(1, len(caseload) + 1))
        assert trail.verify(known_head=trail.head()).verdict == bs.Verdict.INTACT


def _decide(path: Path, operation_id: str) -> tuple[int, bool]:
    with bs.Trail.open(path, by="olive") as trail:
        receipt = trail.record_decision({"answers": 1, "mode": "office"}, operation_id=operation_id)
    return receipt.sequence, receipt.existed


def test_many_processes_record_one_operation_once(trail_path: Path, whole: bs.Policy) -> None:
    with bs.Trail.open(trail_path, by="olive", create=True) as trail:
        trail.record_advice(whole.advise({}, mapping="ndelius", as_of=MONDAY), person="X1")
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as pool:
        once = list(pool.map(partial(_decide, trail_path), ["form 1"] * 9))
        apart = list(pool.map(partial(_decide, trail_path), map(str, range(9))))
    assert sorted(existed for _, existed in once) == [False] + [True] * 8
    assert len({sequence for sequence, _ in once}) == 1
    assert len({sequence for sequence, _ in apart}) == 9


def test_a_trail_that_is_closed_while_others_use_it_refuses_them_and_nothing_more(
    trail_path: Path, whole: bs.Policy
) -> None:
    shown = whole.advise({}, mapping="ndelius", as_of=MONDAY)
    trail = bs.Trail.open(trail_path, by="olive", create=True)

    def record(number: int) -> str:
        try:
            trail.record_advice(shown, person=f"X{number}")
        except bs.UsageError as refused:
            return str(refused)
        return "recorded"

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(record, number) for number in range(40)]
        done[3].result()
        trail.close()
    said = {each.result() for each in done}
    assert said <= {"recorded", "the trail is closed; open it again"}
    assert bs.verify(trail_path).ok
