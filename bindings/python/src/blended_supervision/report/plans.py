"""Which tables a report has, and how each is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from blended_supervision.report.answers import AGAIN_DAYS
from blended_supervision.report.dimension import DID_NOT_DEPART, NO_LEAD, NO_OUTCOME
from blended_supervision.report.frame import Prepared
from blended_supervision.report.plan import Plan, RatePlan
from blended_supervision.report.words import NOT_KNOWN

CAUTION: Final = (
    "Risk chooses the mode: people seen in person are not like people who are called. Do not read differences between "
    "modes as effects of the mode."
)

_RECORDED = ("attended", "missed", "excused", "not recorded", NOT_KNOWN)
_STATES_NEEDING = ("approved", "waiting", "refused", "lapsed")

_AGREEMENT = (
    RatePlan("Followed the lead", ("followed",)),
    RatePlan("Chose an alternative", ("alternative",)),
    RatePlan("Departed", ("departed",)),
    RatePlan("There was no lead", (NO_LEAD,)),
)
_ATTENDANCE = (
    RatePlan("Missed, of known attendance", ("missed",), ("attended", "missed", "excused")),
    RatePlan("No outcome recorded, of contacts past", (NO_OUTCOME,), (*_RECORDED, NO_OUTCOME)),
)
_TECHNICAL = (RatePlan("Technical failure, of those where it is known", ("failed",), ("failed", "worked")),)
_STATES = (
    RatePlan("Approved, of those that needed it", ("approved",), _STATES_NEEDING),
    RatePlan("Outside policy, of all", ("outside policy",)),
)


def plans(prepared: Prepared, by: str) -> Sequence[Plan]:
    """The tables for what the frame holds, in the order of the report."""
    words = prepared.dimensions
    there = set(prepared.data.columns)
    wanted = (by, "tier", "earlier tier", "risk", "phase", "region", "team" if "team" in there else "role", "month")
    breakdowns = [name for name in dict.fromkeys(wanted) if name in there]
    made: list[Plan] = []

    def each(name: str, title: str, columns: str, rates: tuple[RatePlan, ...], *notes: str) -> None:
        made.extend(
            Plan(
                f"{name}-by-{_slug(row)}",
                name,
                f"{title}, by {_lower(words[row].label)}",
                (row,),
                columns,
                rates,
                notes,
                main=(row == by and name != "reasons") or (name == "agreement" and row == "month"),
            )
            for row in breakdowns
        )

    each(
        "agreement",
        "Agreement with advice",
        "agreement",
        _AGREEMENT,
        "Who departs chose neither the lead nor an alternative as good. That is discretion, and not a fault: the "
        "principles leave it to the practitioner, who gives a reason.",
    )
    made.append(
        Plan(
            "reasons",
            "reasons",
            "Reasons for departing",
            ("reason",),
            None,
            (RatePlan("Share of departures", None),),
            ("Of decisions that depart from advice, those where there was no lead among them.",),
            base=(("departs", "yes"),),
            left_out=(DID_NOT_DEPART,),
            main=True,
        )
    )
    each("reasons", "Reasons for departing", "reason", ())
    each(
        "approvals",
        "How decisions stand",
        "state",
        _STATES,
        "As on the day of the frame. “Waiting” needs an approval that nobody has given or refused yet.",
    )
    each(
        "outside",
        "Decisions outside policy",
        "outside",
        (RatePlan("Outside policy", ("no advice", "cannot", "not permitted", "does not count")),),
        "Recorded as exactly that and never refused. The first reason that holds is the one given.",
    )
    made += _technology(prepared, by, words[by].label)
    made += _with_modes(prepared)
    made += _access(prepared)
    present = set(prepared.data["reason"].unique())
    return [plan for plan in made if plan.id != "reasons" or present - {DID_NOT_DEPART}]


def _technology(prepared: Prepared, by: str, label: str) -> Sequence[Plan]:
    of_outcomes = (
        "“Known attendance” is attended, missed or excused. Contacts to come, contacts without an outcome and outcomes "
        "that do not say are shown, and are in neither count of the rate."
    )
    made = [
        Plan(
            "modes-advised-and-decided",
            "modes-advised",
            "Modes decided, by mode advised",
            ("advised",),
            "mode",
            (RatePlan("Decided as advised", None),),
            ("Rows are the mode advised, columns the mode decided.",),
            main=True,
        ),
        Plan(
            "modes-decided-and-used",
            "modes-used",
            "Modes contacts took place by, by mode decided",
            ("mode",),
            "took_place",
            (RatePlan("By the mode decided, of modes known", None, tuple(prepared.values("mode"))),),
            ("An outcome says by which mode a contact took place, if it did.", CAUTION),
            main=True,
        ),
        Plan(
            "attendance-by-mode",
            "attendance",
            "Attendance and missed contacts, by mode decided",
            ("mode",),
            "attendance",
            (RatePlan("Attended, of known attendance", ("attended",), ("attended", "missed", "excused")), *_ATTENDANCE),
            (of_outcomes, CAUTION),
            main=True,
        ),
        Plan(
            "technical-by-mode",
            "technical",
            "Technical failures, by mode decided",
            ("mode",),
            "technical",
            _TECHNICAL,
            ("Outcomes that do not say whether technology failed are not counted as working.", CAUTION),
            main=True,
        ),
    ]
    if by != "mode":
        made += [
            Plan(
                f"attendance-by-{_slug(by)}",
                "attendance",
                f"Attendance, by {_lower(label)}",
                (by,),
                "attendance",
                _ATTENDANCE,
            ),
            Plan(
                f"technical-by-{_slug(by)}",
                "technical",
                f"Technical failures, by {_lower(label)}",
                (by,),
                "technical",
                _TECHNICAL,
            ),
        ]
    return made


def _with_modes(prepared: Prepared) -> Sequence[Plan]:
    made = [
        Plan(
            "risk-information-by-mode",
            "risk-information",
            "Risk information gained, by mode decided",
            ("mode",),
            "risk_information",
            (RatePlan("Gained, of outcomes that say", ("gained",), ("gained", "none")),),
            (CAUTION,),
            main=True,
        ),
        Plan(
            "right-mode-by-mode",
            "right-mode",
            "The practitioner's view afterwards, by mode decided",
            ("mode",),
            "right_mode",
            tuple(
                RatePlan(label, (value,), ("right", "in person would have been better", "remote would have done"))
                for label, value in (
                    ("Right", "right"),
                    ("In person would have been better", "in person would have been better"),
                    ("Remote would have done", "remote would have done"),
                )
            ),
            ("Of outcomes in which the practitioner said whether the mode was right.", CAUTION),
            main=True,
        ),
        Plan(
            "in-person-again-by-mode",
            "in-person-again",
            f"In-person contact within {AGAIN_DAYS} days of a remote contact, by mode decided",
            ("mode",),
            "again",
            (RatePlan("In person within 30 days", ("again",), ("again", "not again")),),
            (
                f"Counted are remote contacts that were attended and were to count. “In person within {AGAIN_DAYS} "
                "days” means: a decision made later about the same person is for an in-person mode, on a day after the "
                f"remote contact and at most {AGAIN_DAYS} days after it. Why is not known: an in-person contact was "
                "often due next in any case. So this is the most that remote contacts can have failed to suffice.",
                f"Where {AGAIN_DAYS} days are not over on the frame's last day, and nothing has followed yet, the "
                "contact is in neither count of the rate.",
                CAUTION,
            ),
            base=(("attendance", "attended"),),
            total_base=(("setting", "remote"),),
            left_out=(*prepared.in_person, NOT_KNOWN),
            main=True,
        ),
        Plan(
            "promises-by-mode",
            "promises",
            "Promised mitigations, by mode decided",
            ("mode",),
            "promise",
            (RatePlan("Kept, of those kept or overdue", ("kept",), ("kept", "overdue")),),
            (
                "Counted are promises, not decisions. That no outcome speaks of a promise is not that it was kept.",
                CAUTION,
            ),
            promises=True,
            main=True,
        ),
    ]
    for dimension, title, note in (
        (
            "home visits",
            "First home visits on time, by mode decided",
            "How the rules of the policy on the first home visit stood when advice was given, for those whom one "
            "reaches; others are “No such rule”. Where several do, the one furthest from kept counts.",
        ),
        (
            "cadence",
            "Cadence kept, by mode decided",
            "How the other rules of the policy on how often and how somebody is seen stood when advice was given, for "
            "those whom one reaches; others are “No such rule”. Where several do, the one furthest from kept counts. "
            "“Not published” means that there is a rule and its number is not public. A contact in person may be the "
            "answer to a rule that is due or overdue.",
        ),
    ):
        if dimension in prepared.data.columns:
            made.append(
                Plan(
                    f"{_slug(dimension)}-by-mode",
                    _slug(dimension),
                    title,
                    ("mode",),
                    dimension,
                    (
                        RatePlan("Kept, of those known", ("kept",), ("kept", "due", "overdue")),
                        RatePlan("Overdue, of those known", ("overdue",), ("kept", "due", "overdue")),
                    ),
                    (note, CAUTION),
                    main=True,
                )
            )
    return made


def _access(prepared: Prepared) -> Sequence[Plan]:
    needs = tuple(prepared.needs)
    if not needs:
        return []
    note = (
        "Each need is told apart on its own, and a person may have several. “Not known” is not “no”: the record does "
        "not say."
    )
    return [
        Plan(
            "access-agreement",
            "access-agreement",
            "Agreement with advice, by access need",
            needs,
            "agreement",
            _AGREEMENT,
            (note,),
            main=True,
        ),
        Plan(
            "access-attendance",
            "access-attendance",
            "Attendance, by access need",
            needs,
            "attendance",
            _ATTENDANCE,
            (note,),
            main=True,
        ),
        Plan(
            "access-technical",
            "access-technical",
            "Technical failures, by access need",
            needs,
            "technical",
            _TECHNICAL,
            (note,),
            main=True,
        ),
    ]


def _slug(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text.lower())


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
