"""What a report is made with besides decisions: its words, the labels of the policy, and the modes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blended_supervision.base.words import Words, as_key, sentence_case
from blended_supervision.report.dimension import NOT_KNOWN
from blended_supervision.report.labels import Labels


@dataclass(frozen=True)
class Edition:
    """What a report is made with."""

    words: Words
    labels: Labels
    in_person: Mapping[str, bool]
    """The modes, safest first, and whether each is in person."""

    def modes(self) -> dict[str, str]:
        """The modes, safest first, and how they are shown."""
        return {mode: self.labels.modes.get(mode, sentence_case(mode)) for mode in self.in_person}

    def said(self, group: str, values: Iterable[str], *parts: object) -> dict[str, str]:
        """How the values of a closed set are shown: by the words of their group, else by those that all tables share.

        Args:
            group: A group of the catalogue.
            values: What is to be shown; `"not known"` always is.
            parts: What is filled in.
        """
        shown: dict[str, str] = {}
        for value in (*values, NOT_KNOWN):
            key = as_key(value)
            shown[value] = self.words(f"{group}.{key}" if f"{group}.{key}" in self.words else f"shared.{key}", *parts)
        return shown
