#!/usr/bin/env python3
"""Whether the words of both languages agree: files, groups, keys, what is filled in, one form for one text.

agree.py [FOLDER]    config/words, unless another folder is given; needs no compiler

Prints what does not agree, with file, group and key, and what to do; ends with 1 where anything is printed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "config/words"
TWO_FORMS = "two_forms"

Words = dict[str, str]  # by place: "plugin.toml [advice] planned"


def read(folder: Path, language: str) -> tuple[Words, dict[str, str]]:
    """The words of one language, and the reasons why a text has two forms in it."""
    words, reasons = {}, {}
    for file in sorted((folder / language).glob("*.toml")):
        for group, entries in tomllib.loads(file.read_text("utf-8")).items():
            if group == TWO_FORMS:
                reasons |= entries
            else:
                words |= {f"{file.name} [{group}] {key}": said for key, said in entries.items()}
    return words, reasons


def parts(said: str) -> set[str]:
    """What is filled in: {1}, {2} and so on; what is none of these, as it stands."""
    return set(re.findall(r"\{\d\}|[{}]", said))


def missing(ours: Words, language: str, theirs: Words) -> Iterator[str]:
    """What a language lacks of the other."""
    for place in theirs.keys() - ours.keys():
        yield f"{language}/{place} is missing; add it here, or take it out of the other language"


def two_forms(english: Words, welsh: Words, reasons: dict[str, str]) -> Iterator[str]:
    """Texts with other Welsh in one place than in another, for no reason that is given."""
    forms: dict[str, dict[str, str]] = {}  # English, Welsh, place
    for place in english.keys() & welsh.keys():
        forms.setdefault(english[place], {}).setdefault(welsh[place], place)
    for said, places in forms.items():
        if len(places) > 1 and said not in reasons:
            where = " and cy/".join(sorted(places.values()))
            yield f'cy/{where}: "{said}" has two forms; use one, or give the reason under [{TWO_FORMS}]'
    for said in reasons:
        if len(forms.get(said, ())) < 2:
            yield f'cy [{TWO_FORMS}]: "{said}" does not have two forms; take this line out'


def problems(folder: Path) -> list[str]:
    """All that does not agree, in order."""
    english, _ = read(folder, "en")
    welsh, reasons = read(folder, "cy")
    found = [*missing(english, "en", welsh), *missing(welsh, "cy", english)]
    found += [
        f"cy/{place} fills in {sorted(parts(welsh[place]))}, the English {sorted(parts(english[place]))}; use the same"
        for place in english.keys() & welsh.keys()
        if parts(english[place]) != parts(welsh[place])
    ]
    return sorted([*found, *two_forms(english, welsh, reasons)])


if __name__ == "__main__":
    told = problems(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
    print("\n".join(told) or "the words of both languages agree")
    sys.exit(1 if told else 0)
