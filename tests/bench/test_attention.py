"""What is counted as attention, and that the check fails where it must."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import attention
import pytest
from caseload import Look, Seen

from blended_supervision.sample.contacts import Contact

QUIET = Look(notice="none", quieted=False, reasons=(), asked=(), lines=(20, 20))
NOTE = replace(QUIET, notice="note", reasons=("safeguard: some-rule",))
STOP = replace(QUIET, notice="stop", reasons=("outcome",))
CONTACT = Contact(1, date(2026, 11, 20), date(2026, 11, 23), "supervision meeting", "telephone")


def fifth_contacts(*looks: Look) -> list[Seen]:
    return [Seen(CONTACT, nth=5, stored=look, left=QUIET, nothing=NOTE) for look in looks]


def missed(seen: list[Seen], answers: int = 2) -> list[str]:
    return [bound.of for bound in attention.bounds(seen, answers) if not bound.met]


def test_one_in_five_may_raise_something_and_no_more() -> None:
    assert missed(fifth_contacts(*[NOTE] * 20, *[QUIET] * 80)) == []
    assert missed(fifth_contacts(*[NOTE] * 21, *[QUIET] * 79)) == [
        "contacts of 100 that raise anything, answers on record"
    ]


def test_fewer_than_three_in_a_hundred_may_be_stops() -> None:
    assert missed(fifth_contacts(*[STOP] * 2, *[QUIET] * 98)) == []
    assert missed(fifth_contacts(*[STOP] * 3, *[QUIET] * 97)) == ["contacts of 100 that are stops, answers on record"]


def test_the_model_remote_case_is_silent_after_two_answers() -> None:
    assert missed(fifth_contacts(QUIET), answers=3) == ["answers until X100010 is silent"]


def test_answers_are_on_record_from_the_fifth_contact_whatever_is_still_asked() -> None:
    asking = replace(NOTE, asked=("risk.rising",))
    fourth, fifth = (Seen(CONTACT, nth=nth, stored=asking, left=QUIET, nothing=QUIET) for nth in (4, 5))
    assert attention.on_record([fourth, fifth]) == [fifth]


def run(monkeypatch: pytest.MonkeyPatch, *given: str) -> int:
    monkeypatch.setattr(sys, "argv", ["attention.py", *given])
    return attention.main()


def test_a_caseload_that_is_only_telephoned_fails_the_check_and_says_by_what(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "20", "--planned", "telephone", "--check") == 1
    told = capsys.readouterr().out
    assert "contacts of 100 that raise anything, answers on record: " in told
    (line,) = (line for line in told.splitlines() if line.startswith("contacts of 100 that raise anything"))
    assert line.endswith("at most 20: missed")
    assert run(monkeypatch, "20", "--planned", "telephone") == 0


def test_the_same_seed_gives_the_same_figures_and_another_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for seed in ("1", "1", "2"):
        run(monkeypatch, "5", "--seed", seed)
        told.append(capsys.readouterr().out.partition("\n")[2])
    assert told[0] == told[1] != told[2]
