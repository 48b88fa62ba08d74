#!/usr/bin/env python3
"""Holds the README to its word: what it shows comes out, and its code compiles.

readme_test.py PROGRAM          checks
readme_test.py PROGRAM --write  puts in what comes out

Python runs where ./tests/run has installed the package: in build/venv.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PYTHON = ROOT / "build/venv/bin/python"
OUTPUT = re.compile(r"<!-- output(?:: (?P<command>.*?)| of the block above) -->\n\n```text\n(?P<text>.*?)```", re.DOTALL)
COMPILERS = {"c": ["gcc", "-std=c99"], "cpp": ["g++", "-std=c++20"]}


def command_of(match: re.Match[str], readme: str) -> list[str]:
    """The command whose output a block shows: its own, or the last block of shell or Python before it."""
    if match["command"]:
        return ["bash", "-c", match["command"]]
    language, code = re.findall(r"```(sh|python)\n(.*?)```", readme[: match.start()], re.DOTALL)[-1]
    return ["bash", "-c", code] if language == "sh" else [str(PYTHON), "-c", code]


def output_of(command: list[str], program: str) -> str:
    places = {**os.environ, "PATH": f"{Path(program).parent}:{os.environ['PATH']}"}
    return subprocess.run(command, cwd=ROOT, env=places, check=True, capture_output=True, text=True).stdout


def compile_errors(readme: str) -> list[str]:
    errors = []
    for language, code in re.findall(r"```(c|cpp)\n(.*?)```", readme, re.DOTALL):
        flags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I", str(ROOT / "plugin/include")]
        kind = "c++" if language == "cpp" else "c"
        done = subprocess.run([*COMPILERS[language], *flags, "-x", kind, "-"], input=code, capture_output=True, text=True)
        if done.returncode != 0:
            errors.append(done.stderr)
    return errors


def main() -> int:
    program = str(Path(sys.argv[1]).resolve())
    readme = README.read_text(encoding="utf-8")
    fresh = OUTPUT.sub(
        lambda match: match[0][: match.start("text") - match.start()] + output_of(command_of(match, readme), program) + "```",
        readme,
    )
    if "--write" in sys.argv:
        README.write_text(fresh, encoding="utf-8")
        return 0
    errors = compile_errors(readme)
    if fresh != readme:
        errors.append("the README shows other output than comes out; run readme_test.py PROGRAM --write, and read the change")
    blocks = len(OUTPUT.findall(readme)) + len(re.findall(r"```(?:c|cpp)\n", readme))
    print("\n".join(errors), file=sys.stderr)
    if errors:
        print(f"[  FAILED  ] {len(errors)} checks of the README")
    print(f"[  PASSED  ] {blocks - len(errors)} tests.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
