"""Prints how fast frames are advised on, beside the library's own call and a rule engine, and how much memory it takes.

`python tests/bench/frames.py [CASES]`; 250,000 cases unless said. Medians of five runs each, taken in turn.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

import blended_supervision as bs
from blended_supervision import _native

DAY = date(2026, 11, 23)
COLUMNS = 20
SLICE = 10_000

_SMALL = """
[policy]
id = "small"
version = "1"
authority = "national"
effective_from = 2026-10-01
status = "illustrative"
title = { en = "Small", cy = "Bach" }
statement = { en = "For a benchmark.", cy = "I fesur." }
margin = 1
bands = { well_suited = 3, suited = 0, use_with_care = -3 }
[refer]
role = "senior probation officer"
words = { en = "Ask.", cy = "Gofynnwch." }
[[approver]]
id = "senior probation officer"
label = { en = "x", cy = "x" }
"""
_MODES = {"office": True, "home visit": True, "video": False, "telephone": False}
_FACTS: dict[str, list[str] | int | None] = {
    "contact.with": ["person", "professionals", "both"],
    "contact.role": ["counts", "additional"],
    "rosh": ["low", "medium", "high", "very high"],
    "phase": ["early engagement", "standard", "final third", "in custody"],
    "tier": ["A", "B", "C", "D", "E", "F", "G"],
    "telephone": None,
    "device": None,
    "private": None,
    "misses": 100,
    "weeks": 1040,
}
# What each rules out, and when: of flags and text the value, of counts a test.
_RULES: dict[str, tuple[list[str], dict[str, bool | str]]] = {
    "no-telephone": (["telephone"], {"telephone": False}),
    "no-device": (["video"], {"device": False}),
    "very-high-risk-in-person": (["video", "telephone"], {"rosh": "very high"}),
    "high-risk-is-seen": (["telephone"], {"rosh": "high", "private": False}),
    "early-is-in-person": (["video", "telephone"], {"phase": "early engagement", "weeks": "< 4"}),
    "custody-is-visited": (["home visit", "telephone"], {"phase": "in custody"}),
    "tier-a-in-person": (["video", "telephone"], {"tier": "A"}),
    "tier-b-not-by-telephone": (["telephone"], {"tier": "B", "rosh": "high"}),
    "missed-thrice": (["telephone"], {"misses": "> 2"}),
    "missed-often": (["video"], {"misses": "> 5", "private": False}),
    "overheard": (["telephone"], {"private": False, "phase": "standard"}),
    "long-known-by-video": (["home visit"], {"weeks": "> 52", "rosh": "low", "device": True}),
}


def _small_pack() -> str:
    """The rules as a policy pack."""
    label = '{ en = "x", cy = "x" }'
    parts = [_SMALL]
    for mode, in_person in _MODES.items():
        parts.append(f'[[mode]]\nid = "{mode}"\nin_person = {str(in_person).lower()}\nbase = 0\nlabel = {label}')
    for name, values in _FACTS.items():
        kind = 'type = "flag"'
        if isinstance(values, list):
            kind = f'type = "choice"\nvalues = {json.dumps(values)}'
        elif values is not None:
            kind = f'type = "count"\nmin = 0\nmax = {values}\nunit = {label}'
        parts.append(f'[fact."{name}"]\n{kind}\nlabel = {label}\nask = {label}')
    for name, (modes, when) in _RULES.items():
        tests = ", ".join(f"{fact} = {json.dumps(value)}" for fact, value in when.items())
        parts.append(
            f'[[principle]]\nid = "{name}"\nmandate = "standard"\nbasis = "guidance"\nrule_out = {json.dumps(modes)}\n'
            f'when = {{ {tests} }}\nbecause = {label}\nsource = "none"'
        )
    return "\n".join(parts)


def _decision_table() -> dict[str, Any]:
    """The same rules as a JSON decision model: which of them hold."""
    facts = [name for name in _FACTS if "." not in name]
    rules = [
        {"_id": name, "rule": json.dumps(name)}
        | {fact: str(when[fact]) if fact in ("misses", "weeks") else json.dumps(when[fact]) for fact in when}
        for name, (_, when) in _RULES.items()
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in facts],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [dict.fromkeys(facts, "") | rule for rule in rules],
    }
    return {
        "nodes": [
            {"id": "cases", "type": "inputNode", "name": "cases", "position": {"x": 0, "y": 0}},
            {
                "id": "rules",
                "type": "decisionTableNode",
                "name": "rules",
                "content": table,
                "position": {"x": 1, "y": 0},
            },
            {"id": "advice", "type": "outputNode", "name": "advice", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "in", "sourceId": "cases", "targetId": "rules", "type": "edge"},
            {"id": "out", "sourceId": "rules", "targetId": "advice", "type": "edge"},
        ],
    }


def _column(dice: np.random.Generator, rows: int, values: list[str] | int | None, unknown: float) -> pl.Series:
    if values is None:
        drawn = pl.Series(dice.random(rows) < 0.5)
    elif isinstance(values, int):
        drawn = pl.Series(dice.integers(0, min(values, 120), rows, endpoint=True))
    else:
        drawn = pl.Series(values).gather(dice.integers(0, len(values), rows))
    known = pl.Series(dice.random(rows) >= unknown)
    return pl.select(pl.when(known).then(drawn)).to_series()


def caseload(policy: bs.Policy, rows: int) -> pl.DataFrame:
    """People who do not exist: case numbers and twenty facts of every type, a fifth of all unknown."""
    dice = np.random.default_rng(4)
    facts = [fact for fact in policy.describe()["facts"] if not fact["id"].startswith(("contact.", "cadence."))]
    columns = {"crn": pl.select(pl.format("X{}", pl.int_range(100_000, 100_000 + rows))).to_series()}
    for fact in facts[:: len(facts) // COLUMNS][:COLUMNS]:
        values = fact["values"] or (fact["max"] if fact["type"] == "count" else None)
        columns[fact["id"]] = _column(dice, rows, values, 0.2)
    return pl.DataFrame(columns)


def _seconds(*works: Callable[[], object]) -> list[float]:
    """Median times, of runs in turn so that what else the machine does hits all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(5):
        for work, taken in zip(works, times, strict=True):
            clock = time.perf_counter()
            work()
            taken.append(time.perf_counter() - clock)
    return [median(taken) for taken in times]


