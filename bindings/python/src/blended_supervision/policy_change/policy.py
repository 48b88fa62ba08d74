"""What a policy is to those who compare two of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, Protocol

from blended_supervision.base.given import Language
from blended_supervision.base.progress import Progress
from blended_supervision.frames.advising import Columns


class Selection(NamedTuple):
    """What the one policy was selected by."""

    region: str | None
    """Id or code of the region; None is the nation alone."""
    as_of: date
    """The day on which it is in force."""


class ComparedPolicy(Protocol):
    """A policy that is compared; every `Policy` is one."""

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""

    @property
    def selection(self) -> Selection | None:
        """What it was selected by; None where it is the whole set."""

    def describe(self) -> dict[str, Any]:
        """Its canonical form."""

    def show(self, lang: Language = "en") -> str:
        """The rules in plain text."""

    def advise_frame(
        self,
        cases: Any,  # noqa: ANN401  # a frame of any library
        *,
        columns: Iterable[Columns] = ...,
        progress: bool | Progress = ...,
    ) -> Any:  # noqa: ANN401
        """Advises on many cases at once."""
