"""Advice on one contact."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from blended_supervision import _native
from blended_supervision.base.given import Language
from blended_supervision.base.words import words_in
from blended_supervision.errors import UsageError
from blended_supervision.html.render import notebook

FactValue: TypeAlias = bool | int | str
"""A flag's bool, a count's int, a choice's or level's str."""


class Replays(Protocol):
    """A policy, as far as advice needs it."""

    def replay(self, stored: str | bytes) -> Advice:
        """The advice again."""


class Firmness(StrEnum):
    """How firm advice is."""

    ONLY_OPTION = "only option"
    RECOMMENDED = "recommended"
    AT_DISCRETION = "at discretion"
    REFER = "refer"
    NO_ADVICE = "no advice"


class Notice(StrEnum):
    """How much of the practitioner's attention advice deserves. None blocks: a named person decides."""

    NONE = "none"
    NOTE = "note"
    STOP = "stop"


class Permission(StrEnum):
    """Whether a mode may be used."""

    PERMITTED = "permitted"
    NEEDS_APPROVAL = "needs approval"
    NOT_PERMITTED = "not permitted"
    CANNOT = "cannot"


class Band(StrEnum):
    """How well a mode suits."""

    WELL_SUITED = "well suited"
    SUITED = "suited"
    USE_WITH_CARE = "use with care"
    POORLY_SUITED = "poorly suited"


class WhyNotLead(StrEnum):
    """Why a mode is not the one advised first; `LEAD` where it is."""

    LEAD = "lead"
    NO_ADVICE = "no advice"
    REFER = "refer"
    CANNOT = "cannot"
    NOT_PERMITTED = "not permitted"
    SUPPLEMENTS_ONLY = "supplements only"
    NEEDS_APPROVAL = "needs approval"
    SCORES_LOWER = "scores lower"
    LATER_IN_ORDER = "later in order"


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode of contact in one piece of advice."""

    id: str
    """`"telephone"`"""
    label: str
    """`"Telephone call"`"""
    permission: Permission
    counts: bool
    """False where it may only supplement the contact that counts."""
    in_person: bool
    score: int
    """For the order of modes, of no meaning of its own."""
    band: Band
    why_not_lead: WhyNotLead
    planned: bool
    """Whether it is the contact's planned mode."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer would matter."""

    text: str
    facts: tuple[str, ...]
    """The keys of its answers: one fact, those that one sentence settles, or two that must be answered together."""
    id: str | None
    """The key of a plain no, `False`, which settles all of its facts; None for most questions."""


