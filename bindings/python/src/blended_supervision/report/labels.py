"""What a policy calls its modes, reasons, facts and the values of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
            policy: A selected policy; of a whole set, the newest for the nation alone is taken, and what each region's
                newest has beside it.
            language: `"en"` or `"cy"`.
        """
        newest = [selected.describe() for selected in _newest(policy)]
        described = newest[0]
        self._language = language
        self.in_person: Mapping[str, bool] = {mode["id"]: mode["in_person"] for mode in described["modes"]}
        """Its modes, safest first, and whether each is in person."""
        self.modes: Mapping[str, str] = {mode["id"]: self._say(mode["label"]) for mode in described["modes"]}
        self.reasons: Mapping[str, str] = {
            id_: self._say(code["label"]) for id_, code in _each(newest, "reason_codes").items()
        }
        self._facts = _each(newest, "facts")

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
    """The national pack that is shipped, with its regions, whose labels are shown where no other policy is given."""
    return Policy.load(SHIPPED)


def _each(described: Sequence[Mapping[str, Any]], part: str) -> Mapping[str, Mapping[str, Any]]:
    """What the policies have of a part, by id: of one that several have, as the first has it."""
    first: dict[str, Mapping[str, Any]] = {}
    for policy in described:
        for each in policy[part]:
            first.setdefault(each["id"], each)
    return first


def _newest(policy: Policy) -> Sequence[Policy]:
    if policy.selection is not None:
        return [policy]
    newest: dict[str | None, str] = {}
    for span in policy.describe()["in_force"]:
        newest[span["region"]] = max(span["from"], newest.get(span["region"], ""))
    return [policy.select(region=region, as_of=date.fromisoformat(day)) for region, day in newest.items()]
