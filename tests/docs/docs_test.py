#!/usr/bin/env python3
"""Holds the docs to their word: what they show comes out, their code compiles, their links lead somewhere.

docs_test.py PROGRAM            checks all of them
docs_test.py PROGRAM --write    puts in what comes out
docs_test.py PROGRAM --control  shows that each check can fail

Commands run in the root of the checkout, in the order of the page, with PROGRAM on the path.
Python runs where ./tests/run has installed the package: in build/venv.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build/venv/bin/python"
# A block of shell or Python, with what it prints where the page shows that; or a command's output alone.
BLOCK = re.compile(
    r"```(?P<language>sh|python)\n(?P<code>.*?)```"
    r"(?P<shown>\n\n<!-- output of the block above -->\n\n```text\n)?(?(shown)(?P<output>.*?)```)"
    r"|<!-- output: (?P<command>.*?) -->\n\n```text\n(?P<text>.*?)```",
    re.DOTALL,
)
COMPILERS = {"c": ["gcc", "-std=c99"], "cpp": ["g++", "-std=c++20"]}
WIDTH = 100
README_LINES = 130


def pages() -> list[Path]:
    found = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
    found += [*(ROOT / "plugin/docs").glob("*.md"), ROOT / "bindings/python/README.md"]
    return sorted([*found, *(ROOT / "bindings/python/docs").glob("*.md")])


def output_of(command: list[str], program: str) -> str:
    places = {**os.environ, "PATH": f"{Path(program).parent}:{PYTHON.parent}:{os.environ['PATH']}"}
    return subprocess.run(command, cwd=ROOT, env=places, check=True, stdout=subprocess.PIPE, text=True).stdout


def with_output(page: str, program: str) -> str:
    """The page with what its commands print now.

    Shell that shows no output runs too. Such Python is tested by the package.
    """

    def fresh(match: re.Match[str]) -> str:
        if match["command"]:
            return (
                match[0].removesuffix(match["text"] + "```")
                + output_of(["bash", "-c", match["command"]], program)
                + "```"
            )
        if match["shown"] is None and match["language"] == "python":
            return match[0]
        command = ["bash", "-c"] if match["language"] == "sh" else [str(PYTHON), "-c"]
        printed = output_of([*command, match["code"]], program)
        return match[0] if match["shown"] is None else match[0].removesuffix(match["output"] + "```") + printed + "```"

    return BLOCK.sub(fresh, page)


def compile_errors(page: str) -> list[str]:
    errors = []
    for language, code in re.findall(r"```(c|cpp)\n(.*?)```", page, re.DOTALL):
        flags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I", str(ROOT / "plugin/include")]
        kind = "c++" if language == "cpp" else "c"
        done = subprocess.run(
            [*COMPILERS[language], *flags, "-x", kind, "-"], input=code, capture_output=True, text=True
        )
        if done.returncode != 0:
            errors.append(done.stderr)
    return errors


def headings(page: str) -> set[str]:
    """The anchors of a page, as a forge makes them from its headings."""
    text = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def broken_links(page: str, folder: Path) -> list[str]:
    errors = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", page, flags=re.DOTALL)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = folder / name if name else None
        if path is not None and not path.exists():
            errors.append(f"the link {target} leads nowhere")
        elif anchor and anchor not in headings(path.read_text(encoding="utf-8") if path else page):
            errors.append(f"the link {target} names a heading that is not there")
    return errors


def unknown_commands(page: str, program: str) -> list[str]:
    """Commands of the program that a page names in its text and that there are not."""
    found = []
    for group in ("trail", "record", "policy", "mapping"):
        shown = subprocess.run([program, group, "--help"], capture_output=True, text=True, check=True).stdout
        known = set(re.findall(r"^  ([a-z-]+) ", shown.partition("Subcommands:")[2], re.MULTILINE))
        named = set(re.findall(rf"`(?:blended-supervision )?{group} ([a-z][a-z-]*)\b", page))
        found += [f"there is no command `{group} {command}`" for command in sorted(named - known)]
    return found


def wide_lines(page: str) -> list[str]:
    """Lines that should be wrapped: tables, code and what a program printed cannot be."""
    text = re.sub(r"```.*?```", lambda block: "\n" * block[0].count("\n"), page, flags=re.DOTALL)
    return [
        f"line {number} has {len(line)} columns; wrap it at {WIDTH}"
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > WIDTH and not line.startswith(("|", "    ", "<!--", "!["))
    ]


def faults(page: str, folder: Path, program: str, most_lines: int | None = None) -> list[str]:
    """What is wrong with a page, except the output of its commands."""
    found = [*compile_errors(page), *broken_links(page, folder), *unknown_commands(page, program), *wide_lines(page)]
    lines = page.count("\n")
    if most_lines is not None and lines > most_lines:
        found.append(f"it has {lines} lines; {most_lines} are the most")
    return found


def control(program: str) -> int:
    """Each check must find what is planted for it."""
    planted = {
        "code that does not compile": "```c\nint x = ;\n```\n",
        "a link to no file": "[x](no-such-file.md)\n",
        "a link to no heading": "[x](#no-such-heading)\n",
        "a command that there is not": "`trail no-such-command`\n",
        "a line that is too wide": "word " * 30 + "\n",
        "a page that is too long": "line\n" * 3,
    }
    unseen = [name for name, page in planted.items() if not faults(page, ROOT, program, most_lines=2)]
    stale = "```sh\necho new\n```\n\n<!-- output of the block above -->\n\n```text\nold\n```\n"
    if with_output(stale, sys.executable) == stale:
        unseen.append("output that does not come out")
    for name in unseen:
        print(f"not found: {name}", file=sys.stderr)
    print(f"[  PASSED  ] {len(planted) + 1 - len(unseen)} tests.")
    return 1 if unseen else 0


def main() -> int:
    program = str(Path(sys.argv[1]).resolve())
    if "--control" in sys.argv:
        return control(program)
    passed = failed = 0
    for path in pages():
        page = path.read_text(encoding="utf-8")
        fresh = with_output(page, program)
        if "--write" in sys.argv:
            path.write_text(fresh, encoding="utf-8")
            continue
        wrong = faults(page, path.parent, program, README_LINES if path == ROOT / "README.md" else None)
        if fresh != page:
            wrong.append("it shows other output than comes out; run docs_test.py PROGRAM --write, and read the change")
        for fault in wrong:
            print(f"{path.relative_to(ROOT)}: {fault}", file=sys.stderr)
        passed, failed = passed + (not wrong), failed + bool(wrong)
    if failed:
        print(f"[  FAILED  ] {failed} checks of docs")
    print(f"[  PASSED  ] {passed} tests.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
