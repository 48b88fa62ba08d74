"""A way to tell decisions apart, and its values that mean the same wherever they occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from blended_supervision.report import words
from blended_supervision.report.words import NOT_KNOWN

NO_LEAD: Final = "no lead"
NO_OUTCOME: Final = "no outcome"
TO_COME: Final = "to come"
DID_NOT_DEPART: Final = "did not depart"


@dataclass(frozen=True)
class Dimension:
    """A way to tell decisions apart."""

    id: str
    label: str
    words: Mapping[str, str] = field(default_factory=dict)
    """How values are shown, where not as they are."""

    def word(self, value: str) -> str:
        """How `value` is shown."""
        if value == NOT_KNOWN and value not in self.words:
            return "Not known"
        return self.words.get(value, words.sentence_case(value))
