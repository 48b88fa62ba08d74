"""The fixed words of pages and reports, in English and Welsh, from config/words."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from typing import Final, get_args

from blended_supervision.base.given import Language
from blended_supervision.base.shipped import config_folder
from blended_supervision.errors import UsageError

_OF_THE_PLUGIN: Final = ("permission", "counting", "band", "advice", "month")
"""Groups of the plugin's words that pages use too."""

_PART: Final = re.compile(r"\{(\d)\}")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class Words:
    """The words of one language: `words("agreement.title")`. Made by `words_in`.

    Example:
        >>> words_in("cy")("figures.heading")
        'Ffigurau allweddol'
    """

    def __init__(self, language: Language) -> None:
        """Reads them.

        Args:
            language: `"en"` or `"cy"`.
        """
        self.language: Language = language
        self._said: dict[str, str] = {}
        for file in ("plugin", "report"):
            groups = tomllib.loads((config_folder("words") / language / f"{file}.toml").read_text("utf-8"))
            if file == "plugin":
                groups = {name: groups[name] for name in _OF_THE_PLUGIN}
            self._said |= {f"{group}.{key}": said for group, held in groups.items() for key, said in held.items()}

    def __call__(self, key: str, *parts: object) -> str:
        """What stands under `GROUP.KEY`, with `{1}`, `{2}` and so on filled in.

        Args:
            key: The group and the key.
            parts: What is filled in.
        """
        return _PART.sub(lambda part: str(parts[int(part[1]) - 1]), self._said[key])

    def __contains__(self, key: str) -> bool:
        """Whether anything stands under `GROUP.KEY`."""
        return key in self._said

    def day(self, day: date) -> str:
        """A day: `23 November 2026`."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """A month: `November 2026`."""
        return f"{self(f'month.{_MONTHS[day.month - 1]}')} {day.year}"


@cache
def words_in(language: str) -> Words:
    """The words of a language.

    Args:
        language: `"en"` or `"cy"`.

    Raises:
        UsageError: There is no such language.
    """
    for known in get_args(Language):
        if language == known:
            return Words(known)
    raise UsageError(f'there is no language {language!r}; there are "en" and "cy"')


def as_key(text: str) -> str:
    """A value of a closed set as the catalogue has it among its keys.

    >>> as_key("in person would have been better")
    'in_person_would_have_been_better'
    """
    return re.sub(r"\W", "_", text)


def sentence_case(text: str) -> str:
    """`text` with its first letter as a capital; the rest stays, so that names and acronyms do.

    >>> sentence_case("very high")
    'Very high'
    """
    return text[:1].upper() + text[1:]


def within_sentence(text: str) -> str:
    """`text` with its first letter small, for the middle of a sentence.

    >>> within_sentence("Risk of serious harm")
    'risk of serious harm'
    """
    return text[:1].lower() + text[1:]
