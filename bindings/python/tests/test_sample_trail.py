from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from conftest import MONDAY

import blended_supervision as bs
from blended_supervision import sample


def made(path: Path, seed: int = 1) -> pl.DataFrame:
    sample.trail(path, people=4, seed=seed, until=MONDAY)
    with bs.Trail.open(path, by="a.analyst") as trail:
        return trail.decisions(
            as_of=MONDAY, recipients=["a.analyst"], scope="a test", facts=["risk.rosh"], who=True
        ).to_polars()


def test_a_year_of_decisions_is_spread_over_its_days_and_verifies(tmp_path: Path) -> None:
    decisions = made(tmp_path / "trail.db")
    days = decisions["day"]
    assert days.is_sorted()
    assert days[0] >= MONDAY - timedelta(364)
    assert days[-1] <= MONDAY
    assert days.dt.strftime("%Y-%m").n_unique() >= 12
    assert (decisions["contact_day"] >= decisions["day"]).all()
    outcomes = decisions.filter(pl.col("outcome_day").is_not_null())
    assert (outcomes["outcome_day"] == outcomes["contact_day"]).all()
    assert decisions["case"].n_unique() > 4, "a place is taken again when supervision ends"
    assert decisions["first_home_visit"].is_in(["kept", "due", "overdue"]).any(), "histories are on record"
    with bs.Trail.open(tmp_path / "trail.db", by="a.analyst") as trail:
        assert trail.origin == "blended-supervision/sample"
        assert trail.verify(known_head=trail.head()).ok


def test_the_same_seed_gives_the_same_year_and_another_another(tmp_path: Path) -> None:
    one, again, other = (made(tmp_path / f"{at}.db", seed) for at, seed in enumerate((1, 1, 2)))
    assert one.equals(again)
    assert not one.equals(other)


def test_a_sample_is_made_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "trail.db").write_text("mine")
    with pytest.raises(bs.UsageError, match="there is something at"):
        sample.trail(tmp_path / "trail.db", people=1)
    assert (tmp_path / "trail.db").read_text() == "mine"
    with pytest.raises(bs.UsageError, match="must be some"):
        sample.trail(tmp_path / "other.db", people=0)


def test_long_work_is_told_and_a_sample_may_end_before_the_pack_is_in_force(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sample.trail(
        tmp_path / "trail.db", people=1, until=date(2024, 2, 29), progress=lambda done, of: told.append((done, of))
    )
    assert told[-1] == (365, 365)
    with bs.Trail.open(tmp_path / "trail.db", by="a.analyst") as trail:
        assert {record["day"][:4] for record in trail.read(kinds=["DECISION"])} == {"2023", "2024"}


def test_the_command_makes_one_and_does_not_write_over_another(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "blended_supervision.sample", str(tmp_path / "year"), "--people", "2"]
    done = subprocess.run([*command, "--until", "2026-11-23"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert bs.verify(tmp_path / "year").ok
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 3
    assert again.stderr.startswith("there is something at ")
