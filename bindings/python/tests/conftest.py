"""What the tests share: the sample caseload, the shipped packs, and a trail with a decision in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import blended_supervision as bs

ROOT = Path(__file__).resolve().parents[3]
MONDAY = date(2026, 11, 23)
NEXT_MONDAY = {
    "date": date(2026, 11, 30),
    "purpose": "supervision meeting",
    "scheduled": True,
    "with": "person",
    "role": "counts",
    "planned": "telephone",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--program", default=str(ROOT / "build/check/bin/blended-supervision"), help="the command")
    parser.addoption("--wheel", default=str(ROOT / "build/wheel"), help="the folder with the wheel that is installed")


@pytest.fixture(scope="session")
def program(pytestconfig: pytest.Config) -> Path:
    """The command `blended-supervision`, which must give the same as Python."""
    return Path(pytestconfig.getoption("--program"))


@pytest.fixture(scope="session")
def wheel(pytestconfig: pytest.Config) -> Path:
    (wheel,) = Path(pytestconfig.getoption("--wheel")).glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def caseload() -> dict[str, str]:
    """The twelve people who do not exist, by case number."""
    return {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "host-stubs/data").glob("X*.json"))}


@pytest.fixture(scope="session")
def whole() -> bs.Policy:
    return bs.Policy.load("england-wales")


@pytest.fixture(scope="session")
def kent() -> bs.Policy:
    return bs.Policy.load("england-wales", region="Kent, Surrey and Sussex", as_of=MONDAY)


@pytest.fixture(scope="session")
def nation() -> bs.Policy:
    """The nation's policy, without a region's."""
    return bs.Policy.load("england-wales", as_of=MONDAY, regions=False)


@pytest.fixture(scope="session")
def advice(kent: bs.Policy, caseload: dict[str, str]) -> bs.Advice:
    """On a planned call that would be one remote contact too many."""
    return kent.advise(caseload["X100005"], mapping="ndelius", contact=NEXT_MONDAY)


@pytest.fixture(scope="session")
def cases() -> pl.DataFrame:
    """Six people who do not exist, as a frame: text, a flag, a level, a count and a day, with what is not known."""
    return pl.DataFrame(
        {
            "crn": ["X1", "X2", "X3", "X4", "X5", "X6"],
            "risk.rosh": ["low", "high", None, "very high", "medium", "low"],
            "circumstances.telephone": [True, None, False, True, True, None],
            "history.remote_in_a_row": [0, 4, None, 2, 100, 1],
            "contact.date": [date(2026, 11, day) for day in (23, 24, 25, 26, 27, 28)],
            "planned": ["telephone", None, "office", "video", "home visit", "telephone"],
        }
    )


@pytest.fixture
def trail_path(tmp_path: Path) -> Path:
    return tmp_path / "trail.db"


@pytest.fixture
def kept(trail_path: Path, whole: bs.Policy, caseload: dict[str, str]) -> Callable[[], bs.Trail]:
    """Opens a trail in which olive was shown advice (no. 1) and departed from it (no. 2)."""
    with bs.Trail.open(trail_path, by="olive", role="probation practitioner", create=True) as trail:
        # Within the first week, so that a call may stand in for seeing the person if a senior officer approves.
        contact = (ROOT / "host-stubs/data/first-appointment.json").read_text("utf-8")
        shown = whole.advise(caseload["X100001"], mapping="ndelius", contact=contact, as_of=MONDAY)
        first = trail.record_advice(shown, person="X100001", contact_id="c-1")
        trail.record_decision(
            {
                "answers": first.sequence,
                "mode": "telephone",
                "reason": {"code": "work-or-care", "words": "Works nights this month."},
                "mitigations": [{"what": "Office visit", "due": date(2099, 12, 1)}],
            }
        )
    return lambda: bs.Trail.open(trail_path, by="a.analyst")


def drafted(folder: Path, file: str, old: str, new: str, *, as_of: date = MONDAY) -> bs.Policy:
    """The nation's policy with a text in one of its files replaced by another, such as a draft would be."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    path = config / "policies" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return bs.Policy.load(config / "policies/england-wales.toml", as_of=as_of)


def change(trail: Path, statement: str) -> None:
    """Changes a trail behind its back; `flip(x, n)` is x with byte n changed."""
    subprocess.run([ROOT / "tests/console/tamper.py", trail, statement], check=True)


def lines(text: str) -> list[dict[str, object]]:
    """JSON lines."""
    return [json.loads(line) for line in text.splitlines()]
