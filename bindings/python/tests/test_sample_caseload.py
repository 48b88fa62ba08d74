"""The people of the sample, what a host holds about them, what is planned and what is answered."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import blended_supervision as bs
from blended_supervision.sample.contacts import IN_PERSON, Contact, Held
from blended_supervision.sample.people import Person, person
from blended_supervision.sample.practitioner import Practitioner
from blended_supervision.sample.records import payload
from blended_supervision.sample.supervision import Supervision

START = date(2026, 10, 1)


def somebody(number: int, *, new: bool = False) -> Supervision:
    chance = random.Random(number)
    return Supervision(person(chance, f"S{number:06}", on=START, new=new), chance)


def year(supervision: Supervision) -> Iterator[Contact]:
    """The contacts until a year from the start, each held as planned."""
    while (contact := supervision.plan()) and contact.day < START + timedelta(365):
        yield contact
        supervision.comes_of(contact, contact.planned)


@pytest.fixture(scope="module")
def planned() -> list[tuple[Person, Contact]]:
    return [(who.person, contact) for who in map(somebody, range(150)) for contact in year(who)]


def test_the_same_seed_gives_the_same_person_and_contacts() -> None:
    one, again = somebody(1), somebody(1)
    assert one.person == again.person
    assert list(year(one)) == list(year(again))
    assert one.person != somebody(2).person


def test_what_goes_together_in_life_goes_together_here() -> None:
    people = [somebody(number).person.facts for number in range(400)]
    assert all(facts["risk.sexual_offending"] for facts in people if facts["risk.registered_sex_offender"])
    assert all(facts["risk.mappa_category"] == "1" for facts in people if facts["risk.registered_sex_offender"])
    assert all((facts["risk.mappa_level"] == "none") == (facts["risk.mappa_category"] == "none") for facts in people)
    assert all(str(facts["case.tier_v3"]) in "ABC" for facts in people if facts["risk.rosh"] == "very high")
    assert all(str(facts["case.tier_v3"]) in "EFG" for facts in people if facts["risk.rosh"] == "low")


def test_supervision_begins_with_a_first_appointment() -> None:
    for number in range(30):
        supervision = somebody(number, new=True)
        first = next(year(supervision))
        assert first.purpose == "initial appointment"
        assert first.day > supervision.person.started


def test_the_plan_goes_by_what_is_so(planned: list[tuple[Person, Contact]]) -> None:
    assert all(contact.planned != "home visit" for who, contact in planned if who.facts["circumstances.no_fixed_abode"])
    assert all(contact.planned not in ("office", "home visit") for who, contact in planned if who.in_custody)
    free = [(who.facts, contact.planned) for who, contact in planned if not who.in_custody]
    assert all(mode != "telephone" for facts, mode in free if not facts["circumstances.telephone"])
    meetings = [(who, contact) for who, contact in planned if contact.purpose == "supervision meeting"]
    calls = {
        rosh: [contact.planned not in IN_PERSON for who, contact in meetings if who.facts["risk.rosh"] == rosh]
        for rosh in ("low", "medium", "high")
    }
    low, medium, high = (sum(of) / len(of) for of in calls.values())
    assert low > medium > high > 0
    assert high < 0.1


def test_a_contact_is_planned_before_it_is_held_and_after_the_one_before(planned: list[tuple[Person, Contact]]) -> None:
    for (who, before), (other, contact) in itertools.pairwise(planned):
        assert contact.booked <= contact.day
        assert who != other or before.day <= contact.booked


def test_the_mapping_understands_every_record_and_its_sources_agree(whole: bs.Policy) -> None:
    mapping = bs.Mapping.load("ndelius")
    for number in range(60):
        supervision = somebody(number)
        list(year(supervision))
        day = START + timedelta(365)
        told = whole.advise(payload(supervision, day, random.Random(number)), mapping=mapping, as_of=day).json()
        assert (told["unmapped"], told["others"], told["conflicts"]) == ([], [], [])


def test_what_the_record_does_not_know_is_unknown_to_advice_and_what_it_tells_is_so(whole: bs.Policy) -> None:
    mapping = bs.Mapping.load("ndelius")
    unknown = 0
    for number in range(60):
        supervision = somebody(number)
        facts = whole.advise(payload(supervision, START, random.Random(0)), mapping=mapping, as_of=START).facts
        so = supervision.facts(START)
        for fact in ("risk.domestic_abuse_victim", "risk.domestic_abuse_perpetrator", "circumstances.complex_needs"):
            assert facts[fact] in (so[fact], None)
            unknown += so[fact] is True and facts[fact] is None
    assert unknown > 0


def test_outcomes_are_on_the_record_from_the_day_on_which_they_were_recorded() -> None:
    supervision = somebody(3)
    contact = Contact(1, START, START + timedelta(7), "supervision meeting", "office")
    supervision.held = [Held(contact, "office", "attended", recorded=contact.day + timedelta(5))]

    def outcome(day: date) -> bool:
        (entry,) = payload(supervision, day, random.Random(0))["activity"]["activities"]
        return bool(entry["hasOutcome"])

    assert not outcome(contact.day + timedelta(4))
    assert outcome(contact.day + timedelta(5))


CALL = Contact(99, START, START + timedelta(7), "supervision meeting", "telephone")


def advised(whole: bs.Policy, practitioner: Practitioner) -> bs.Advice:
    record = payload(practitioner.supervision, CALL.booked, random.Random(0))
    return whole.advise(record, mapping="ndelius", contact=CALL.json(), answers=practitioner.given(), as_of=CALL.booked)


def test_what_is_asked_is_answered_by_what_is_so_and_kept(whole: bs.Policy) -> None:
    asked = answered = 0
    for number in range(40):
        practitioner = Practitioner(somebody(number), str(number))
        questions = [fact for question in advised(whole, practitioner).ask for fact in question.facts]
        practitioner.answer(advised(whole, practitioner), CALL)
        so = practitioner.what_is_so(CALL, CALL.booked)
        facts = advised(whole, practitioner).facts
        for fact, answer in practitioner.answers.items():
            assert fact in questions
            assert facts[fact] == answer["value"] == so[fact]
            assert answer["day"] == "2026-10-01"
        asked += sum(not fact.startswith(("history.", "cadence.")) for fact in questions)
        answered += len(practitioner.answers)
    assert 0.8 < answered / asked < 1


def test_an_answer_for_one_contact_names_it(whole: bs.Policy) -> None:
    practitioner = Practitioner(somebody(2), "2")
    first, *others = (fact for question in advised(whole, practitioner).ask for fact in question.facts)
    practitioner = Practitioner(somebody(2), "2", one_contact={first})
    practitioner.answer(advised(whole, practitioner), CALL)
    assert practitioner.answers[first]["contact"] == "2026-10-08"
    assert any(fact in practitioner.answers for fact in others)
    assert all("contact" not in answer for fact, answer in practitioner.answers.items() if fact != first)


def test_what_changed_is_told_after_the_contact() -> None:
    supervision = somebody(2)
    practitioner = Practitioner(supervision, "2")
    practitioner.answers["risk.rising"] = {"value": False, "day": "2026-09-01"}
    supervision.person.concerns = [(START + timedelta(3), START + timedelta(30))]
    practitioner.learn(CALL)
    assert practitioner.answers["risk.rising"]["value"] is True
    assert practitioner.answers["risk.rising"]["day"] == "2026-10-08"


def test_a_question_that_the_sample_cannot_answer_is_not_passed_over(
    whole: bs.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    practitioner = Practitioner(somebody(2), "2")
    advice = advised(whole, practitioner)
    monkeypatch.setattr(Practitioner, "what_is_so", lambda *_: {})
    with pytest.raises(LookupError, match="the sample does not say what is so"):
        practitioner.answer(advice, CALL)
