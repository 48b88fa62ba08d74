from __future__ import annotations

import json
import pickle
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from conftest import MONDAY, ROOT, change

import blended_supervision as bs

Opens = Callable[[], bs.Trail]


def test_what_was_shown_decided_approved_and_came_of_it_is_read_back(kept: Opens, trail_path: Path) -> None:
    with bs.Trail.open(trail_path, by="sam", role="senior probation officer", service="nDelius") as trail:
        approval = {"answers": 2, "approved": True, "role": "senior probation officer", "until": date(2099, 12, 1)}
        approved = trail.record_approval(approval)
        outcome = {"answers": 2, "mode": "telephone", "attended": "attended", "right_mode": "right"}
        ended = trail.record_outcome(outcome)
        assert (approved.sequence, ended.sequence) == (3, 4)
        assert trail.decision(2)["state"] == "approved"
    with kept() as trail:
        records = list(trail.read(person="X100001"))
    assert [record["kind"] for record in records] == ["ADVICE", "DECISION", "APPROVAL", "OUTCOME"]
    decision, last = records[1], records[3]
    assert decision["subject"]["reason"] == {"code": "work-or-care", "words": "Works nights this month."}
    assert decision["subject"]["mitigations"] == [{"due": "2099-12-01", "what": "Office visit"}]
    assert (last["actor"]["who"], last["actor"]["service"]) == ("sam", "nDelius")
    # What was left out is not known, and that is kept.
    assert last["subject"]["technical_failure"] is None


def test_a_receipt_says_where_and_when(kept: Opens, whole: bs.Policy, caseload: dict[str, str]) -> None:
    before = datetime.now(UTC)
    with kept() as trail:
        shown = whole.advise(caseload["X100002"], mapping="ndelius", as_of=MONDAY)
        receipt = trail.record_advice(shown, person="X100002")
        again = trail.record_advice(shown, person="X100002")
        assert (receipt.existed, again.existed, again.sequence) == (False, True, receipt.sequence)
        assert abs((receipt.time - before).total_seconds()) < 60
        assert receipt.checkpoint.startswith(trail.origin)
        assert json.loads(trail.leaf(receipt.sequence))["kind"] == "ADVICE"
        assert len(receipt.leaf) == 64


def test_reading_leaves_a_record_of_who_read_whom_and_an_export_one_for_all(kept: Opens, trail_path: Path) -> None:
    def kinds_after(**wanted: object) -> list[str]:
        with bs.Trail.open(trail_path, by="a.analyst") as trail:
            size = int(trail.head().split("\n")[1])
            assert list(trail.read(**wanted))  # type: ignore[arg-type]
            end = int(trail.head().split("\n")[1])
            return [json.loads(trail.leaf(sequence))["kind"] for sequence in range(size, end)]

    assert kinds_after() == ["READ"]
    assert kinds_after(export={"recipients": ["region"], "scope": "all of 2026"}) == ["EXPORT"]
    assert kinds_after(kinds=[bs.Kind.POLICY]) == []


def test_records_are_read_by_kind_and_day(kept: Opens) -> None:
    with kept() as trail:
        assert [record["sequence"] for record in trail.read(kinds=["DECISION", bs.Kind.ADVICE])] == [1, 2]
        assert [record["sequence"] for record in trail.read(kinds=["DECISION", "ADVICE"], after=1)] == [2]
        today = date.fromisoformat(next(trail.read())["day"])
        assert list(trail.read(until=date(2020, 1, 1))) == []
        assert len(list(trail.read(since=today, until=today))) == 3


def test_pages_do_not_show(trail_path: Path, whole: bs.Policy) -> None:
    # Words hold characters at which text is often split, and the records fill more than one page.
    with bs.Trail.open(trail_path, by="olive", create=True) as trail:
        shown = whole.advise({}, mapping="ndelius", as_of=MONDAY)
        answers = trail.record_advice(shown, person="X1").sequence
        for _ in range(3):
            reason = {"code": "work-or-care", "words": "one\u2028two\x85three"}
            trail.record_decision({"answers": answers, "mode": "telephone", "reason": reason})
        read = list(trail.read(kinds=["DECISION"]))
    assert [record["subject"]["reason"]["words"] for record in read] == ["one\u2028two\x85three"] * 3


