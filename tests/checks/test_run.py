"""./tests/run itself, in a small project of its own with stages that do what a test asks for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[1] / "run"
STAGES = """
stage prepare every "prepares"
stage build every "builds" prepare
stage unit plain "a few tests" build
stage unit-all full "all tests" build
stage lint every "lints" prepare
stage late full "comes last" lint
stage_prepare() { echo ran >>build/ran-prepare; }
stage_build() { echo ran >>build/ran-build; [ ! -e build/fail-build ]; }
stage_unit() { echo ran >>build/ran-unit; count 5 0; }
stage_unit_all() { echo ran >>build/ran-unit-all; count 40 0; }
stage_lint() { [ ! -e build/fail-lint ] || { count 3 2; return 1; }; }
stage_late() { echo ran >>build/ran-late; }
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tests/stages").mkdir(parents=True)
    (tmp_path / "build").mkdir()
    shutil.copy(RUN, tmp_path / "tests/run")
    (tmp_path / "tests/stages/list.sh").write_text(STAGES)
    (tmp_path / ".gitignore").write_text("/build/\n")
    (tmp_path / "source").write_text("one\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([project / "tests/run", *arguments], capture_output=True, text=True, check=False)

    return run


def last(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.splitlines()[-1]


def times(project: Path, stage: str) -> int:
    file = project / f"build/ran-{stage}"
    return len(file.read_text().splitlines()) if file.exists() else 0


def test_the_plain_run_takes_its_stages_and_counts_their_tests(project: Path, run: Run) -> None:
    done = run()
    assert (done.returncode, last(done)) == (0, "8 passed, 0 failed")
    assert times(project, "unit") == 1
    assert times(project, "unit-all") == times(project, "late") == 0


def test_the_full_run_takes_the_long_form_of_a_stage(project: Path, run: Run) -> None:
    assert last(run("--full")) == "44 passed, 0 failed"
    assert (times(project, "unit"), times(project, "unit-all"), times(project, "late")) == (0, 1, 1)


def test_a_stage_that_fails_ends_the_run(project: Path, run: Run) -> None:
    (project / "build/fail-build").touch()
    done = run()
    assert (done.returncode, last(done)) == (1, "1 passed, 1 failed")
    assert "FAILED: build" in done.stdout
    assert times(project, "unit") == 0


def test_keep_going_runs_the_others_but_not_those_that_need_it(project: Path, run: Run) -> None:
    (project / "build/fail-build").touch()
    done = run("--keep-going")
    assert (done.returncode, last(done)) == (1, "2 passed, 2 failed")
    assert "unit was not run, because it needs build" in done.stdout


def test_the_tests_of_a_stage_that_fails_are_counted(project: Path, run: Run) -> None:
    (project / "build/fail-lint").touch()
    assert last(run("lint")) == "4 passed, 2 failed"


def test_a_named_stage_brings_those_that_it_needs_and_no_other(project: Path, run: Run) -> None:
    assert last(run("unit")) == "7 passed, 0 failed"
    assert times(project, "prepare") == times(project, "build") == 1
    assert last(run("late")) == "3 passed, 0 failed"


def test_the_full_run_goes_on_where_it_failed(project: Path, run: Run) -> None:
    (project / "build/fail-lint").touch()
    assert last(run("--full")) == "45 passed, 2 failed"
    (project / "build/fail-lint").unlink()
    done = run("--full")
    assert (done.returncode, last(done)) == (0, "44 passed, 0 failed")
    assert "unit-all: passed on this tree before (40 passed" in done.stdout
    assert times(project, "unit-all") == 1
    assert times(project, "build") == 1, "nothing that is run needs it"
    assert times(project, "prepare") == 2, "lint needs it"


@pytest.mark.parametrize(("file", "text"), [("source", "two\n"), ("untracked", "new\n")])
def test_what_passed_on_another_tree_is_run_again(project: Path, run: Run, file: str, text: str) -> None:
    run("--full")
    (project / file).write_text(text)
    assert last(run("--full")) == "44 passed, 0 failed"
    assert times(project, "unit-all") == 2


def test_a_file_that_has_been_made_executable_is_another_tree(project: Path, run: Run) -> None:
    run("--full")
    (project / "source").chmod(0o755)
    run("--full")
    assert times(project, "unit-all") == 2


def test_the_plain_run_and_again_repeat_what_passed(project: Path, run: Run) -> None:
    run()
    run()
    assert times(project, "unit") == 2
    run("--full")
    run("--full", "--again")
    assert times(project, "unit-all") == 2


def test_a_stage_that_changes_the_tree_is_not_recorded_as_passed(project: Path, run: Run) -> None:
    (project / "tests/stages/list.sh").write_text(STAGES + "stage_late() { date +%N >>source; }\n")
    run("--full")
    assert not (project / "build/passed/late").exists()
    assert (project / "build/passed/lint").exists()


def test_an_unknown_stage_is_answered_with_the_nearest(run: Run) -> None:
    done = run("buld")
    assert done.returncode == 2
    assert 'no stage "buld". Did you mean "build"?' in done.stderr


def test_an_unknown_option_and_full_with_a_stage_show_the_usage(run: Run) -> None:
    for arguments in (["--fast"], ["--full", "lint"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert "./tests/run --list" in done.stderr


def test_the_list_says_each_stage_and_its_run(run: Run) -> None:
    lines = run("--list").stdout.splitlines()
    assert len(lines) == 6
    assert lines[2].split(maxsplit=2) == ["unit", "plain", "a few tests"]
