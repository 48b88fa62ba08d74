"""What a policy calls its modes, reasons, facts and the values of facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from blended_supervision.base.given import Language
from blended_supervision.base.words import sentence_case
from blended_supervision.core.policy import Policy

SHIPPED: Final = "england-wales"


class Labels:
    """The labels of one policy in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        """Reads them.

        Args:
            policy: A selected policy; of a whole set, the newest for the nation alone is taken.
            language: `"en"` or `"cy"`.
        """
        described = _newest(policy).describe()
        self._language = language
        self.in_person: Mapping[str, bool] = {mode["id"]: mode["in_person"] for mode in described["modes"]}
        """Its modes, safest first, and whether each is in person."""
        self.modes: Mapping[str, str] = {mode["id"]: self._say(mode["label"]) for mode in described["modes"]}
        self.reasons: Mapping[str, str] = {code["id"]: self._say(code["label"]) for code in described["reason_codes"]}
        self._facts = {fact["id"]: fact for fact in described["facts"]}

    def _say(self, words: Mapping[str, str]) -> str:
        return words[self._language]

    def fact(self, id_: str) -> str:
        """What a fact is called; its id where the policy does not have it."""
        return self._say(self._facts[id_]["label"]) if id_ in self._facts else id_

    def values(self, id_: str) -> Mapping[str, str]:
        """The values of a fact in the policy's order, as they are shown; none where it has no such fact."""
        fact: Mapping[str, Any] = self._facts.get(id_, {"values": (), "words": ()})
        return {
            value: sentence_case(self._say(words)) for value, words in zip(fact["values"], fact["words"], strict=False)
        }


@cache
def shipped_policy() -> Policy:
    """The national pack that is shipped, whose labels are shown where no other policy is given."""
    return _newest(Policy.load(SHIPPED, regions=False))


def _newest(policy: Policy) -> Policy:
    if policy.selection is not None:
        return policy
    spans = policy.describe()["in_force"]
    newest = max((span["from"] for span in spans if not span["region"]), default=spans[-1]["from"])
    return policy.select(as_of=date.fromisoformat(newest))
