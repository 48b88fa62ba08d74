from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, change, lines

import blended_supervision as bs
from blended_supervision.commands import main

ADVISE = ["advise", "--policy", "england-wales", "--mapping", "ndelius", "--as-of", "2026-11-23"]
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
    for arguments in (["--help"], ["advise", "--help"], ["verify", "--help"], ["--version"]):
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
    head.write_text(old.replace("\n3\n", "\n2\n"), "utf-8")
    assert main([*verify, "--known-head", str(head)]) != 0
    change(trail_path, "UPDATE record SET bytes = flip(bytes, 30) WHERE sequence = 2")
    assert main(verify) == 1
    assert "first bad record: no. 2\n" in capsys.readouterr().out


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
