"""Plants faults in the core, one at a time, and runs the tests of the layer it lies in: each must be caught.

    faults.py BUILD [--layer LAYER]... [--count N] [--seconds N]

BUILD is a folder configured without optimization and without unity, with the layers' tests built. Which faults are
planted is decided by the sources alone, so that runs can be repeated. A fault that no test catches is an error unless
survivors.toml says why that is right. The outcomes are kept in BUILD/faults, so a run that was stopped goes on.
--seconds ends the run early, with what was found until then.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutants import Mutant, chosen

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Layer:
    """What is changed, what tests it, and how many faults are planted by the rules."""

    folders: tuple[str, ...]
    tests: str
    count: int
    slow: str = ""
    """The tests, as gtest filters them, that run only where all others pass."""


LAYERS = {
    "engine": Layer(("plugin/src/advice/engine",), "bsup_advice_tests", 60),
    "policy": Layer(("plugin/src/policy",), "bsup_policy_tests", 50),
    "intake": Layer(("plugin/src/intake",), "bsup_intake_tests", 35),
    "trail": Layer(("plugin/src/trail",), "bsup_trail_tests", 45, "Crash*:AtEveryCall/*"),
    "records": Layer(("plugin/src/records",), "bsup_records_tests", 35),
}
CAUGHT, SURVIVED, NOT_CODE = "caught", "survived", "not code"


def read_mutants(name: str) -> dict[Mutant, str]:
    """Mutants that are written down, with the reason of each."""
    path = HERE / name
    entries = tomllib.loads(path.read_text("utf-8"))["fault"]
    return {
        Mutant(entry["file"], entry["line"], entry["mutant"], entry.get("nth", 0)): entry["reason"] for entry in entries
    }


class Program:
    """The tests of a layer, and how they are built with one object in place of that of a source."""

    def __init__(self, build: Path, tests: str, slow: str = "") -> None:
        """Reads the build's own commands."""
        self.build = build
        self.filters = [f"-{slow}", slow] if slow else ["*"]
        commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
        self.compile = {entry["file"]: shlex.split(entry["command"]) for entry in commands}
        done = subprocess.run(
            ["ninja", "-C", str(build), "-t", "commands", tests], check=True, capture_output=True, text=True
        )
        self.link = done.stdout.strip().splitlines()[-1]
        self.file = build / "bin" / tests
        self.objects: dict[str, bytes | None] = {}  # of each source as it is
        self.digest = hashlib.sha256(self.file.read_bytes()).hexdigest()
        started = time.monotonic()
        if self.run(self.file, build, limit=3600) != 0:
            raise RuntimeError(f"{tests} fails as it is; mend that first")
        self.seconds = time.monotonic() - started

    def run(self, program: Path, folder: Path, limit: float) -> int:
        """The exit status of the tests, up to the first that fails; not 0 if they take too long."""
        places = {**os.environ, "TMPDIR": str(folder), "BSUP_ORACLE_CASES": "0.1"}
        for tests in self.filters:
            command = [str(program), "--gtest_fail_fast", "--gtest_brief=1", f"--gtest_filter={tests}"]
            try:
                done = subprocess.run(command, cwd=folder, env=places, capture_output=True, check=False, timeout=limit)
            except subprocess.TimeoutExpired:
                return 1
            if done.returncode != 0:
                return done.returncode
        return 0

    def object_of(self, source: str, at: Path, folder: Path) -> bytes | None:
        """What the text at a place compiles to, as this source would; None if it does not."""
        command = list(self.compile[str(ROOT / source)])
        made = folder / f"{at.stem}.o"
        command[command.index("-o") + 1] = str(made)
        command[command.index(str(ROOT / source))] = str(at)
        done = subprocess.run([*command, "-w"], cwd=self.build, capture_output=True, check=False)
        if done.returncode != 0:
            return None
        return hashlib.sha256(made.read_bytes()).digest()

    def outcome(self, source: str, text: str) -> str:
        """What becomes of a source with this text."""
        key = hashlib.sha256(f"{self.digest}\n{source}\n{text}".encode()).hexdigest()
        kept = self.build / "faults" / key
        if kept.exists():
            return kept.read_text("utf-8")
        with tempfile.TemporaryDirectory(dir=self.build) as place:
            found = self.outcome_in(Path(place), source, text)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, "utf-8")
        return found

    def outcome_in(self, folder: Path, source: str, text: str) -> str:
        """The same, worked out in an empty folder."""
        at = folder / Path(source).name
        as_it_is = (ROOT / source).read_text("utf-8")
        if source not in self.objects:
            at.write_text(as_it_is, "utf-8")
            self.objects[source] = self.object_of(source, at, folder)
        at.write_text(text, "utf-8")
        changed = self.object_of(source, at, folder)
        if changed is None or (changed == self.objects[source] and text != as_it_is):
            return NOT_CODE
        program = folder / "tests"
        # An object that goes before the library takes the place of the library's own.
        link = self.link.replace(f"-o bin/{self.file.name}", f"-o {program} {at.with_suffix('.o')}")
        if link == self.link:
            raise RuntimeError(f"ninja links {self.file.name} in another way than is known here: {link}")
        subprocess.run(link, shell=True, cwd=self.build, check=True, capture_output=True)
        status = self.run(program, folder, limit=20 + 5 * self.seconds)
        return SURVIVED if status == 0 else CAUGHT


