"""A way to tell decisions apart, and its values that mean the same wherever they occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from blended_supervision.base.words import sentence_case

NOT_KNOWN: Final = "not known"
NO_LEAD: Final = "no lead"
NO_OUTCOME: Final = "no outcome"
TO_COME: Final = "to come"
DID_NOT_DEPART: Final = "did not depart"
NO_RULE: Final = "no rule"

OUTCOME_LAST: Final = (NOT_KNOWN, NO_OUTCOME, TO_COME)
"""What comes after the answers to a question about outcomes."""


@dataclass(frozen=True)
class Dimension:
    """A way to tell decisions apart."""

    id: str
    label: str
    order: tuple[str, ...] = ()
    """The values that are known beforehand, as they are shown after one another."""
    words: Mapping[str, str] = field(default_factory=dict)
    """How values are shown, where not as they are."""

    def word(self, value: str) -> str:
        """How `value` is shown."""
        return self.words.get(value, sentence_case(value))