def test_a_form_that_is_sent_twice_is_one_decision(kept: Opens) -> None:
    office = {"answers": 1, "mode": "office"}
    with kept() as trail:
        first, again = (trail.record_decision(office, operation_id="form 1") for _ in range(2))
        assert (first.existed, again.existed, again.sequence) == (False, True, first.sequence)
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda _: trail.record_decision(office, operation_id="form 2"), range(8)))
        assert [receipt.existed for receipt in together].count(False) == 1
        assert len({receipt.sequence for receipt in [first, *together]}) == 2
        with pytest.raises(bs.PayloadError, match="something else already") as raised:
            trail.record_decision(office | {"mitigations": [{"what": "x", "due": MONDAY}]}, operation_id="form 1")
        assert raised.value.location == "who.operation_id"
        # Without an id each is a decision of its own.
        assert not trail.record_decision(office).existed
        outcome = {"answers": first.sequence, "mode": None, "attended": "missed"}
        assert [trail.record_outcome(outcome, operation_id="form 1").existed for _ in range(2)] == [False, True]
        promise = {"answers": 2, "promises": [0]}
        assert [trail.record_kept(promise, operation_id="form 1").existed for _ in range(2)] == [False, True]


def test_a_promise_kept_leaves_what_was_learnt_as_it_was(kept: Opens) -> None:
    def frame(trail: bs.Trail) -> pl.DataFrame:
        return trail.decisions(as_of=date(2099, 12, 31), recipients=["a.analyst"], scope="a test").to_polars()

    with kept() as trail:
        outcome = {"answers": 2, "mode": "telephone", "attended": "attended", "risk_information": "gained"}
        trail.record_outcome(outcome)
        before = frame(trail)
        with pytest.raises(bs.PayloadError, match="names none"):
            trail.record_kept({"answers": 2, "promises": []})
        trail.record_kept({"answers": 2, "promises": [0], "on": MONDAY})
        after = frame(trail)
        assert trail.decision(2)["mitigations"][0]["done_on"] == "2026-11-23"
        (record,) = trail.read(kinds=["KEPT"])
        assert record["subject"]["promises"] == [0]
    assert (before["promised_done"][0], after["promised_done"][0]) == (0, 1)
    assert before["risk_information"][0] == after["risk_information"][0] == "gained"


def test_what_waits_is_listed_page_by_page(kept: Opens, trail_path: Path) -> None:
    with bs.Trail.open(trail_path, by="sam", role="senior probation officer") as trail:
        role = "senior probation officer"
        waiting = trail.worklist(role=role, not_by="sam", as_of=date(2099, 12, 2))
        assert [item["waits_for"] for item in waiting["items"]] == ["approval", "outcome", "promise"]
        approval, _, promise = waiting["items"]
        assert (approval["sequence"], approval["lacks"], approval["person"]) == (2, [role], "X100001")
        assert (promise["promised"], promise["day"], promise["overdue"]) == ("Office visit", "2099-12-01", True)
        size = trail.head().split("\n")[1]
        counts = trail.worklist(as_of=date(2099, 12, 2), limit=0)
        assert counts["counts"] == {"approval": 1, "promise": 1, "outcome": 1}
        assert (counts["items"], trail.head().split("\n")[1]) == ([], size)
        first = trail.worklist(as_of=date(2099, 12, 2), limit=2)
        rest = trail.worklist(as_of=date(2099, 12, 2), limit=2, after=first["next"])
        assert [*first["items"], *rest["items"]] == waiting["items"]
        assert rest["next"] is None
        assert trail.worklist(as_of=date(2099, 12, 2), not_by="OLIVE", waits_for=["approval"])["items"] == []
        with pytest.raises(bs.UsageError, match="is a list"):
            trail.worklist(waits_for="approval")
        with pytest.raises(bs.PayloadError, match="did you mean"):
            trail.worklist(role="senior probation oficer")


@pytest.mark.parametrize("kind", ["READ", "DISCLOSURE", "EXPORT", "ERASURE"])
def test_the_statutory_class_is_not_for_analysis(kept: Opens, kind: str) -> None:
    with kept() as trail:
        with pytest.raises(bs.UsageError, match=r"section 62.*trail show --statutory"):
            trail.read(kinds=["ADVICE", kind])
        list(trail.read())
        assert kind not in {record["kind"] for record in trail.read()}


def test_a_disclosure_is_recorded_and_shown_to_auditors_alone(kept: Opens) -> None:
    with kept() as trail:
        trail.record_disclosure({"person": "X100001", "recipients": ["court"], "what": "the timeline"})
        assert "the timeline" not in trail.show("X100001")


def test_a_departure_without_a_reason_is_refused_with_the_codes_there_are(kept: Opens) -> None:
    with kept() as trail, pytest.raises(bs.PayloadError, match="work-or-care") as raised:
        trail.record_decision({"answers": 1, "mode": "telephone"})
    assert raised.value.location == "/reason"