class Run:
    """What is planted in a layer, and what became of it."""

    def __init__(self, name: str, build: Path, ends: float, count: int | None) -> None:
        """Nothing is planted yet."""
        self.name, self.layer = name, LAYERS[name]
        self.count = self.layer.count if count is None else count
        self.ends = ends
        self.program = Program(build, self.layer.tests, self.layer.slow)
        self.outcomes: dict[Mutant, str] = {}

    def plant(self, mutants: list[Mutant]) -> None:
        """Plants these, as many at a time as there are processors."""

        def one(mutant: Mutant) -> str | None:
            if time.monotonic() > self.ends:
                return None
            return self.program.outcome(mutant.file, mutant.planted(ROOT))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for mutant, found in zip(mutants, pool.map(one, mutants), strict=True):
                if found:
                    self.outcomes[mutant] = found

    def code(self) -> list[Mutant]:
        """The faults that compile and change what is done."""
        return [mutant for mutant, found in self.outcomes.items() if found != NOT_CODE]

    def plant_all(self) -> None:
        """Those that are named, then those of the rules, until there are enough that compile."""
        under = [folder + "/" for folder in self.layer.folders]
        named = [mutant for mutant in read_mutants("named.toml") if mutant.file.startswith(tuple(under))]
        self.plant(named)
        rest = [mutant for mutant in chosen(ROOT, self.layer.folders) if mutant not in named]
        while rest and len(self.code()) < self.count + len(named) and time.monotonic() < self.ends:
            wanted = self.count + len(named) - len(self.code())
            self.plant(rest[:wanted])
            del rest[:wanted]


def main() -> int:
    """Plants, and says what survived."""
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--layer", action="append", choices=LAYERS)
    parser.add_argument("--count", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    options = parser.parse_args()
    build = options.build.resolve()
    ends = time.monotonic() + options.seconds
    argued = read_mutants("survivors.toml")
    wrong = 0
    for name in options.layer or LAYERS:
        started = time.monotonic()
        run = Run(name, build, ends, options.count)
        # The control: a source as it is survives, so a fault that is caught is caught for what it is.
        source = sorted((ROOT / run.layer.folders[0]).rglob("*.cc"))[0].relative_to(ROOT)
        if run.program.outcome(str(source), (ROOT / source).read_text("utf-8")) != SURVIVED:
            print(f"{name}: {source} is taken for a fault as it is; nothing that is caught means anything")
            return 1
        run.plant_all()
        survivors = [mutant for mutant in run.code() if run.outcomes[mutant] == SURVIVED]
        for mutant in survivors:
            if mutant not in argued:
                print(f"no test catches {mutant}")
                wrong += 1
        for mutant in run.code():
            if mutant in argued and mutant not in survivors:
                print(f"survivors.toml has a fault that is caught; take it out: {mutant}")
        for mutant, found in run.outcomes.items():
            if found == NOT_CODE and mutant in read_mutants("named.toml"):
                print(f"a named fault does not compile: {mutant}")
                wrong += 1
        planted, lived = len(run.code()), len(survivors)
        print(
            f"   {name}: {planted} planted, {planted - lived} caught, {lived} survived;"
            f" {time.monotonic() - started:.0f} s, of which the tests as they are take {run.program.seconds:.0f} s",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
