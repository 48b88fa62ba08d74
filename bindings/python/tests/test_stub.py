"""The stub of the extension module says what the module has; stubtest cannot see the parameters of its functions."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from blended_supervision import _native

STUB = ast.parse(Path(_native.__file__).with_name("_native.pyi").read_text("utf-8"))


def _said_of(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in function.args.args]


def _meant_by(function: object) -> list[str]:
    """The parameters in a signature as pybind11 writes it: `f(self: Policy, day: int, ...) -> ...`."""
    signature = (inspect.getdoc(function) or "").splitlines()[0]
    return re.findall(r"[(,] *(\w+):", signature.rpartition(" -> ")[0])


def test_its_parameters_are_those_of_the_module() -> None:
    checked = 0
    for statement in STUB.body:
        if isinstance(statement, ast.FunctionDef):
            assert _said_of(statement) == _meant_by(getattr(_native, statement.name)), statement.name
            checked += 1
        if isinstance(statement, ast.ClassDef):
            for method in (each for each in statement.body if isinstance(each, ast.FunctionDef)):
                if not method.decorator_list:
                    here = getattr(getattr(_native, statement.name), method.name)
                    assert _said_of(method) == _meant_by(here), f"{statement.name}.{method.name}"
                    checked += 1
    assert checked > 30