def test_what_is_answered_must_be_there(kept: Opens) -> None:
    with kept() as trail:
        with pytest.raises(bs.NotFoundError):
            trail.record_decision({"answers": 99, "mode": "office"})
        for call in (trail.prove, trail.leaf, trail.decision):
            with pytest.raises(bs.NotFoundError):
                call(99)
            with pytest.raises(bs.UsageError, match="from 0"):
                call(-1)
        with pytest.raises(bs.PayloadError):
            trail.decision(1)


def test_a_timeline_is_shown_in_both_languages(kept: Opens) -> None:
    with kept() as trail:
        assert "Works nights this month." in trail.show("X100001")
        assert trail.show("X100001", lang="cy", width=60) != trail.show("X100001", width=60)
        with pytest.raises(bs.NotFoundError):
            trail.show("X999999")


def test_a_timeline_is_told_for_a_page_in_the_same_words(kept: Opens) -> None:
    with kept() as trail:
        for lang in ("en", "cy"):
            told = trail.timeline("X100001", lang=lang)
            shown = " ".join(trail.show("X100001", lang=lang, width=200).split())
            texts = [line for record in told["records"] for line in (record["heading"], *record["lines"])]
            texts += [item["text"] for item in told["waiting"]]
            assert [text for text in texts if text not in shown] == []
        assert [(record["kind"], record["state"]) for record in told["records"]] == [
            ("ADVICE", None),
            ("DECISION", "waiting"),
        ]
        assert {item["waits_for"] for item in told["waiting"]} >= {"approval", "promise"}
        assert trail.timeline("X100001", as_of=date(2020, 1, 1))["records"] == []
        with pytest.raises(bs.NotFoundError):
            trail.timeline("X999999")


def test_a_timeline_is_filtered_by_contact_and_days(kept: Opens) -> None:
    with kept() as trail:
        assert len(trail.timeline("X100001", contact_id="c-1")["records"]) == 2
        assert trail.timeline("X100001", contact_id="c-2")["records"] == []
        assert trail.timeline("X100001", until=date(2020, 1, 1))["records"] == []
        assert trail.timeline("X100001", since=date(2020, 1, 1))["records"] != []
        assert "No records." in trail.show("X100001", contact_id="c-2")
        with pytest.raises(bs.UsageError, match="no language"):
            trail.timeline("X100001", lang="fr")  # type: ignore[arg-type]


def test_a_record_in_full_has_the_screen_facts_and_rules(kept: Opens) -> None:
    with kept() as trail:
        told = trail.record_in_full(2)
        assert [record["sequence"] for record in told["records"]] == [1, 2]
        advice = told["advice"]
        assert advice["screen_is"] == "same"
        assert "Advice" in advice["screen"]
        assert {fact["from"] for fact in advice["facts"]} >= {None, "contact"}
        assert all(rule["source"] for rule in advice["rules"] if rule["because"])
        assert len(advice["policy"]["digest"]) == 64
        with pytest.raises(bs.PayloadError, match="about nobody"):
            trail.record_in_full(0)
        with pytest.raises(bs.NotFoundError):
            trail.record_in_full(99)


def test_a_trail_verifies_against_a_head_that_was_kept_elsewhere(kept: Opens, trail_path: Path) -> None:
    with kept() as trail:
        head, vkey = trail.head(), trail.vkey
        assert trail.verify().verdict == bs.Verdict.INTACT_NO_OUTSIDE_HEAD
    told: list[tuple[int, int]] = []
    verification = bs.verify(
        trail_path, vkey=vkey, known_head=head, progress=lambda done, all_: told.append((done, all_))
    )
    assert (verification.verdict, verification.ok) == (bs.Verdict.INTACT, True)
    assert verification.report["outside_head"] is True
    assert told[-1] == (3, 3)


