"""A draft of the record that tells the public about the tool."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from blended_supervision.base.given import StrPath, today
from blended_supervision.base.progress import Progress
from blended_supervision.base.words import words_in
from blended_supervision.core.policy import Policy
from blended_supervision.core.trail import Trail
from blended_supervision.errors import BlendedSupervisionError, UsageError
from blended_supervision.html import render
from blended_supervision.transparency.draft import SECTIONS, UNCHECKED, Counts, Field, draft

_CAUTION = (
    "A draft, made by a program from a policy pack. It is not an official text until the organisation named in it has "
    "completed, checked and published it. Headings follow template v4.0 of the Algorithmic Transparency Recording "
    f"Standard, as far as was known; these could not be checked: {', '.join(UNCHECKED)}. Compare all of them with the "
    "template that is current before you publish."
)


class Open(NamedTuple):
    """What only people can fill."""

    field: str
    """The field, by its name; with its number before it where another has the same name."""
    who: str
    """Who can say it, and what."""


class IncompleteError(BlendedSupervisionError):
    """A record is not complete: only people can say what is open. The problems name each field and who can fill it."""


@dataclass(frozen=True, slots=True)
class Atrs:
    """A draft record of the Algorithmic Transparency Recording Standard. Made by `atrs`."""

    title: str
    """Its heading."""
    fields: tuple[Field, ...]
    """In the order of the template."""

    @property
    def open(self) -> tuple[Open, ...]:
        """What is still open, in the order of the template."""
        names = Counter(field.name for field in self.fields)
        return tuple(
            Open(field.name if names[field.name] == 1 else _heading(field), field.who)
            for field in self.fields
            if field.who is not None
        )

    def to_markdown(self) -> str:
        """The record as Markdown; what is open stands as `[to be completed: who can say it]`."""
        lines = [f"# {_plain(self.title)}", "", f"> {_CAUTION}", ""]
        for section, fields in groupby(self.fields, key=_section):
            lines += [f"## {section}", ""]
            for field in fields:
                lines += [f"### {_heading(field)}", ""]
                for paragraph in field.paragraphs:
                    lines += [_plain(paragraph), ""]
                if field.items:
                    lines += [*(f"- {_plain(item)}" for item in field.items), ""]
                if field.who is not None:
                    lines += [f"**[to be completed: {field.who}]**", ""]
        return "\n".join(lines)

    def html(self) -> str:
        """The page that `to_html` writes."""
        sections = [
            (
                section,
                [
                    {
                        "heading": _heading(field),
                        "paragraphs": field.paragraphs,
                        "list": field.items,
                        "who": field.who,
                    }
                    for field in fields
                ],
            )
            for section, fields in groupby(self.fields, key=_section)
        ]
        return render.page(
            "atrs.html",
            words_in("en"),
            title=self.title,
            about="Algorithmic Transparency Recording Standard",
            caution=_CAUTION,
            open=len(self.open),
            of=len(self.fields),
            sections=sections,
        )

    def to_html(self, path: StrPath) -> None:
        """Writes one self-contained page to `path`, in UTF-8."""
        Path(path).write_text(self.html(), encoding="utf-8", newline="\n")

    def _repr_html_(self) -> str:
        return render.notebook("atrs_notebook.html", words_in("en"), title=self.title, caution=_CAUTION, open=self.open)

    def __repr__(self) -> str:
        return f"<Atrs {self.title!r}: {len(self.open)} of {len(self.fields)} fields open>"


def atrs(
    policy: Policy,
    trail: Trail | None = None,
    *,
    answers: Mapping[str, str] | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Atrs:
    """Drafts an Algorithmic Transparency Recording Standard record from a pack and a trail.

    The standard is how public bodies of the United Kingdom tell the public about algorithmic tools. The draft says what
    pack and trail hold. What only people can know, such as the owner, procurement or the impact assessments, stays
    visibly open.

    Args:
        policy: A selected policy; of a whole set, that of the nation alone on this day, with the regions there are.
        trail: Is counted: advices, decisions, approvals and outcomes, from when until when. Only the leaves are looked
            at, which name nobody, so that no READ or EXPORT is left.
        answers: What people say, by the name or number of a field, such as `{"Senior responsible owner": "..."}`; by
            both, `"4.4.2 Sensitive attributes"`, where two fields have one name. It stands after what is drafted, and
            closes the field.
        strict: Refuses a record of which anything is open.
        progress: Is called with how many records of the trail are counted.

    Raises:
        UsageError: An answer is to no field of the record, or to more than one, or is empty.
        IncompleteError: With `strict`, something is open; its problems name each field and who can fill it.
        NotFoundError: Of the set, nothing is in force today.

    Example:
        >>> from datetime import date
        >>> record = atrs(Policy.load("england-wales", as_of=date(2026, 11, 23)), answers={"Team": "Blended models"})
        >>> record.open[1]
        Open(field='Website URL', who='the organisation that deploys the tool')
        >>> "Team" in {name for name, _ in record.open}
        False
    """
    regions: list[str] = []
    if policy.selection is None:
        regions = sorted({span["region"] for span in policy.describe()["in_force"] if span["region"]})
        policy = policy.select(as_of=today())
    described = policy.describe()
    counts = None if trail is None else _count(trail, policy.digest, progress)
    fields = _answered(draft(described, policy.digest, regions, counts), answers or {})
    record = Atrs(f"{described['title']['en']}: algorithmic transparency record (draft)", tuple(fields))
    if strict and record.open:
        problems = [(field, f"to be completed by {who}; give answers={{{field!r}: ...}}") for field, who in record.open]
        raise IncompleteError("\n".join(f"{field}: {what}" for field, what in problems), problems)
    return record


def _answered(fields: list[Field], answers: Mapping[str, str]) -> list[Field]:
    said = dict(answers)
    names = Counter(field.name for field in fields)
    for shared in (key for key in said if names[key] > 1):
        which = " or ".join(repr(_heading(field)) for field in fields if field.name == shared)
        raise UsageError(f"{shared!r} is the name of more than one field; say {which}")
    answered = []
    for field in fields:
        texts = [said.pop(key) for key in (field.number, field.name, _heading(field)) if key and key in said]
        for text in texts:
            if not isinstance(text, str):
                raise UsageError(f"the answer to {field.name!r} is of type {type(text).__name__}; give a text")
            if not text.strip():
                raise UsageError(f"the answer to {field.name!r} is empty; leave it out while nobody can say it")
        paragraphs = tuple(part for text in texts for part in re.split(r"\n\s*\n", text.strip()))
        who = None if texts else field.who
        answered.append(Field(field.number, field.name, field.paragraphs + paragraphs, field.items, who))
    for strange in said:
        near = get_close_matches(strange, [field.name for field in fields], 1)
        meant = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(field.name for field in fields)}"
        raise UsageError(f"the record has no field {strange!r}{meant}")
    return answered


def _count(trail: Trail, digest: str, progress: Progress | None) -> Counts:
    """Counts by the leaves of the log, which name nobody."""
    size = int(trail.head().split("\n")[1])
    kinds = Counter[str]()
    by_policy = 0
    days: list[str] = []
    for sequence in range(size):
        leaf = json.loads(trail.leaf(sequence))
        kind = leaf["kind"]
        if kind in ("ADVICE", "DECISION", "APPROVAL", "OUTCOME", "KEPT"):
            kinds[kind] += 1
            by_policy += kind == "ADVICE" and leaf["document"] == digest
            days = [min([leaf["day"], *days]), max([leaf["day"], *days])]
        if progress is not None and sequence % 1000 == 0:
            progress(sequence, size)
    first, last = (date.fromisoformat(day) for day in days) if days else (None, None)
    return Counts(kinds, by_policy, first, last)


def _section(field: Field) -> str:
    return SECTIONS[field.number.partition(".")[0]]


def _heading(field: Field) -> str:
    return f"{field.number} {field.name}".lstrip()


def _plain(text: str) -> str:
    """Text of a pack or a person in Markdown, where it is to be text alone."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
