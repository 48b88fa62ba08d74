"""Compiles every source and header by itself, so that each is known to include what it names.

    alone.py [--one-in N] BUILD FOLDER... -- [FLAG...]

What lies in each FOLDER is compiled. BUILD is configured without unity; its compile_commands.json gives the compiler
and the flags. Files that it does not hold are compiled as their neighbours are, with FLAG... added. A header that a
source of its name includes first is compiled with that source. Ninja remembers what each file included, so a second
run compiles what has changed.

With --one-in, only one in N is compiled, and what the last commits changed. Which ones follows from what all files
hold, so each state of the project has others, and the same state always the same.
"""

import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADERS = (".h", ".hpp")
RULE = """rule alone
  command = $compile -fsyntax-only -w -MD -MF $out.d -MT $out $file && touch $out
  depfile = $out.d
  deps = gcc
"""
# What must not compile: a source and a header that name what they do not include.
PLANTED = "inline int Planted(const std::vector<int>& of) { return of.front(); }\n"


def flags_of(build: Path) -> dict[Path, list[str]]:
    """Each source that is configured, with its compiler and flags."""
    flags: dict[Path, list[str]] = {}
    for entry in json.loads((build / "compile_commands.json").read_text("utf-8")):
        command = shlex.split(entry["command"])
        del command[command.index("-o") :]
        flags.setdefault(Path(entry["file"]), [word for word in command if not word.startswith("-fsanitize")])
    return flags


def compiled_by_its_source(header: Path) -> bool:
    """Whether the first thing that a source of its name includes is this header."""
    source = header.with_suffix(".cc")
    names = re.findall(r'#include ["<]([^">]+)', source.read_text("utf-8")) if source.exists() else []
    return bool(names) and header.as_posix().endswith("/" + names[0].lstrip("./"))


def neighbour(file: Path, flags: dict[Path, list[str]], suffix: str) -> list[str]:
    """The flags of the configured source of this suffix that shares the most folders with a file."""

    def shared(other: Path) -> int:
        return sum(a == b for a, b in zip(file.parts, other.parts, strict=False))

    return flags[max((source for source in flags if source.suffix == suffix), key=shared)]


def builds(build: Path, folders: list[str], extra: list[str]) -> dict[str, str]:
    """The command for each file in some folders, by the file's path from the root."""
    flags = flags_of(build)
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    found = {}
    for file in files:
        # Hosts of tests/install have their own flags and are built there; FuzzedDataProvider.h comes with clang alone.
        if file.suffix not in (".cc", ".c", *HEADERS) or file.is_relative_to(ROOT / "tests/install"):
            continue
        if "FuzzedDataProvider.h" in file.read_text("utf-8"):
            continue
        if file.suffix in (".cc", ".c"):
            command = flags.get(file) or [*neighbour(file, flags, file.suffix), *extra]
        elif file.suffix in HEADERS and not compiled_by_its_source(file):
            command = [*neighbour(file, flags, ".cc"), *extra]
        else:
            continue
        found[str(file.relative_to(ROOT))] = shlex.join(command)
    return found


def changed_lately() -> set[str]:
    """The files that the last three commits changed; none where git does not know."""
    git = ["git", "-C", str(ROOT), "log", "-3", "--name-only", "--format="]
    return set(subprocess.run(git, check=False, capture_output=True, text=True).stdout.split("\n"))


def chosen(commands: dict[str, str], one_in: int) -> dict[str, str]:
    """One in so many of the files, and those that changed lately."""
    whole = hashlib.sha256()
    for file in sorted(commands):
        whole.update((ROOT / file).read_bytes())
    lately = changed_lately()

    def is_chosen(file: str) -> bool:
        digest = hashlib.sha256(whole.digest() + file.encode()).digest()
        return file in lately or int.from_bytes(digest[:8]) % one_in == 0

    return {file: command for file, command in commands.items() if is_chosen(file)}


def ninja(build: Path, name: str, commands: dict[str, str], *, keep_going: int) -> subprocess.CompletedProcess[str]:
    """Compiles these files, as many at a time as there are processors."""
    text = RULE
    for file, compile_ in commands.items():
        path = ROOT / file
        what = f"-x c++ -include {path} /dev/null" if path.suffix in HEADERS else path
        text += f"build alone/{file}.ok: alone\n  compile = {compile_}\n  file = {what}\n"
    (build / f"{name}.ninja").write_text(text, "utf-8")
    command_line = ["ninja", "-C", str(build), "-f", f"{name}.ninja", "-k", str(keep_going)]
    return subprocess.run(command_line, check=False, capture_output=True, text=True)


def main() -> int:
    """Compiles all, or some, then what must not compile."""
    end = sys.argv.index("--")
    parser = argparse.ArgumentParser()
    parser.add_argument("--one-in", type=int, default=1)
    parser.add_argument("build", type=lambda path: Path(path).resolve())
    parser.add_argument("folders", nargs="+")
    given = parser.parse_args(sys.argv[1:end])
    build: Path = given.build
    extra = sys.argv[end + 1 :]
    commands = chosen(builds(build, given.folders, extra), given.one_in)
    done = ninja(build, "alone", commands, keep_going=0)
    if done.returncode != 0:
        print(done.stdout[-20000:], done.stderr)
        return 1
    like = builds(build, ["plugin/src/base"], extra)["plugin/src/base/json.cc"]
    for name in ("planted.cc", "planted.h"):
        (build / name).write_text(PLANTED, "utf-8")
        planted = ninja(build, "planted", {str((build / name).relative_to(ROOT)): like}, keep_going=1)
        if planted.returncode == 0 or "vector" not in planted.stdout:
            print(f"{name} names std::vector and does not include it, and compiles: this check sees nothing")
            return 1
    print(f"   {build.name}: {len(commands)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