def against_the_call(rows: int) -> None:
    """advise_frame beside the library's call on batches made ready."""
    policy = bs.Policy.load("england-wales", as_of=DAY)
    frame = caseload(policy, rows)
    stream = _native.CaseStream(frame.__arrow_c_stream__())
    batches = list(iter(lambda: stream.next(SLICE), None))
    day = (DAY - date(1970, 1, 1)).days

    def call() -> None:
        kept = [_native.advise_batch(policy._handle, batch, 3, [b"crn"], b"", day) for batch in batches]
        assert len(kept) == len(batches)

    def advise(cases: Any) -> Callable[[], object]:  # noqa: ANN401
        return lambda: policy.advise_frame(cases, keep=["crn"], columns=["advice", "rules"])

    kinds = {"pyarrow": frame.to_arrow(), "polars": frame, "pandas": frame.to_pandas()}
    alone, *others = _seconds(call, *map(advise, kinds.values()))
    print(f"{rows:>10,} cases of {COLUMNS} facts, advice and rules")
    print(f"{alone:>10.3f} s the library's call alone, {rows / alone:,.0f} cases a second")
    for kind, taken in zip(kinds, others, strict=True):
        print(f"{taken:>10.3f} s advise_frame, {kind}: {taken / alone:.2f} times the call")


