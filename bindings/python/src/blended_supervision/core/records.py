"""Records of a trail: their kinds, the receipt of one, and records as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from blended_supervision import _native
from blended_supervision.base.given import day_number
from blended_supervision.errors import UsageError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE = 1000  # records; the most that the library gives


class Kind(StrEnum):
    """The kinds of record that can be read here. What each carries is in plugin/docs/records.md."""

    ADVICE = "ADVICE"
    DECISION = "DECISION"
    APPROVAL = "APPROVAL"
    OUTCOME = "OUTCOME"
    POLICY = "POLICY"
    KEY = "KEY"
    REOPEN = "REOPEN"
    CONFIG = "CONFIG"
    KEPT = "KEPT"


_STATUTORY = ("READ", "DISCLOSURE", "EXPORT", "ERASURE")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Shows that something is on record."""

    sequence: int
    """The record's place in the trail, from 0."""
    time: datetime
    """When it was recorded, UTC; for a record that existed already, when it was asked for again."""
    existed: bool
    """Whether it was on record already."""
    leaf: str
    """The hash of its leaf in the tree, hexadecimal."""
    checkpoint: str
    """A signed checkpoint that covers it: keep the newest one elsewhere, and give it as `known_head`."""


def receipt_of(given: _native.Receipt) -> Receipt:
    """The receipt that the library gives."""
    time = _EPOCH + timedelta(milliseconds=given.milliseconds)
    return Receipt(given.sequence, time, given.existed, given.leaf, given.checkpoint)


def kind_word(given: str) -> str:
    """The word of a kind that may be read.

    Raises:
        UsageError: There is no such kind, or it is of the statutory class.
    """
    if given in _STATUTORY:
        raise UsageError(
            f"{given} records show who looked at whom. By law (Data Protection Act 2018, section 62) they may be used "
            "only for lawfulness, self-monitoring, integrity and criminal proceedings, so they cannot be analysed "
            "here: an auditor reads them with the command `blended-supervision trail show --statutory`"
        )
    if given not in Kind.__members__:
        raise UsageError(f"there is no kind {given!r}; there are {', '.join(Kind)}")
    return str(given)


def day_word(day: date) -> str:
    """A day as requests have it.

    Raises:
        UsageError: It is not a `datetime.date`.
    """
    day_number(day)
    return day.isoformat()


def list_of(given: Iterable[str], name: str) -> list[str]:
    """What was given as several texts.

    Raises:
        UsageError: It is one text.
    """
    if isinstance(given, str):
        raise UsageError(f"{name} is a list: [{given!r}]")
    return list(given)


def sequence_number(given: int) -> int:
    """A sequence as the library takes it.

    Raises:
        UsageError: It is not a whole number from 0.
    """
    if not isinstance(given, int) or not 0 <= given < 2**63:
        raise UsageError("a sequence is a number from 0")
    return given


def records_of(reading: _native.Reading) -> Iterator[dict[str, Any]]:
    """The records that are still to be read, page by page."""
    while page := reading.next(_PAGE):
        yield from map(json.loads, page.removesuffix("\n").split("\n"))
