"""Checking a trail from its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from blended_supervision import _native
from blended_supervision.base.given import StrPath, key_file_beside, name_bytes, path_bytes
from blended_supervision.errors import PayloadError, UsageError


class Verdict(StrEnum):
    """What a trail turns out to be. Anything but the first three is a fault, or not vouched for."""

    INTACT = "intact"
    INTACT_NO_OUTSIDE_HEAD = "intact (no outside head)"
    """Consistent in itself; nothing outside vouches for it."""
    ERASED_IN_PART = "erased in part"
    """Every proof holds; what is missing was erased on record."""
    TAMPERED = "tampered"
    TRUNCATED = "truncated"
    """Fewer records than its own checkpoint says."""
    ROLLED_BACK = "rolled back"
    """Consistent, but older than the known head."""
    FORKED = "forked"
    """Not the tree of the known head."""
    WRONG_KEY = "wrong key"
    UNSIGNED_TAIL = "unsigned tail"
    """Records that the signed head does not cover; all that it covers is well."""
    UNREADABLE = "unreadable"
    NOT_VOUCHED_FOR = "not vouched for"
    """Every proof holds, but neither the known head nor any of the witnesses that were given vouches for it."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a trail came to."""

    verdict: Verdict
    report: dict[str, Any]
    """`verdict`, `records`, `erased`, `first_bad`, `outside_head` and `why`."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong: intact, or erased in part on record, and vouched for where that was asked."""
        return self.verdict in (Verdict.INTACT, Verdict.INTACT_NO_OUTSIDE_HEAD, Verdict.ERASED_IN_PART)


def verify(
    path: StrPath,
    *,
    vkey: str | None = None,
    known_head: str | None = None,
    key_file: StrPath | None = None,
    witnesses: Iterable[str] = (),
    progress: Callable[[int, int], object] | None = None,
) -> Verification:
    """Checks a whole trail from its files: every byte of every record, payload and checkpoint.

    A fault is a verdict, not an error.

    Args:
        path: The trail, which need not be open.
        vkey: Its verifier key, from outside; without it, what the trail says is its own.
        known_head: A checkpoint that was kept elsewhere. Without it, somebody with the trail's keys could have made it
            again.
        key_file: With it the vault is checked too; `path.key` where none is given and it is there.
        witnesses: Verifier keys whose cosignatures vouch for a head.
        progress: Is called with how many records are done, of how many.

    Raises:
        UsageError: A verifier key or the known head is invalid, or empty.

    Example:
        >>> import tempfile
        >>> import blended_supervision as bs
        >>> advice = bs.Policy.load("england-wales").advise({"crn": "X000001"}, mapping="ndelius")
        >>> folder = tempfile.TemporaryDirectory()
        >>> with bs.Trail.open(f"{folder.name}/trail.db", by="a.analyst", create=True) as trail:
        ...     head = trail.record_advice(advice, person="X000001").checkpoint
        >>> verification = verify(f"{folder.name}/trail.db", known_head=head)
        >>> verification.verdict, verification.ok
        (<Verdict.INTACT: 'intact'>, True)
        >>> folder.cleanup()
    """
    if isinstance(witnesses, str):
        raise UsageError("witnesses is a list of verifier keys")
    witnesses = list(witnesses)
    if known_head == "" or vkey == "" or "" in witnesses:
        raise UsageError("a verifier key or the known head is empty; leave it out, or give it")
    if key_file is None:
        beside = key_file_beside(path)
        keys = path_bytes(beside) if Path(beside).exists() else b""
    else:
        keys = path_bytes(key_file)
    given = name_bytes(vkey, "verifier key"), keys, name_bytes(known_head, "known head")
    try:
        text = _native.verify_trail(path_bytes(path), *given, name_bytes("\n".join(witnesses), "witnesses"), progress)
    except PayloadError as fault:
        raise UsageError(str(fault), fault.problems) from None
    report = json.loads(text)
    return Verification(Verdict(report["verdict"]), report)
