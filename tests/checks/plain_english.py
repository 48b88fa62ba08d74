"""Finds turns of phrase that nobody says in plain English: in messages, comments and docs.

    plain_english.py [ROOT]

What is found is printed with file, line and the plainer words; the exit status is then 1.
"""

import bisect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("plugin", "host-stubs", "bindings", "config", "tests")
SUFFIXES = (".h", ".hpp", ".cc", ".c", ".py", ".pyi", ".go", ".md", ".toml", ".txt", ".sh", ".cmake", ".json")
# This file and its test hold the phrases that they look for; pyproject's words are pip's; what is recorded is not ours.
LEFT_OUT = ("tests/checks/plain_english.py", "tests/checks/test_plain_english.py", "CONTRIBUTING.md")

# Each phrase, and what to say instead.
PHRASES: dict[str, str] = {
    r"(?<!there )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|better\b|worse\b|other\b|different\b"
    r"|later\b|older\b)": 'say "is not a"',
    r"\btold of\b": 'say what is said: "named", "reported", "called with"',
    r"\bgo(?:es)? without saying\b": "leave it out",
    r"\bwho(?:so)?ever\b": 'say "anybody who" or "those who"',
    r"\bsave (?:for|where|that|by|in|as|an?) ": 'say "except"',
    r"\bas such\b": "leave it out, or name it",
    r"\bnought\b": 'say "zero" or "0"',
    r"\b(?:there|here|where)(?:of|upon|by|in|unto)\b": "say it in full",
    r"\b(?:hence|lest|whilst|amongst|unto)\b": 'say "so", "in case", "while", "among", "to"',
}
_FOUND = re.compile("|".join(f"({phrase})" for phrase in PHRASES), re.IGNORECASE)
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*(?:(?://+|#+|\*)[ \t]*)?")


def joined(text: str) -> tuple[str, list[int]]:
    """The text with each line's break and comment sign as one space, and where its lines begin."""
    pieces, starts, length = [], [0], 0
    for piece in _LINE_BREAK.split(text):
        pieces.append(piece)
        length += len(piece) + 1
        starts.append(length)
    return " ".join(pieces), starts


def findings(text: str) -> Iterator[tuple[int, str, str]]:
    """The line, the phrase and the advice for each phrase in a text."""
    words, starts = joined(text)
    for found in _FOUND.finditer(words):
        advice = list(PHRASES.values())[found.lastindex - 1] if found.lastindex else ""
        yield bisect.bisect_right(starts, found.start()), found[0].strip(), advice


def files(root: Path) -> list[Path]:
    """Every file of the project that people read."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard", *FOLDERS, "*.md"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = {name for name in listed.split("\0") if name.endswith(SUFFIXES)} - set(LEFT_OUT)
    return [root / name for name in sorted(names) if (root / name).is_file()]


def main() -> int:
    """Prints what is found."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    told = [
        f"{file.relative_to(root)}:{line}: {phrase!r}: {advice}"
        for file in files(root)
        for line, phrase, advice in findings(file.read_text("utf-8"))
    ]
    print("\n".join(told), end="\n" if told else "")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
