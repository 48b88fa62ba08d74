"""Faults that are planted: what a rule changes, and that a test which sees it and one which does not are told apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import faults
import pytest
from mutants import Mutant, mutants_of

SOURCE = """// Whether somebody waits too long: more than 28 days, and not less.
bool TooLong(int days) { return days > 28; }
int Untested(int days) {
  return days + 1;
}
"""
TESTS = """#include <gtest/gtest.h>
bool TooLong(int days);
int Untested(int days);
TEST(TooLong, IsMoreThanFourWeeks) {
  EXPECT_TRUE(TooLong(29));
  EXPECT_FALSE(TooLong(28));
  (void)Untested(1);
}
"""
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES CXX)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
find_package(GTest REQUIRED)
add_library(core STATIC plugin/src/policy/waiting.cc)
add_executable(bsup_policy_tests waiting_test.cc)
target_link_libraries(bsup_policy_tests PRIVATE core GTest::gtest GTest::gtest_main)
"""
FILE = "plugin/src/policy/waiting.cc"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> faults.Program:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(SOURCE)
    (tmp_path / "waiting_test.cc").write_text(TESTS)
    (tmp_path / "CMakeLists.txt").write_text(PROJECT)
    build = tmp_path / "build"
    subprocess.run(["cmake", "-G", "Ninja", "-S", tmp_path, "-B", build], check=True, capture_output=True)
    subprocess.run(["cmake", "--build", build], check=True, capture_output=True)
    monkeypatch.setattr(faults, "ROOT", tmp_path)
    return faults.Program(build, "bsup_policy_tests")


def test_a_fault_is_caught_survives_or_is_no_code(program: faults.Program) -> None:
    tested = "bool TooLong(int days) { return days > 28; }"
    outcomes = {
        fault: program.outcome(FILE, fault.planted(faults.ROOT))
        for fault in (
            Mutant(FILE, tested, tested.replace(">", ">=")),
            Mutant(FILE, "return days + 1;", "return days - 1;"),
            Mutant(FILE, tested, tested.replace("days >", "weeks >")),
            Mutant(FILE, tested, tested + "  // the same code"),
        )
    }
    assert list(outcomes.values()) == [faults.CAUGHT, faults.SURVIVED, faults.NOT_CODE, faults.NOT_CODE]
    assert program.outcome(FILE, SOURCE) == faults.SURVIVED, "the control"


def test_an_outcome_is_kept_until_the_tests_change(program: faults.Program, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SOURCE.replace("+", "-")
    program.outcome(FILE, text)
    monkeypatch.setattr(program, "outcome_in", lambda *_: "worked out again")
    assert program.outcome(FILE, text) == faults.SURVIVED
    program.digest = "of other tests"
    assert program.outcome(FILE, text) == "worked out again"


def test_the_rules_leave_comments_texts_and_includes_alone() -> None:
    text = '#include "a < b.h"\n// if (a && b) return;\nSay("1 < 2");  // a < b\n'
    assert {mutant.mutant for mutant in mutants_of("a.cc", text)} == set()
    (found,) = mutants_of("a.cc", 'x = Is("a < b", c) < d\n')
    assert found.mutant == 'x = Is("a < b", c) <= d'


def test_lines_that_read_the_same_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.cc").write_text("  go = a && b\n  go = a && b\n")
    first, second = mutants_of("a.cc", (tmp_path / "a.cc").read_text())
    assert (first.nth, second.nth) == (0, 1)
    assert second.planted(tmp_path) == "  go = a && b\ngo = a || b\n"
    with pytest.raises(ValueError, match="no such line"):
        Mutant("a.cc", "gone", "new").planted(tmp_path)
