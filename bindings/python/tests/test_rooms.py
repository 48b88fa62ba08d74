"""Which part of the package may import which: downwards only, wherever an import stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import blended_supervision

PACKAGE = "blended_supervision"
FOLDER = Path(blended_supervision.__file__).parent

# From the bottom up; rooms on one line do not import each other.
FLOORS = (
    {"errors"},
    {"base"},
    {"html", "frames"},
    {"policy_change"},
    {"core"},
    {"report", "transparency", "spark"},
    {""},  # the package itself
    {"commands"},
    {"sample", "__main__"},
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> dict[str, Path]:
    """The modules of the package, by their names after `blended_supervision.`."""
    found = {}
    for path in FOLDER.rglob("*.py"):
        parts = path.relative_to(FOLDER).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(source: str, known: Mapping[str, object]) -> Iterator[str]:
    """The modules of the package that a source imports, within functions and for types alone too."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if name == PACKAGE or name.startswith(f"{PACKAGE}."):
                inner = name.removeprefix(PACKAGE).removeprefix(".")
                if inner.split(".")[0] == "_native":
                    continue
                yield inner if inner in known else inner.rpartition(".")[0]


def arrows() -> dict[str, set[str]]:
    """Each module, and those that it imports."""
    known = modules()
    return {name: set(imported(path.read_text("utf-8"), known)) - {name} for name, path in known.items()}


def upwards(graph: Mapping[str, set[str]]) -> list[str]:
    """The imports of a room on the same floor or above."""
    found = []
    for name, others in graph.items():
        room = name.split(".")[0]
        for other in others:
            above = other.split(".")[0]
            if room != above and FLOOR[room] <= FLOOR[above]:
                found.append(f"{name} imports {other}")
    return sorted(found)


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """A circle of imports; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        names: list[str] = found.args[1]
        return names
    return []


def test_each_room_has_a_floor() -> None:
    assert {name.split(".")[0] for name in modules()} == set(FLOOR)


def test_rooms_import_downwards_only() -> None:
    graph = arrows()
    assert sum(map(len, graph.values())) > 100
    assert upwards(graph) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(arrows()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from blended_supervision.core.policy import Policy",
        "def f():\n    from blended_supervision.core import policy",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import blended_supervision.core.policy",
    ],
)
def test_a_planted_circle_and_arrow_are_found(planted: str) -> None:
    """The control: what the policy imports, imports the policy."""
    graph = arrows()
    graph["policy_change.difference"] |= set(imported(planted, modules()))
    assert upwards(graph) == ["policy_change.difference imports core.policy"]
    assert set(circle(graph)) >= {"policy_change.difference", "core.policy"}
