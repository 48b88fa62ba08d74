from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from conftest import ROOT, change, drafted, lines

import blended_supervision as bs
from blended_supervision.commands import main

ADVISE = ["advise", "--policy", "england-wales", "--mapping", "ndelius", "--as-of", "2026-11-23"]
COMMANDS = ("advise", "report", "compare", "impact", "atrs", "verify")
DATA = ROOT / "host-stubs/data"


def test_advice_is_what_the_command_gives_to_the_byte(program: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cases = sorted(map(str, DATA.glob("X*.json")))
    packs = ["--policy", str(ROOT / "config/policies/england-wales.toml")]
    packs += [f"--overlay={path}" for path in sorted((ROOT / "config/regions").glob("*.toml"))]
    rest = ["--mapping", str(ROOT / "config/mappings/ndelius.toml"), "--as-of", "2026-11-23"]
    contact = ["--contact", str(DATA / "contact.json"), "--answers", str(DATA / "answers/X100003.json")]
    for options in (["--json"], ["--lang", "cy"], ["--json", "--region", "Wales"], ["--json", *contact]):
        command = [str(program), "advise", *packs, *rest, *options, *cases]
        wanted = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert main([*ADVISE, *options, *cases]) == 0
        given, said = capfd.readouterr()
        assert said == ""
        # Where there is no terminal, the command rules off at 80 columns.
        assert given.replace("─" * 100, "─" * 80) == wanted


def test_each_pack_may_be_named_by_policy_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    nation, wales = (str(ROOT / "config" / pack) for pack in ("policies/england-wales.toml", "regions/wales.toml"))
    rest = [*ADVISE[3:], "--region", "Wales", str(DATA / "X100001.json")]
    assert main(["advise", "--policy", nation, "--overlay", wales, *rest]) == 0
    wanted = capsys.readouterr().out
    assert main(["advise", "--policy", wales, "--policy", nation, *rest]) == 0
    assert capsys.readouterr().out == wanted
    assert main(["advise", "--policy", nation, *rest]) == 0
    assert capsys.readouterr().out != wanted


def test_a_bad_payload_is_named_and_the_others_are_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    good = str(DATA / "X100001.json")
    assert main([*ADVISE, "--json", str(bad), good, str(tmp_path / "nowhere"), good]) == 3
    given, said = capsys.readouterr()
    assert len(lines(given)) == 2
    assert [line.split(":")[0] for line in said.splitlines()] == [str(bad), str(tmp_path / "nowhere")]


def test_lines_of_standard_input_are_named_by_their_number() -> None:
    one = json.dumps(json.loads((DATA / "X100001.json").read_text()))
    command = [sys.executable, "-m", "blended_supervision", *ADVISE, "--json", "-"]
    done = subprocess.run(command, input=f"{one}\n\n{{\n{one}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert len(lines(done.stdout)) == 2
    assert done.stderr.startswith("-:3: payload:byte 1: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["advise"],
        ["advice"],
        [*ADVISE[:-1], "23 November", "x"],
        [*ADVISE, "--lang", "fr", "x"],
        ["verify"],
        ["verify", "--tra", "x"],
        ["report", "--trail", "x", "--out", "x.html"],
        ["compare", "england-wales"],
        ["impact", "england-wales", "--with", "england-wales"],
        ["impact", "england-wales", "--with", "england-wales", "--cases", "cases.xlsx"],
        ["impact", "england-wales", "--with", "england-wales", "--cases", "cases.csv", "--frame", "changes"],
        ["atrs"],
        ["atrs", "england-wales", "--trail", "trail.db"],
        ["atrs", "england-wales", "--out", "record.docx"],
    ],
)
def test_a_wrong_command_line_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def test_what_cannot_be_loaded_ends_with_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = str(DATA / "X100001.json")
    assert main(["advise", "--policy", "nowhere", "--mapping", "ndelius", case]) == 3
    assert main([*ADVISE, "--contact", str(tmp_path / "nowhere.json"), case]) == 3
    assert main(["verify", "--trail", str(tmp_path / "nowhere")]) == 3
    assert "england-wales" in capsys.readouterr().err


def test_help_and_version_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], *([name, "--help"] for name in COMMANDS), ["--version"]):
        assert main(arguments) == 0
    assert bs.__version__ in capsys.readouterr().out


