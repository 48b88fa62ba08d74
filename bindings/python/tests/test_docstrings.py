"""Docstrings have one shape: sections of entries, each of one name, that begin with a capital letter."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import blended_supervision
from blended_supervision import errors

FOLDER = Path(blended_supervision.__file__).parent
EXCEPTIONS = {
    name
    for module in (builtins, errors)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, Exception)
} | {"ArgumentTypeError", "IncompleteError"}


def documented() -> Iterator[tuple[str, str]]:
    """Whatever has a docstring, and that."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                said = ast.get_docstring(node)
                if said:
                    yield f"{path.relative_to(FOLDER)}:{getattr(node, 'name', '')}", said


def entries(said: str, section: str) -> list[str]:
    """The entries of a section, each on one line."""
    found: list[str] = []
    within = False
    for line in inspect.cleandoc(said).splitlines():
        if re.fullmatch(r"[A-Z]\w+:{1,2}", line):
            within = line == f"{section}:"
        elif within and re.match(r" {4}\S", line):
            found.append(line.strip())
        elif within and re.match(r" {5,}\S", line) and found:
            found[-1] += f" {line.strip()}"
        elif within and line.strip():
            within = False
    return found


def faults(said: str) -> list[str]:
    """What is wrong with the sections of a docstring."""
    wrong = []
    for entry in entries(said, "Raises"):
        named, _, what = entry.partition(": ")
        if named not in EXCEPTIONS:
            wrong.append(f"this is not one exception: {named}")
        if re.search(r"\b\w+Error(?:, \w+Error)*: ", what):
            wrong.append(f"two entries run together: {entry}")
    for entry in entries(said, "Raises") + entries(said, "Args"):
        what = entry.partition(": ")[2]
        if not re.match(r"[A-Z`\"']", what):
            wrong.append(f"this does not begin with a capital letter: {entry}")
    return wrong


def test_sections_of_docstrings_can_be_read() -> None:
    all_of_them = list(documented())
    assert sum(len(entries(said, "Raises")) for _, said in all_of_them) > 100
    assert {where: wrong for where, said in all_of_them if (wrong := faults(said))} == {}


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("PayloadError: What is wrong, with the codes\n    there are. NotFoundError: It is not there.", 1),
        ("PayloadError: What is wrong, with the codes\n        there are. NotFoundError: It is not there.", 1),
        ("BusyError, StorageError: Nothing was recorded.", 1),
        ("BusyError: nothing was recorded.", 1),
        ("BusyError: Nothing was recorded.", 0),
    ],
)
def test_what_is_wrong_with_a_section_is_found(entry: str, wrong: int) -> None:
    """The control."""
    assert len(faults(f"Does it.\n\nRaises:\n    {entry}\n")) == wrong
