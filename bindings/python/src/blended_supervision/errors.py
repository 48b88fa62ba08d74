"""What can go wrong, as a small tree of exceptions.

Every one is a `BlendedSupervisionError` and says where, what, and what to do about it::

    BlendedSupervisionError
        UsageError          an argument is wrong; a ValueError too
        PolicyError         a policy pack is wrong
        MappingError        a mapping is wrong, or does not fit the policy
        PayloadError        a payload, contact, answers or the content of a record is wrong
        NotFoundError       a file, pack, region, date or record is not there; a LookupError too
        ReplayError         what is to be given again rests on another policy or engine
        TrailError          a trail cannot be used
            BusyError           another process holds it; nothing was recorded, try again
            KeyRefusedError     its keys are refused, or are another trail's
            StorageError        a file cannot be read or written
            TamperedError       it is not what its proof says; verify it
            ErasedError         what was asked for has been erased
        InternalError       a fault of the library; please report it

Out of memory is Python's own `MemoryError`. Messages may quote the input: show them to the person who can correct it;
do not log them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong."""

    location: str
    """`england-wales.toml:41:9` in a file, `/contact/purpose` in JSON, empty where it is in no one place."""
    what: str
    """What is wrong there, and what to do about it."""


class BlendedSupervisionError(Exception):
    """Anything that this package raises.

    Args:
        message: Every problem on a line of its own.
        problems: Pairs of location and what; without them, the message is the one problem.

    Example:
        >>> error = PolicyError("a.toml:1:2: no such fact", [("a.toml:1:2", "no such fact")])
        >>> error.location
        'a.toml:1:2'
        >>> error.problems
        [Problem(location='a.toml:1:2', what='no such fact')]
    """

    def __init__(self, message: str = "", problems: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.problems: list[Problem] = [Problem(*problem) for problem in problems] or [Problem("", message)]

    @property
    def location(self) -> str:
        """Where the first problem is; empty where it is in no one place."""
        return self.problems[0].location


class UsageError(BlendedSupervisionError, ValueError):
    """An argument is wrong."""


class PolicyError(BlendedSupervisionError):
    """A policy pack is wrong. All that is wrong with all of its files is among the problems."""


class MappingError(BlendedSupervisionError):
    """A mapping is wrong, or names values or modes that the policy does not have."""


class PayloadError(BlendedSupervisionError):
    """A payload, contact, answers, stored input or the content of a record is wrong, with JSON Pointers."""


class NotFoundError(BlendedSupervisionError, LookupError):
    """A file, pack, region, date or record is not there. The message names what there is."""


class ReplayError(BlendedSupervisionError):
    """What is to be given again rests on another policy, or on another version of the engine."""


class TrailError(BlendedSupervisionError):
    """A trail cannot be opened, recorded in or read."""


class BusyError(TrailError):
    """Another process holds the trail. Nothing was recorded: try again."""


class KeyRefusedError(TrailError):
    """The key file is refused, or its keys are not this trail's."""


class StorageError(TrailError):
    """A file of the trail cannot be read or written: permissions, a full disk, or something in its place."""


class TamperedError(TrailError):
    """The trail is not what its proof says. `verify` says what it is."""


class ErasedError(TrailError):
    """What was asked for has been erased."""


class InternalError(BlendedSupervisionError):
    """A fault of the library; please report it."""