def test_a_trail_is_verified_as_the_command_does(
    kept: Callable[[], bs.Trail], trail_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, vkey = tmp_path / "head", tmp_path / "vkey"
    with kept() as trail:
        old = trail.head()
        list(trail.read())
        head.write_text(trail.head(), "utf-8")
        vkey.write_text(f"{trail.vkey}\n", "utf-8")
    verify = ["verify", "--trail", str(trail_path)]
    assert main(verify) == 0
    assert capsys.readouterr().out.startswith(f"{trail_path}: intact (no outside head)\n")
    assert main([*verify, "--known-head", str(head), "--vkey-file", str(vkey), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "intact"
    head.write_bytes(b"\xff")
    assert main([*verify, "--known-head", str(head)]) == 3
    assert capsys.readouterr().err == f"{head}: it is not text in UTF-8; check that it is the right file\n"
    head.write_text(old.replace("\n3\n", "\n2\n"), "utf-8")
    assert main([*verify, "--known-head", str(head)]) != 0
    change(trail_path, "UPDATE record SET bytes = flip(bytes, 30) WHERE sequence = 2")
    assert main(verify) == 1
    assert "first bad record: no. 2\n" in capsys.readouterr().out


def test_policies_that_are_the_same_end_with_0_and_others_with_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    compare = ["compare", "england-wales", "--region", "N57", "--as-of", "2026-11-23", "--with"]
    assert main([*compare, "england-wales"]) == 0
    assert capsys.readouterr().out == "nothing differs\n"
    nation = str(ROOT / "config/policies/england-wales.toml")
    page = tmp_path / "change.html"
    assert main([*compare, nation, "--json", "--out", str(page)]) == 1
    rows = lines(capsys.readouterr().out)
    assert {"removed"} < {row["change"] for row in rows}
    assert "kss-four-remote-in-a-row" in page.read_text("utf-8")
    assert main([*compare, nation, "--lang", "cy", "--out", str(page)]) == 1
    assert "Yr hyn sy&#39;n wahanol rhwng dau bolisi" in page.read_text("utf-8")
    assert "tynnwyd" in capsys.readouterr().out
    assert main([*compare, "england-wales", "--lang", "cy"]) == 0
    assert capsys.readouterr().out == "nid oes dim yn wahanol\n"
    assert main([*compare, "nowhere"]) == 3


def test_a_report_can_be_in_welsh_with_the_labels_of_a_pack(
    kept: Callable[[], bs.Trail], trail_path: Path, tmp_path: Path
) -> None:
    page, pack = tmp_path / "report.html", ROOT / "config/policies/england-wales.toml"
    report = ["report", "--trail", str(trail_path), "--by", "a.analyst", "--policy", str(pack), "--lang", "cy"]
    kept().close()
    assert main([*report, "--out", str(page)]) == 0
    made = page.read_text("utf-8")
    assert "Ffigurau allweddol" in made
    assert "Galwad ffôn" in made


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".arrow"])
def test_what_a_policy_would_change_is_counted_from_a_file(
    ending: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = drafted(tmp_path, "england-wales/lists.toml", "in_person = true\nbase = 2", "in_person = true\nbase = -3")
    assert draft.selection is not None
    cases = pl.DataFrame(
        {
            "crn": ["007", "008"],
            "risk.rosh": ["low", None],
            "risk.rising": [None, True],
            "history.remote_in_a_row": [1, None],
            "contact.date": [date(2026, 11, 30), None],
        }
    )
    path, frame = tmp_path / f"cases{ending}", tmp_path / f"changes{ending}"
    write: dict[str, Callable[[Path], object]] = {
        ".csv": cases.write_csv,
        ".parquet": cases.write_parquet,
        ".arrow": cases.write_ipc,
    }
    write[ending](path)
    new = str(tmp_path / "config/policies/england-wales.toml")
    impact = ["impact", "england-wales", "--with", new, "--as-of", "2026-11-23", "--cases", str(path)]
    page = tmp_path / "impact.html"
    rest = ["--keep", "crn", "--group", "risk.rosh", "--frame", str(frame), "--out", str(page)]
    assert main([*impact, *rest]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 of 2 cases change (100.0%)\n")
    assert "1 of 1  risk.rosh = not known" in said
    read: dict[str, Callable[[Path], pl.DataFrame]] = {
        ".csv": pl.read_csv,
        ".parquet": pl.read_parquet,
        ".arrow": pl.read_ipc,
    }
    changes = read[ending](frame)
    assert changes.height == 2
    assert "now.lead" in changes.columns
    assert "What a new policy would change" in page.read_text("utf-8")
    assert main([*impact, *rest, "--lang", "cy"]) == 0
    assert "1 o 1  risk.rosh = anhysbys" in capsys.readouterr().out
    assert main(impact) == 3
    assert "neither policy has the fact 'crn'" in capsys.readouterr().err


def test_cases_that_cannot_be_read_end_with_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    impact = ["impact", "england-wales", "--with", "england-wales", "--as-of", "2026-11-23", "--cases"]
    bad = tmp_path / "cases.parquet"
    bad.write_text("no parquet")
    days = tmp_path / "cases.csv"
    days.write_text("contact.date\n30 November\n")
    ragged = tmp_path / "ragged.csv"
    ragged.write_text("risk.rosh\nlow\nlow,true\n")
    for path in (bad, days, ragged, tmp_path / "nowhere.csv"):
        assert main([*impact, str(path)]) == 3
    said = capsys.readouterr().err
    assert "'contact.date' is not a day" in said
    assert f"{ragged}: the cases cannot be read: " in said
    assert "truncate_ragged_lines" not in said
    assert "nowhere.csv" in said


def test_a_transparency_record_is_drafted_and_strict_ends_with_3_while_it_is_open(
    kept: Callable[[], bs.Trail], trail_path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept().close()
    atrs = ["atrs", "england-wales", "--as-of", "2026-11-23"]
    assert main([*atrs, "--trail", str(trail_path), "--by", "a.analyst"]) == 0
    text, said = capsys.readouterr()
    assert "holds 1 advices" in text
    assert "still open: Senior responsible owner: " in said
    assert main([*atrs, "--strict"]) == 3
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({line.split(": ")[1]: "Said." for line in said.splitlines()} | {"3.3": "Daily."}))
    page = tmp_path / "record.html"
    assert main([*atrs, "--strict", "--answers", str(answers), "--out", str(page)]) == 0
    assert "to be completed" not in page.read_text("utf-8")
    for wrong, what in (
        ("[]", f"{answers}: the answers are an object"),
        ('{"Team":\n "a" "b"}', f"{answers}:2:6: not valid JSON"),
        ('{"Team": 5}', "the answer to 'Team' is of type int"),
        ("\xff", f"{answers}: it is not text in UTF-8"),
    ):
        answers.write_text(wrong, "latin-1")
        assert main([*atrs, "--answers", str(answers)]) == 3
        assert what in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told_of_before_any_work(
    kept: Callable[[], bs.Trail], trail_path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with kept() as trail:
        before = trail.head()
    out = ["--out", str(tmp_path / "nowhere/page.html")]
    report = ["report", "--trail", str(trail_path), "--by", "a.analyst"]
    compare = ["compare", "england-wales", "--with", "england-wales", "--as-of", "2026-11-23"]
    impact = ["impact", *compare[1:], "--cases", str(tmp_path / "not read.csv")]
    for command in (report, compare, impact, ["atrs", "england-wales", "--as-of", "2026-11-23"]):
        assert main([*command, *out]) == 3
        given, said = capsys.readouterr()
        assert (given, said.split(";")[0]) == ("", f"{out[1]}: there is no folder {tmp_path / 'nowhere'}")
    assert main([*compare, "--out", str(tmp_path)]) == 3
    assert "it is a folder" in capsys.readouterr().err
    taken = tmp_path / "taken"
    taken.write_text("")
    for folder in (taken, taken / "tables"):
        assert main([*report, "--out", str(tmp_path / "page.html"), "--csv", str(folder)]) == 3
        assert capsys.readouterr().err.startswith(f"{folder}: {taken} is a file")
    with bs.Trail.open(trail_path, by="a.analyst") as trail:
        assert trail.head() == before


def test_a_trail_that_is_not_there_is_told_of_and_not_its_keys(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere")
    rest = ["--trail", nowhere, "--by", "a.analyst"]
    for command in (["report", "--out", str(tmp_path / "page.html")], ["atrs", "england-wales"]):
        assert main([*command, *rest]) == 3
        assert capsys.readouterr().err == f"{nowhere}: there is no trail; check the path\n"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_where_standard_output_takes_no_more_it_is_said_once(unbuffered: str) -> None:
    compare = ["compare", "england-wales", "--with", "england-wales", "--as-of", "2026-11-23"]
    for arguments in ([*ADVISE, str(DATA / "X100001.json")], compare):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "blended_supervision", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
                check=False,
            )
        assert done.returncode == 3
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("standard output")
        assert "No space left on device" in done.stderr


def test_ctrl_c_ends_long_work_at_once_without_a_traceback(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text((json.dumps(json.loads((DATA / "X100001.json").read_text())) + "\n") * 5000)
    command = [sys.executable, "-m", "blended_supervision", *ADVISE, "--json", "-"]
    with (
        cases.open() as given,
        subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
    ):
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (-signal.SIGINT, b"")


def test_a_report_is_written_as_a_page_and_as_csv(
    kept: Callable[[], bs.Trail], trail_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept().close()
    report = ["report", "--trail", str(trail_path), "--by", "a.analyst", "--out", str(tmp_path / "blended.html")]
    rest = ["--recipients", "Head of Kent", "--scope", "a test", "--group", "risk", "--csv", str(tmp_path / "tables")]
    assert main([*report, *rest]) == 0
    assert "Blended supervision" in (tmp_path / "blended.html").read_text("utf-8")
    assert (tmp_path / "tables/agreement-by-risk.csv").exists()
    assert main([*report, "--group", "star sign"]) == 3
    assert "cannot be broken down by" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "blended_supervision", *ADVISE, "--json", str(DATA / "X100001.json")]
    with (tmp_path / "out").open("w") as out:
        subprocess.run(command, stdout=out, stderr=theirs, check=True)
    os.close(theirs)
    assert b"1 cases" in os.read(ours, 10_000)
    os.close(ours)


def test_it_ends_quietly_when_nobody_reads_on() -> None:
    cases = " ".join(str(DATA / "X100001.json") for _ in range(50))
    command = f"{sys.executable} -m blended_supervision {' '.join(ADVISE)} {cases} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""