def test_what_was_put_back_changed_or_is_not_there_is_seen(kept: Opens, trail_path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for suffix in ("", "-wal", ".vault", ".vault-wal", ".key"):
        shutil.copy(f"{trail_path}{suffix}", f"{old / trail_path.name}{suffix}")
    with kept() as trail:
        list(trail.read())
        head = trail.head()
    assert bs.verify(old / trail_path.name, known_head=head).verdict == bs.Verdict.ROLLED_BACK
    with pytest.raises(bs.TamperedError):
        bs.Trail.open(old / trail_path.name, by="a", known_head=head)
    assert bs.verify(tmp_path / "nowhere").verdict == bs.Verdict.UNREADABLE
    for given in ({"known_head": ""}, {"known_head": "no head"}, {"vkey": ""}, {"witnesses": [""]}):
        with pytest.raises(bs.UsageError):
            bs.verify(trail_path, **given)
    change(trail_path, "UPDATE record SET bytes = flip(bytes, 30) WHERE sequence = 2")
    changed = bs.verify(trail_path)
    assert (changed.verdict, changed.ok, changed.report["first_bad"]) == (bs.Verdict.TAMPERED, False, 2)


def test_it_is_proved_and_exported_for_an_outsider(kept: Opens, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with kept() as trail:
        assert trail.prove(2).startswith("c2sp.org/tlog-proof@v1")
        trail.export(tmp_path / "out", progress=lambda *seen: told.append(seen))
        with pytest.raises(bs.UsageError, match="not a folder"):
            trail.export(tmp_path / "trail.db")
    assert (tmp_path / "out/checkpoint").exists()
    assert told
    assert all(0 <= done <= all_ for done, all_ in told)


def test_what_progress_raises_is_raised_once_the_work_is_done(kept: Opens, trail_path: Path, tmp_path: Path) -> None:
    def refuse(done: int, all_: int) -> None:
        raise KeyboardInterrupt

    with kept() as trail:
        with pytest.raises(KeyboardInterrupt):
            trail.export(tmp_path / "out", progress=refuse)
        assert (tmp_path / "out/checkpoint").exists()
    with pytest.raises(KeyboardInterrupt):
        bs.verify(trail_path, progress=refuse)
    with pytest.raises(TypeError):
        bs.verify(trail_path, progress=lambda: None)  # type: ignore[arg-type, misc]


def test_the_command_and_python_open_one_trail_with_one_key_file(kept: Opens, trail_path: Path, program: Path) -> None:
    kept().close()
    shown = subprocess.run(
        [program, "trail", "show", "--trail", trail_path, "--by", "sam", "--person", "X100001"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert "Works nights this month." in shown.stdout


def test_keys_of_another_trail_are_refused(kept: Opens, trail_path: Path, tmp_path: Path) -> None:
    kept().close()
    with bs.Trail.open(tmp_path / "other", by="a", create=True) as other:
        assert (other.made, other.closed) == (True, False)
    with pytest.raises(bs.KeyRefusedError):
        bs.Trail.open(trail_path, by="a", key_file=tmp_path / "other.key")
    Path(f"{trail_path}.key").chmod(0o644)
    with pytest.raises(bs.KeyRefusedError):
        kept()


def test_while_another_process_holds_it_it_is_busy(kept: Opens, trail_path: Path) -> None:
    holder = [str(ROOT / "tests/console/tamper.py"), str(trail_path), "--hold"]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        with pytest.raises(bs.BusyError, match="try again"), bs.Trail.open(trail_path, by="a", wait=0.05) as trail:
            list(trail.read())
        held.communicate("")
    with kept() as trail:
        assert len(list(trail.read())) == 3


def test_who_was_erased_is_gone_and_every_proof_holds(kept: Opens, trail_path: Path, program: Path) -> None:
    with kept() as trail:
        head = trail.head()
    who = ["--trail", str(trail_path), "--by", "sam", "--person", "X100001"]
    why = ["--why", "their right", "--authority", "DPO 12"]
    subprocess.run([program, "trail", "erase", *who, *why], check=True, capture_output=True)
    with kept() as trail:
        with pytest.raises(bs.ErasedError):
            trail.record_decision({"answers": 1, "mode": "office"})
        advice = next(trail.read(kinds=["ADVICE"]))
        assert (advice["erased"], advice["subject"]) == (True, None)
    verification = bs.verify(trail_path, known_head=head)
    assert (verification.verdict, verification.ok) == (bs.Verdict.ERASED_IN_PART, True)


def test_what_is_no_trail_is_not_opened(tmp_path: Path, trail_path: Path) -> None:
    with pytest.raises(bs.NotFoundError):
        bs.Trail.open(trail_path, by="a")
    with pytest.raises(bs.StorageError):
        bs.Trail.open(tmp_path / "nowhere/trail", by="a", create=True)
    for wrong in ({"by": ""}, {"by": "a\0"}, {"by": "a", "wait": 0}, {"by": "a", "origin": "a b", "create": True}):
        with pytest.raises(bs.UsageError):
            bs.Trail.open(trail_path, **wrong)
    with pytest.raises(bs.TrailError):
        bs.Trail.open(trail_path, by="a", create=True, known_head="no note")


def test_a_closed_trail_says_so(kept: Opens) -> None:
    trail = kept()
    unread = trail.read()
    trail.close()
    trail.close()
    assert trail.closed
    assert repr(trail).endswith("closed>")
    with pytest.raises(bs.UsageError, match="closed"):
        trail.head()
    # A reading keeps its trail open.
    assert len(list(unread)) == 3


def test_a_trail_is_not_pickled(kept: Opens) -> None:
    with kept() as trail, pytest.raises(TypeError, match="open it there"):
        pickle.dumps(trail)
