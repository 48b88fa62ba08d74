"""Faults that could be made in a line of C++: one place changed, everything else left as it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What is found, and what goes there in its place. Spaces are as clang-format sets them, so that a "<" with spaces is
# a comparison and not a template's.
RULES: tuple[tuple[str, str], ...] = (
    (r" && ", " || "),
    (r" \|\| ", " && "),
    (r" == ", " != "),
    (r" != ", " == "),
    (r" < ", " <= "),
    (r" <= ", " < "),
    (r" > ", " >= "),
    (r" >= ", " > "),
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r" & ", " | "),
    (r" \| ", " & "),
    (r" \|= ", " &= "),
    (r" \+= ", " -= "),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<=[\s(])!(?=[\w(])", ""),
    (r"\bif \((.*)\) (return|continue|break)\b", r"if (!(\1)) \2"),
    (r"\bif \((.*)\) (return|continue|break)\b", r"if (false && (\1)) \2"),
    (r"\bif \((.*)\) \{$", r"if (!(\1)) {"),
    (r" \? ([^:?]+) : ([^;,):]+)(?=[;,)])", r" ? \2 : \1"),
    (r"(?<![\w.\"'-])(\d+)(?=[;,)\]} ])", r"\1 + 1"),
    (r"\bany_of\b", "all_of"),
    (r"\ball_of\b", "any_of"),
    (r"\bstd::min\b", "std::max"),
    (r"\bstd::max\b", "std::min"),
    (r"\bcontinue;", "break;"),
    (r"^\s*[\w.\->\[\]]+(?:\(.*\)| [|&+-]?= .*);$", ";"),  # one statement is missing
)
_NOT_CODE = re.compile(r"\s*(//|#|namespace|using|static_assert|template|BSUP_TRY\(const auto)")


@dataclass(frozen=True)
class Mutant:
    """A line of a file as it is and as it would be with the fault; nth of the lines that read so, from 0."""

    file: str
    line: str
    mutant: str
    nth: int = 0

    def digest(self) -> str:
        """By which mutants are put in order: any, and always the same."""
        return hashlib.sha256(repr((self.file, self.line, self.mutant, self.nth)).encode()).hexdigest()

    def planted(self, root: Path) -> str:
        """The file's text with the fault."""
        lines = (root / self.file).read_text("utf-8").splitlines()
        places = [number for number, line in enumerate(lines) if line.strip() == self.line]
        if len(places) <= self.nth:
            raise ValueError(f"{self.file} has no such line, or not so many of them: {self.line}")
        lines[places[self.nth]] = self.mutant
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        nth = f", line {self.nth + 1} of those that read so" if self.nth else ""
        return f"{self.file}{nth}\n    - {self.line}\n    + {self.mutant}"


def in_text(line: str, place: int) -> bool:
    """Whether a place of a line is inside a string or behind code, in a comment."""
    before = line[:place]
    return before.count('"') - before.count('\\"') - before.count("'\"'") & 1 == 1 or "//" in before


def mutants_of(file: str, text: str) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its lines."""
    met: dict[str, int] = {}
    for line in map(str.strip, text.splitlines()):
        nth = met.get(line, 0)
        met[line] = nth + 1
        if _NOT_CODE.match(line):
            continue
        for pattern, instead in RULES:
            for found in re.finditer(pattern, line):
                if in_text(line, found.start()):
                    continue
                changed = line[: found.start()] + found.expand(instead) + line[found.end() :]
                if changed != line:
                    yield Mutant(file, line, changed, nth)


def chosen(root: Path, folders: tuple[str, ...]) -> list[Mutant]:
    """The mutants of all sources in some folders, by their digests: other lines do not change the order of these."""
    files = sorted(file for folder in folders for file in (root / folder).rglob("*.cc"))
    every = [mutant for file in files for mutant in mutants_of(str(file.relative_to(root)), file.read_text("utf-8"))]
    return sorted(every, key=Mutant.digest)
