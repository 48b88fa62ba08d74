"""What a host holds about a person who does not exist, in the shapes of nDelius and the services around it.

It is what config/mappings/ndelius.toml reads. The record knows what is on it (`Person.on_record`) and is silent on the
rest: some of that is so all the same. The whole log of contacts is handed over, as one page.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from blended_supervision.sample.contacts import Held
from blended_supervision.sample.people import Person
from blended_supervision.sample.supervision import BOOKED, EARLY_WEEKS, Supervision

Payload: TypeAlias = dict[str, Any]

_FLAGS: Final[Mapping[str, str]] = {
    "risk.child_protection": "Child Protection",
    "risk.domestic_abuse_perpetrator": "Domestic Abuse Perpetrator",
    "risk.domestic_abuse_victim": "Domestic Abuse Victim",
    "risk.domestic_abuse_evidence": "MARAC",
    "risk.domestic_abuse_history": "Domestic Abuse History",
    "risk.sexual_offending": "Non Registered Sex Offender",
    "risk.child_sexual_exploitation": "Child Sexual Exploitation - Perpetrator",
    "risk.to_staff": "Risk to Staff",
    "risk.cuckooing": "Cuckooing",
}
_DISABILITIES: Final[Mapping[str, str]] = {
    "circumstances.hearing_or_speech": "Hearing Difficulties",
    "circumstances.learning_disability": "Learning Disability",
    "circumstances.complex_needs": "Mental Illness",
    "circumstances.physical_disability": "Mobility related Disabilities",
}
_CIRCUMSTANCES: Final[Mapping[str, tuple[str, str]]] = {
    "circumstances.childcare": ("Dependents", "Is a Primary Carer"),
    "circumstances.unable_to_travel": ("General Health", "Unable to travel"),
}
_NEEDS: Final[Mapping[str, str]] = {
    "needs.accommodation": "ACCOMMODATION",
    "needs.employment": "EDUCATION_TRAINING_AND_EMPLOYABILITY",
    "needs.relationships": "RELATIONSHIPS",
    "needs.lifestyle": "LIFESTYLE_AND_ASSOCIATES",
    "needs.drugs": "DRUG_MISUSE",
    "needs.alcohol": "ALCOHOL_MISUSE",
    "needs.thinking": "THINKING_AND_BEHAVIOUR",
    "needs.attitudes": "ATTITUDE",
    "needs.wellbeing": "EMOTIONAL_WELLBEING",
}
_ORDERS: Final[Mapping[str, tuple[str, str]]] = {
    "community order": ("ORA Community Order", "COMMUNITY"),
    "suspended sentence order": ("ORA Suspended Sentence Order", "COMMUNITY"),
    "licence": ("Adult Licence", "CUSTODY"),
    "post-sentence supervision": ("Post Sentence Supervision", "CUSTODY"),
}
_PHASES: Final[Mapping[str, str]] = {
    "early engagement": "INIT",
    "standard": "STD",
    "final third": "FTHRD",
    "IOM": "IOM",
    "OPD": "OPD",
    "not applicable": "SPNA",
    "in custody": "SENT",
}
_TYPES: Final[Mapping[str, str]] = {
    "office": "Planned Office Visit (NS)",
    "in person elsewhere": "Planned Contact - other than office (NS)",
    "home visit": "Home Visit to Case (NS)",
    "doorstep": "Planned Doorstep Contact (NS)",
    "video": "Planned Video Contact (NS)",
    "telephone": "Planned Telephone Contact (NS)",
    "online check-in": "Online check in submitted",
}
_FIRST_TYPES: Final[Mapping[str, str]] = {
    "office": "Initial Appointment - In office (NS)",
    "telephone": "Initial Appointment by Telephone (NS)",
    "video": "Initial Appointment by Video (NS)",
    "home visit": "Initial Appointment - Home Visit (NS)",
    "in person elsewhere": "Prison Visit",
    "doorstep": "Initial Appointment on Doorstep (NS)",
}
_OUTCOMES: Final[Mapping[str, str]] = {
    "attended": "Attended - Complied",
    "missed": "Failed To Attend",
    "excused": "Acceptable Absence - Medical",
}
_MAY_FAIL: Final = ("roshWidget", "risks", "needs", "tierV3", "supervisionPackage")
_FAILURE: Final[Payload] = {"status": 500, "userMessage": "Internal server error"}


def payload(supervision: Supervision, day: date, chance: random.Random) -> Payload:
    """What the host holds on a day. In one of 100 cases a service answers with an error.

    Args:
        supervision: Of whom.
        day: The day.
        chance: Where chance comes from.
    """
    person = supervision.person
    whole: Payload = {
        "crn": person.crn,
        "personalDetails": _personal_details(person),
        "sentences": _sentences(person),
        "riskFlags": _risk_flags(supervision, day),
        "tier": {"tierScore": person.facts["case.tier_v2"]},
        "tierV3": {
            "tierScore": person.facts["case.tier_v3"] if "case.tier_v3" in person.on_record else "MISSING",
            "provisional": person.facts["case.tier_provisional"],
        },
        "supervisionPackage": _package(supervision, day),
        "activity": _activity(supervision.held, day, person),
    }
    if day >= person.assessed:
        rosh = str(person.facts["risk.rosh"]).upper().replace(" ", "_")
        whole["roshWidget"] = {"overallRisk": rosh, "riskInCommunity": {"Public": rosh}}
        whole["risks"] = _risks(person, rosh)
        if "needs" in person.on_record:
            whole["needs"] = _needs(person)
    if chance.random() < 0.01:
        whole[chance.choice(_MAY_FAIL)] = _FAILURE
    return whole


def _told(person: Person, fact: str) -> bool:
    """Whether it is so, and on the record."""
    return person.facts[fact] is True and fact in person.on_record


def _personal_details(person: Person) -> Payload:
    homeless = "Homeless - Rough Sleeping" if _told(person, "circumstances.no_fixed_abode") else None
    return {
        "crn": person.crn,
        "mobileNumber": "07700 900000" if _told(person, "circumstances.telephone") else "",
        "preferredLanguage": "English",
        "requiresInterpreter": person.facts["circumstances.interpreter"],
        "mainAddress": {"type": homeless or "Rental accommodation - private rental", "noFixedAddress": bool(homeless)},
        "circumstances": {
            "circumstances": [
                {"type": kind, "subType": sub} for fact, (kind, sub) in _CIRCUMSTANCES.items() if _told(person, fact)
            ]
        },
        "disabilities": {"disabilities": [name for fact, name in _DISABILITIES.items() if _told(person, fact)]},
        "provisions": {"provisions": []},
        "staffContacts": [
            {"provider": person.region, "allocatedDate": person.took_over.isoformat(), "responsibleOfficer": True}
        ],
    }


def _sentences(person: Person) -> Payload:
    description, kind = _ORDERS[person.sentence]
    requirements = [{"description": "Rehabilitation Activity Requirement (RAR)", "active": True}]
    if _told(person, "case.accredited_programme"):
        requirements.append({"description": "Accredited Programme", "active": True})
    conditions = []
    if _told(person, "sentence.device_condition"):
        conditions.append({"mainDescription": "Internet access prohibited", "active": True})
    return {
        "sentences": [
            {
                "order": {
                    "description": description,
                    "sentenceType": kind,
                    "startDate": person.started.isoformat(),
                    "endDate": person.ends.isoformat(),
                },
                "licenceConditions": conditions,
                "requirements": requirements,
            }
        ]
    }


def _risk_flags(supervision: Supervision, day: date) -> Payload:
    person = supervision.person
    flags = [name for fact, name in _FLAGS.items() if _told(person, fact)]
    if person.facts["risk.registered_sex_offender"]:
        flags.append("Registered Sex Offender")
    if supervision.suspended(day):
        flags.append("Probation Reset")
    mappa = None
    if person.facts["risk.mappa_level"] != "none":
        mappa = {"level": person.facts["risk.mappa_level"], "category": person.facts["risk.mappa_category"]}
    return {"mappa": mappa, "riskFlags": [{"description": name, "removed": False} for name in flags]}


def _risks(person: Person, rosh: str) -> Payload:
    harm = "YES" if _told(person, "risk.self_harm") else "NO"
    if person.facts["risk.self_harm"] and harm == "NO":
        harm = "DK"
    return {
        "riskToSelf": {"suicide": {"current": harm}, "selfHarm": {"current": harm}},
        "summary": {"overallRiskLevel": rosh},
    }


def _needs(person: Person) -> Payload:
    return {
        "identifiedNeeds": [{"section": name} for fact, name in _NEEDS.items() if person.facts[fact]],
        "notIdentifiedNeeds": [{"section": name} for fact, name in _NEEDS.items() if not person.facts[fact]],
    }


def _package(supervision: Supervision, day: date) -> Payload:
    person = supervision.person
    phase = "SPNK" if "case.phase" not in person.on_record else _PHASES[supervision.phase(day)]
    return {
        "currentPhase": {"supervisionPackage": {"code": phase}, "phase": phase},
        "earlyEngagement": {"weeks": EARLY_WEEKS, "completed": supervision.phase(day) != "early engagement"},
        "currentYear": {
            "appointments": {
                "allowance": supervision.allowance(),
                "scheduled": BOOKED,
                "completed": supervision.used(day),
            },
            "endDate": supervision.year_ends(day).isoformat(),
        },
        "context": {
            "gender": "Female" if person.woman else "Male",
            "sentences": [_sentence(supervision)],
            "integratedOffenderManagementRedRated": person.facts["case.iom_red"],
            "offenderPersonalDisorderPathway": person.facts["case.opd"],
            "intensiveSupervisionCourt": person.facts["case.intensive_supervision_court"],
            "preventConcerns": person.facts["case.prevent_concerns"],
            "nationalSecurityDivision": person.facts["case.national_security_division"],
            "finalThirdEligibility": {"eligible": supervision.phase(day) == "final third"},
        },
    }


def _sentence(supervision: Supervision) -> Payload:
    custodial = supervision.person.sentence == "licence"
    custody = {"custody": {"finalThirdDate": supervision.final_third_begins().isoformat()}} if custodial else {}
    return {"type": {"isCustodial": custodial}, "inBreach": False, **custody}


def _activity(contacts: list[Held], day: date, person: Person) -> Payload:
    """The log, the newest contact first. Meetings of professionals are not contacts with the person."""
    activities = [_entry(held, day, person) for held in reversed(contacts) if held.contact.day <= day]
    return {"size": 500, "page": 0, "totalResults": len(activities), "totalPages": 1, "activities": activities}


def _entry(held: Held, day: date, person: Person) -> Payload:
    contact = held.contact
    entry: Payload = {
        "id": contact.number,
        "type": _type(held, person),
        "startDateTime": f"{contact.day.isoformat()}T10:15:00Z[Europe/London]",
        "isAppointment": contact.scheduled,
        "hasOutcome": held.recorded is not None and held.recorded <= day,
    }
    if entry["hasOutcome"]:
        entry |= {"outcome": _OUTCOMES[held.attended], "wasAbsent": held.attended == "missed"}
    return entry


def _type(held: Held, person: Person) -> str:
    contact = held.contact
    if contact.takes_part == "professionals":
        return "Case Discussion"
    if contact.purpose == "three-way meeting":
        return "3 Way Meeting (NS)"
    if held.mode == "online check-in":
        return "Online check in expired" if held.attended == "missed" else "Online check in submitted"
    if contact.purpose == "initial appointment":
        return _FIRST_TYPES[held.mode]
    if not contact.scheduled and held.mode == "telephone":
        return "Phone call"
    if person.in_custody and held.mode == "in person elsewhere":
        return "Prison Visit"
    return _TYPES[held.mode]
