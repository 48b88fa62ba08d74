"""The words of a report: how ids from a policy are shown, and what rows without a value are called.

Ids that are not listed (another policy's modes, a reason code added since) are shown as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOT_KNOWN: Final = "not known"

#: The modes of the national pack, and whether they are in person. Safest first, as there.
MODES: Final[Mapping[str, bool]] = {
    "office": True,
    "in person elsewhere": True,
    "home visit": True,
    "doorstep": True,
    "video": False,
    "telephone": False,
    "online check-in": False,
}

MODE_WORDS: Final[Mapping[str, str]] = {
    "office": "Office visit",
    "in person elsewhere": "In person elsewhere",
    "home visit": "Home visit",
    "doorstep": "Doorstep visit",
    "video": "Video call",
    "telephone": "Telephone call",
    "online check-in": "Online check-in",
}

REASON_WORDS: Final[Mapping[str, str]] = {
    "person-asked": "The person asked for another mode",
    "safety-of-the-person": "Safer for the person or their family",
    "safety-of-staff": "Safer for staff",
    "need-to-see": "Need to see the person or the place",
    "seen-recently": "Seen in person recently",
    "urgent": "Urgent, and this mode is the quickest",
    "agreed-with-manager": "Agreed with my manager",
    "work-or-care": "Work, training or caring would suffer",
    "illness-or-travel": "Illness, weather or travel",
    "technology": "The technology does not work",
    "understanding": "The person understands better this way",
    "with-another-appointment": "Joined with another appointment",
    "record-out-of-date": "The record is out of date",
    "other": "Another reason, in their own words",
    NOT_KNOWN: "No reason code recorded",
}

ROSH: Final = ("low", "medium", "high", "very high")
TIERS: Final = tuple("ABCDEFG")
EARLIER_TIERS: Final = tuple(f"{letter}{digit}" for letter in "ABCD" for digit in "3210")
PHASES: Final = (
    "early engagement",
    "standard",
    "final third",
    "IOM",
    "OPD",
    "not started",
    "not applicable",
    "in custody",
)
PHASE_WORDS: Final[Mapping[str, str]] = {
    "early engagement": "Early engagement",
    "standard": "Standard",
    "final third": "Final third",
    "IOM": "Integrated offender management",
    "OPD": "Offender personality disorder pathway",
    "not started": "Not started",
    "not applicable": "Does not apply",
    "in custody": "In custody",
}

#: Access needs among the facts of the national pack: the label, and the answer that is the need.
ACCESS_NEEDS: Final[Mapping[str, tuple[str, bool]]] = {
    "circumstances.interpreter": ("Interpreter needed", True),
    "circumstances.hearing_or_speech": ("Hearing or speech need", True),
    "circumstances.physical_disability": ("Physical disability", True),
    "circumstances.learning_disability": ("Learning disability or difficulty", True),
    "circumstances.complex_needs": ("Vulnerable or complex needs", True),
    "circumstances.telephone": ("No telephone", False),
    "circumstances.device": ("No device or data for video", False),
    "circumstances.unable_to_travel": ("Not able to travel", True),
    "circumstances.poor_transport": ("Poor transport", True),
    "circumstances.childcare": ("Childcare responsibilities", True),
    "circumstances.no_fixed_abode": ("No fixed abode", True),
}


def sentence_case(text: str) -> str:
    """`text` with its first letter as a capital; the rest stays, so that names and acronyms do.

    >>> sentence_case("very high")
    'Very high'
    """
    return text[:1].upper() + text[1:]
