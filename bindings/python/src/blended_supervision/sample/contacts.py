"""A contact that is planned, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

IN_PERSON: Final = ("office", "in person elsewhere", "home visit", "doorstep")


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that is planned."""

    number: int
    """Of all that were planned with this person, from 1."""
    booked: date
    """The day on which it is planned: what is known is known on it."""
    day: date
    purpose: str
    planned: str
    scheduled: bool = True
    takes_part: str = "person"
    role: str = "counts"
    next: date | None = None

    def json(self) -> dict[str, str | bool | None]:
        """In the shape of plugin/docs/advice.md."""
        return {
            "date": self.day.isoformat(),
            "purpose": self.purpose,
            "scheduled": self.scheduled,
            "with": self.takes_part,
            "role": self.role,
            "planned": self.planned,
            "next": self.next.isoformat() if self.next else None,
        }


@dataclass(frozen=True, slots=True)
class Held:
    """What came of a contact."""

    contact: Contact
    mode: str
    attended: str
    """`attended`, `missed` or `excused`"""
    recorded: date | None
    """The day on which the outcome was recorded; None if it never was."""