def against_zen(rows: int) -> None:
    """advise_frame beside zen-engine on the same rules; skipped where that is not installed."""
    try:
        import zen
    except ImportError:
        print("zen-engine is not installed: pip install -r tests/requirements-full.txt")
        return
    dice = np.random.default_rng(5)
    frame = pl.DataFrame({name: _column(dice, rows, values, 0.0) for name, values in _FACTS.items() if "." not in name})
    frame = frame.with_columns(pl.col("misses") % 8)
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "small.toml"
        pack.write_text(_small_pack(), "utf-8")
        policy = bs.Policy.load(pack, as_of=DAY)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": _decision_table()}}})
    decision = engine.get_decision("rules")
    cases = frame.to_dicts()
    requests: list[Any] = [{"key": "rules", "context": case} for case in cases]

    def advised() -> pl.DataFrame:
        return policy.advise_frame(frame, columns=["advice", "rules"])

    def one_by_one() -> list[list[str]]:
        return [[hit["rule"] for hit in decision.evaluate(case)["result"] or ()] for case in cases]

    def together() -> list[list[str]]:
        answers = engine.evaluate_batch(requests)
        return [[hit["rule"] for hit in answer["data"]["result"] or ()] for answer in answers]

    ours = advised()["rules"].to_list()
    if not ours == one_by_one() == together():
        raise SystemExit("zen-engine and advise_frame disagree on which rules hold")
    frame_taken, single, batch = _seconds(advised, one_by_one, together)
    best = min(single, batch)
    print(
        f"\n{rows:>10,} cases by {len(_RULES)} rules, answers equal; {sum(map(len, ours)) / rows:.1f} rules hold each"
    )
    print(f"{rows / frame_taken:>10,.0f} cases a second, advise_frame (polars)")
    print(f"{rows / single:>10,.0f} cases a second, zen-engine one by one")
    print(f"{rows / batch:>10,.0f} cases a second, zen-engine in one call")
    print(f"{best / frame_taken:>10.1f} times as fast as the faster of them")


_MEMORY = """
import sys
from pathlib import Path
import pandas, polars as pl, pyarrow as pa, pyarrow.feather as feather
import blended_supervision as bs

def kib(name):
    return int(Path("/proc/self/status").read_text().split(name + ":")[1].split()[0])

policy = bs.Policy.load("england-wales")
path, kind = sys.argv[1:]
small = feather.read_table(path, memory_map=False).slice(0, 10)
policy.advise_frame(small if kind == "pyarrow" else pl.DataFrame(small), keep=["crn"])
del small
pa.default_memory_pool().release_unused()
before = kib("VmRSS")
cases = feather.read_table(path, memory_map=False)
cases = {"pyarrow": lambda: cases, "polars": lambda: pl.DataFrame(cases), "pandas": lambda: cases.to_pandas()}[kind]()
pa.default_memory_pool().release_unused()
size = kib("VmRSS") - before
Path("/proc/self/clear_refs").write_text("5")
advice = policy.advise_frame(cases, keep=["crn"], columns=["advice", "rules"])
peak = kib("VmHWM") - before
held = kib("VmRSS") - before
mib = [f"{each / 1024:,.0f}" for each in (size, held, peak)]
print(f"{kind:>10} frame {mib[0]} MiB, with the advice {mib[1]}, at the peak {mib[2]}:", end=" ")
print(f"{peak / size:.1f} times the frame, {peak / held:.2f} times frame and advice")
"""


def memory(rows: int) -> None:
    """Peak memory of a process of its own for each kind, the frame counted in."""
    policy = bs.Policy.load("england-wales", as_of=DAY)
    print(f"\n{rows:>10,} cases of {COLUMNS} facts, advice and rules")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.arrow"
        caseload(policy, rows).write_ipc(path, compression="uncompressed")
        for kind in ("pyarrow", "polars", "pandas"):
            subprocess.run([sys.executable, "-c", _MEMORY, str(path), kind], check=True)


def main() -> None:
    """Prints all of it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
    against_the_call(rows)
    memory(rows)
    against_zen(max(1, rows // 10))


if __name__ == "__main__":
    main()
