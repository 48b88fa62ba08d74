"""What callers give, in the form that the library takes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from blended_supervision.errors import PayloadError, UsageError

Json: TypeAlias = Mapping[str, object] | str | bytes
"""A JSON object: a dict (dates become their ISO form), or its text."""

StrPath: TypeAlias = str | os.PathLike[str]

Language: TypeAlias = Literal["en", "cy"]
"""English or Welsh."""

_EPOCH = date(1970, 1, 1).toordinal()


def _plain(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be written as JSON; give a bool, int, str, date, list or dict")


def json_bytes(given: Json, what: str) -> bytes:
    """The JSON that is given, in UTF-8.

    Raises:
        PayloadError: It cannot be written as JSON.
        UsageError: It is neither an object nor a text.
    """
    try:
        if isinstance(given, bytes):
            return given
        if isinstance(given, str):
            return given.encode()
        if isinstance(given, Mapping):
            return json.dumps(dict(given), allow_nan=False, default=_plain).encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise PayloadError(f"the {what} cannot be written as JSON: {fault}") from None
    raise UsageError(f"the {what} is a {type(given).__name__}; give a dict, or JSON as str or bytes")


def json_or_nothing(given: Json | None, what: str) -> bytes:
    """The JSON that is given, in UTF-8; empty where none is."""
    return b"" if given is None else json_bytes(given, what)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise UsageError(f"a day is a datetime.date, not a {type(day).__name__}")
    return day.toordinal() - _EPOCH


def today() -> date:
    """The day by this machine's clock and time zone."""
    return date.today()


def name_bytes(name: str | None, what: str) -> bytes:
    """A name in UTF-8; none is empty.

    Raises:
        UsageError: It is not text, or holds a NUL character.
    """
    if name is None:
        return b""
    if not isinstance(name, str):
        raise UsageError(f"the {what} is a {type(name).__name__}; give a str")
    try:
        encoded = name.encode()
    except UnicodeEncodeError as fault:
        raise UsageError(f"the {what} is not text: {fault}") from None
    if b"\0" in encoded:
        raise UsageError(f"the {what} holds a NUL character")
    return encoded


def path_bytes(path: StrPath) -> bytes:
    """A path as the file system has it.

    Raises:
        UsageError: It is not a path.
    """
    try:
        encoded = os.fsencode(path)
    except (TypeError, ValueError) as fault:
        raise UsageError(f"this is not a path: {fault}") from None
    if b"\0" in encoded:
        raise UsageError("a path holds a NUL character")
    return encoded


def key_file_beside(path: StrPath) -> str:
    """The key file of a trail where none is named: the one that the command takes too."""
    return os.fsdecode(path_bytes(path)) + ".key"


def is_missing(path: StrPath) -> bool:
    """Whether there is nothing at that path; False where nobody may look."""
    try:
        return not Path(os.fsdecode(path_bytes(path))).exists()
    except OSError:
        return False
