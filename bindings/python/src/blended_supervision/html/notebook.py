"""Advice in a notebook: one piece of HTML, without script, that a screen reader can read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blended_supervision.core.advice import Advice, Mode

# The words for what is a code in the advice's JSON, as its text has them.
_WELSH = {
    "Advice": "Cyngor",
    "No mode is advised": "Ni chynghorir unrhyw ddull",
    "Provisional: what is still unknown may change it.": "Dros dro: gall yr hyn sy'n dal yn anhysbys ei newid.",
    "Note": "Sylwch",
    "Stop": "Stopiwch",
    "To ask": "I'w gofyn",
    "Modes": "Dulliau",
    "Mode": "Dull",
    "Permission": "Caniatâd",
    "Counts": "Cyfrif",
    "Suits": "Addasrwydd",
    "would do as well": "hefyd yn addas",
    "planned": "a gynlluniwyd",
    "advised": "cynghorir",
    "counts": "yn cyfrif",
    "on top only": "ychwanegol",
    "permitted": "caniateir",
    "needs approval": "i'w gymeradwyo",
    "not permitted": "ni chaniateir",
    "cannot": "amhosibl",
    "well suited": "addas iawn",
    "suited": "addas",
    "use with care": "gyda gofal",
    "poorly suited": "go anaddas",
    "only option": "yr unig ddull y gellir ei ddefnyddio",
    "recommended": "argymhellir hyn",
    "at discretion": "yn ôl eich disgresiwn",
    "refer": "cyfeiriwch y mater",
    "no advice": "ni roddir cyngor",
}


class _Page:
    def __init__(self, advice: Advice, language: str) -> None:
        self._advice = advice
        self._welsh = language == "cy"
        self._language = language

    def html(self) -> str:
        """The whole piece."""
        parts = [self._lead(), self._notice(), self._questions(), self._modes(), self._policy()]
        return f'<section lang="{self._language}">{"".join(parts)}</section>'

    def _say(self, words: str) -> str:
        return escape(_WELSH[words] if self._welsh else words)

    def _lead(self) -> str:
        label = self._advice.lead_label()
        lead = self._say("No mode is advised") if label is None else escape(label)
        provisional = "Provisional: what is still unknown may change it."
        more = f"<p>{self._say(provisional)}</p>" if self._advice.provisional else ""
        return f"<h3>{self._say('Advice')}: {lead}</h3><p>{self._say(self._advice.firmness.value)}</p>{more}"

    def _notice(self) -> str:
        reasons = self._advice.reasons
        if not reasons:
            return ""
        title = "Stop" if self._advice.notice == "stop" else "Note"
        return f"<h4>{self._say(title)}</h4>{self._list(reasons)}"

    def _questions(self) -> str:
        questions = [question.text for question in self._advice.ask]
        return f"<h4>{self._say('To ask')}</h4>{self._list(questions)}" if questions else ""

    def _list(self, items: Iterable[str]) -> str:
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"

    def _modes(self) -> str:
        titles = ("Mode", "Permission", "Counts", "Suits")
        head = "".join(f'<th scope="col">{self._say(title)}</th>' for title in titles)
        rows = "".join(self._row(mode) for mode in self._advice.modes)
        return (
            f"<table><caption>{self._say('Modes')}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, mode: Mode) -> str:
        held = {
            "advised": mode.id == self._advice.lead,
            "would do as well": mode.id in self._advice.alternatives,
            "planned": mode.planned,
        }
        marks = [word for word, holds in held.items() if holds]
        marked = f" ({', '.join(self._say(word) for word in marks)})" if marks else ""
        cells = (mode.permission.value, "counts" if mode.counts else "on top only", mode.band.value)
        columns = "".join(f"<td>{self._say(cell)}</td>" for cell in cells)
        return f'<tr><th scope="row">{escape(mode.label)}{marked}</th>{columns}</tr>'

    def _policy(self) -> str:
        # Its title says where it is an illustration.
        told = self._advice.json()
        return f"<p>{escape(told['policy']['title'])}, {escape(told['policy']['version'])}. {told['as_of']}</p>"


def page_of(advice: Advice, language: str) -> str:
    """The advice in the language it speaks, `"en"` or `"cy"`."""
    return _Page(advice, language).html()