class Advice:
    """Advice on one contact. Made by `Policy.advise` and `Policy.replay`.

    It never changes and may be used from many threads. Words come in the language it was asked for in; `in_language`
    gives another. It pickles as its canonical input and its policy. That is personal data, as are its facts, its JSON
    and its text; `repr` is not.

    Example:
        >>> from datetime import date
        >>> import blended_supervision as bs
        >>> policy = bs.Policy.load("england-wales", as_of=date(2026, 11, 23))
        >>> advice = policy.advise({"crn": "X000001"}, mapping="ndelius")
        >>> advice
        <Advice: office, recommended, provisional>
        >>> advice.in_language("cy").lead_label(), str(advice.firmness), advice.alternatives
        ('Ymweliad swyddfa', 'recommended', [])
        >>> [mode.id for mode in advice.modes if not mode.counts]
        ['video', 'telephone', 'online check-in']
        >>> advice.ask[0].facts, advice.facts["sentence.in_custody"]
        (('sentence.in_custody',), None)
        >>> print(advice.text(width=60).splitlines()[0])
        Contact    Monday 23 November 2026; supervision meeting;
    """

    __slots__ = ("_handle", "_language", "_policy")

    def __init__(self, handle: _native.Advice, policy: Replays, language: Language | None) -> None:
        if language not in ("en", "cy", None):
            raise UsageError(f'no language {language!r}; there are "en" and "cy"')
        self._handle = handle
        self._policy = policy
        self._language = language

    def in_language(self, lang: Language) -> Advice:
        """The same advice in another language.

        Args:
            lang: `"en"` or `"cy"`.

        Raises:
            UsageError: No such language.
        """
        return Advice(self._handle, self._policy, lang)

    @property
    def lead(self) -> str | None:
        """The mode advised first, its id; None under `Firmness.REFER` and `Firmness.NO_ADVICE`."""
        return self._handle.lead

    def lead_label(self, lang: Language | None = None) -> str | None:
        """What the lead is called; None where there is none.

        Args:
            lang: `"en"`, `"cy"`, or this advice's own.
        """
        return self._handle.lead_label(lang or self._language) or None

    @property
    def firmness(self) -> Firmness:
        """How firm it is."""
        return Firmness(self._handle.firmness)

    @property
    def provisional(self) -> bool:
        """Whether what is not yet known could change the outcome."""
        return self._handle.provisional

    @property
    def planned_safe(self) -> bool | None:
        """Whether the planned mode keeps its standing whatever is still unknown; None where no mode is planned."""
        return self._handle.planned_safe

    @property
    def notice(self) -> Notice:
        """How much of the practitioner's attention it deserves."""
        return Notice(self._handle.notice)

    @property
    def notice_key(self) -> str | None:
        """Names a note, to be handed back among the answers' `shown` once it was seen; None where there is none."""
        return self._handle.notice_key or None

    @property
    def reasons(self) -> list[str]:
        """Why there is a note or a stop, a sentence each."""
        return self._handle.reasons(self._language)

    @property
    def alternatives(self) -> list[str]:
        """Modes as good as the lead, their ids, best first: the choice is the practitioner's."""
        return self._handle.alternatives

    @property
    def modes(self) -> list[Mode]:
        """Every mode, in the order of the policy."""
        return [
            Mode(name, label, Permission(may), counts, in_person, score, Band(band), WhyNotLead(why), planned)
            for name, label, may, counts, in_person, score, band, why, planned in self._handle.modes(self._language)
        ]

    @property
    def ask(self) -> list[Question]:
        """The questions whose answers would matter, most pressing first, at most three."""
        return [Question(text, tuple(facts), key or None) for text, facts, key in self._handle.ask(self._language)]

    @property
    def facts(self) -> dict[str, FactValue | None]:
        """Every fact of the policy as it was decided on; None is unknown, which is not no."""
        facts: dict[str, FactValue | None] = self.json()["facts"]
        return facts

    def json(self, lang: Language | None = None) -> dict[str, Any]:
        """All of it, in the shape of plugin/docs/advice.schema.json.

        Args:
            lang: `"en"`, `"cy"`, or this advice's own.
        """
        whole: dict[str, Any] = json.loads(self.json_text(lang))
        return whole

    def json_text(self, lang: Language | None = None) -> str:
        """All of it as JSON on one line, the same bytes on every machine.

        Args:
            lang: `"en"`, `"cy"`, or this advice's own.
        """
        return self._handle.json(lang or self._language)

    def form(self, answered: Iterable[str] = (), lang: Language | None = None) -> dict[str, Any]:
        """What the form of a page shows where a contact is arranged, in the shape of plugin/docs/hosts.md.

        Args:
            answered: Facts and questions answered on this form, which are listed again with the answer.
            lang: `"en"`, `"cy"`, or this advice's own.

        Raises:
            PayloadError: No such fact or question.
        """
        request = json.dumps({"answered": list(answered)})
        whole: dict[str, Any] = json.loads(self._handle.form(lang or self._language, request))
        return whole

    def text(
        self, lang: Language | None = None, *, width: int = 100, colour: bool = False, everything: bool = False
    ) -> str:
        """What an ordinary contact needs, to be read by a person.

        Args:
            lang: `"en"`, `"cy"`, or this advice's own.
            width: Columns, 40 to 200.
            colour: Whether a terminal is to colour it.
            everything: All modes with their limits, and all else that is seldom needed.

        Raises:
            UsageError: No such language or width.
        """
        if not 40 <= width <= 200:
            raise UsageError("the width is 40 to 200 columns")
        return self._handle.text(lang or self._language, colour, width, everything)

    def input(self) -> bytes:
        """The canonical input (RFC 8785) from which `Policy.replay` gives the same advice. Personal data."""
        return self._handle.input(self._language)

    def _repr_html_(self) -> str:
        told = self.json()
        words = words_in(self._language or told["language"])
        return notebook("advice.html", words, advice=self, form=self.form(), told=told)

    def __reduce__(self) -> tuple[object, ...]:
        return _replayed, (self._policy, self.input(), self._language)

    def __repr__(self) -> str:
        parts = [self.lead or "no lead", self.firmness.value, *(["provisional"] if self.provisional else [])]
        return f"<Advice: {', '.join(parts)}>"


def _replayed(policy: Replays, stored: bytes, language: Language | None) -> Advice:
    return Advice(policy.replay(stored)._handle, policy, language)
