from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from conftest import MONDAY, NEXT_MONDAY

import blended_supervision as bs


def test_what_the_getters_say_is_what_the_json_says(whole: bs.Policy, caseload: dict[str, str]) -> None:
    seen: set[object] = set()
    for case in caseload.values():
        advice = whole.advise(case, mapping="ndelius", contact=NEXT_MONDAY, as_of=MONDAY)
        told = advice.json()
        outcome, notice = told["outcome"], told["notice"]
        assert (advice.lead, advice.lead_label(), advice.firmness) == (
            outcome["lead"],
            outcome["lead_label"],
            outcome["firmness"],
        )
        assert (advice.provisional, advice.planned_safe) == (outcome["provisional"], outcome["planned"]["safe"])
        assert advice.alternatives == outcome["alternatives"]
        assert (advice.notice, advice.notice_key) == (notice["level"], notice["key"])
        assert len(advice.reasons) == len({reason["why"] for reason in notice["reasons"]}) or advice.reasons
        asked = [tuple(fact["fact"] for fact in question["facts"]) for question in told["ask"]]
        assert [question.facts for question in advice.ask] == asked
        assert [question.id for question in advice.ask] == [question["question"] for question in told["ask"]]
        keys = ("mode", "label", "permission", "counts", "in_person", "score", "band", "why_not_lead")
        modes = [
            (m.id, m.label, m.permission, m.counts, m.in_person, m.score, m.band, m.why_not_lead) for m in advice.modes
        ]
        assert modes == [tuple(mode[key] for key in keys) for mode in told["modes"]]
        assert [mode.id for mode in advice.modes if mode.planned] == ["telephone"]
        assert advice.facts == told["facts"]
        seen |= {advice.firmness, advice.notice, *(m.permission for m in advice.modes), *(m.band for m in advice.modes)}
    assert {bs.Firmness.RECOMMENDED, bs.Notice.STOP, bs.Permission.CANNOT, bs.Band.POORLY_SUITED} <= seen


def test_the_sample_caseload_comes_out_as_in_the_readme(whole: bs.Policy, caseload: dict[str, str]) -> None:
    leads = [whole.advise(case, mapping="ndelius", as_of=MONDAY).lead for case in caseload.values()]
    assert (leads.count("office"), leads.count(None), leads.count("telephone")) == (7, 2, 1)


def test_unknown_is_none_and_false_is_known(whole: bs.Policy) -> None:
    answers = {"contact.private_place": False, "circumstances.travel_minutes": 95, "circumstances.prefers": "telephone"}
    facts = whole.advise({"crn": "X1"}, mapping="ndelius", answers=answers, as_of=MONDAY).facts
    assert {name: facts[name] for name in answers} == answers
    assert facts["contact.private_place"] is False
    assert facts["contact.safe_to_call"] is None
    with pytest.raises(KeyError):
        facts["contact.no_such_fact"]


def test_a_payload_is_a_dict_a_text_or_bytes_and_comes_to_the_same(kent: bs.Policy, caseload: dict[str, str]) -> None:
    text = caseload["X100003"]
    inputs = {kent.advise(given, mapping="ndelius").input() for given in (text, text.encode(), json.loads(text))}
    assert len(inputs) == 1


def test_dates_in_what_is_given_are_days(kent: bs.Policy) -> None:
    given = {"contact.private_place": {"value": True, "who": "olive", "day": date(2026, 11, 20)}}
    assert kent.advise({}, mapping="ndelius", answers=given).facts["contact.private_place"] is True
    later = {"contact.private_place": {"value": True, "who": "olive", "day": date(2026, 11, 24)}}
    assert kent.advise({}, mapping="ndelius", answers=later).facts["contact.private_place"] is None


def test_the_day_is_the_one_the_policy_was_selected_on_else_today(kent: bs.Policy, whole: bs.Policy) -> None:
    assert kent.advise({}, mapping="ndelius").json()["as_of"] == "2026-11-23"
    assert kent.advise({}, mapping="ndelius", as_of=date(2026, 12, 1)).json()["as_of"] == "2026-12-01"
    today = date.fromisoformat(whole.advise({}, mapping="ndelius").json()["as_of"])
    assert abs((today - date.today()).days) <= 1


def test_the_region_is_the_selected_one_unless_the_contact_names_one(kent: bs.Policy, whole: bs.Policy) -> None:
    assert kent.advise({}, mapping="ndelius").json()["policy"]["region"]["id"] == "Kent, Surrey and Sussex"
    in_wales = {**NEXT_MONDAY, "region": "Wales"}
    assert whole.advise({}, mapping="ndelius", contact=in_wales).json()["policy"]["region"]["id"] == "Wales"
    assert whole.advise({}, mapping="ndelius", region="Wales").json()["policy"]["region"]["id"] == "Wales"
    assert whole.advise({}, mapping="ndelius").json()["policy"]["region"] is None
    with pytest.raises(bs.NotFoundError) as raised:
        kent.advise({}, mapping="ndelius", contact=in_wales)
    assert raised.value.location == "/contact/region"


def test_where_nobody_names_a_region_it_is_that_of_the_payload(kent: bs.Policy, whole: bs.Policy) -> None:
    officer = {"provider": "Wales", "responsibleOfficer": True}
    payload = {"personalDetails": {"staffContacts": [officer]}}
    assert whole.advise(payload, mapping="ndelius").json()["policy"]["region"]["id"] == "Wales"
    elsewhere = kent.advise(payload, mapping="ndelius").json()
    assert elsewhere["policy"]["region"]["id"] == "Kent, Surrey and Sussex"
    assert [other["region"] for other in elsewhere["other_regions"]] == ["Wales"]


def test_advice_speaks_both_languages(advice: bs.Advice) -> None:
    welsh = advice.in_language("cy")
    assert (advice.lead_label(), welsh.lead_label()) == ("Office visit", "Ymweliad swyddfa")
    assert advice.lead_label("cy") == welsh.lead_label()
    assert welsh.json()["language"] == "cy"
    assert welsh.text() == advice.text("cy") != advice.text()
    assert (welsh.reasons, welsh.ask, welsh.modes) != (advice.reasons, advice.ask, advice.modes)
    with pytest.raises(bs.UsageError, match="fr"):
        advice.in_language("fr")  # type: ignore[arg-type]


def test_text_keeps_to_its_width_and_is_coloured_when_asked(advice: bs.Advice) -> None:
    assert max(map(len, advice.text(width=60).splitlines())) <= 60
    assert "\033[" in advice.text(colour=True)
    assert "\033[" not in advice.text()
    for width in (0, 39, 201):
        with pytest.raises(bs.UsageError, match="40 to 200"):
            advice.text(width=width)


def test_advice_is_given_again_from_its_input(kent: bs.Policy, whole: bs.Policy, advice: bs.Advice) -> None:
    again = kent.replay(advice.input())
    assert again.json() == advice.json()
    assert again.input() == advice.input()
    assert kent.replay(advice.in_language("cy").input()).lead_label() == "Ymweliad swyddfa"


def test_advice_is_not_given_again_by_another_policy_or_from_another_engine(kent: bs.Policy, advice: bs.Advice) -> None:
    nation = bs.Policy.load("england-wales", regions=False)
    stored = json.loads(advice.input())
    with pytest.raises(bs.ReplayError):
        nation.replay(advice.input())
    with pytest.raises(bs.ReplayError):
        kent.replay(json.dumps({**stored, "engine": 999}))
    with pytest.raises(bs.NotFoundError, match="another region"):
        bs.Policy.load("england-wales", region="Wales", as_of=MONDAY).replay(advice.input())
    with pytest.raises(bs.PayloadError):
        kent.replay(b"{}")


def test_advice_pickles_with_its_policy_and_language(advice: bs.Advice) -> None:
    again = pickle.loads(pickle.dumps(advice.in_language("cy")))
    assert again.json() == advice.json("cy")


def test_what_is_wrong_with_what_is_given_is_told_with_its_place(kent: bs.Policy) -> None:
    with pytest.raises(bs.PayloadError) as raised:
        kent.advise({}, mapping="ndelius", contact={"date": "tomorrow"})
    assert [problem.location for problem in raised.value.problems] == [raised.value.location] == ["/contact/date"]
    with pytest.raises(bs.PayloadError, match="cut off"):
        kent.advise("{", mapping="ndelius")
    with pytest.raises(bs.PayloadError) as raised:
        kent.advise({}, mapping="ndelius", answers={"contact.private_plce": True})
    assert "contact.private_place" in str(raised.value)


def test_the_form_lists_what_was_answered_and_tags_the_lead(kent: bs.Policy, caseload: dict[str, str]) -> None:
    answers = {"contact.private_place": True}
    advice = kent.advise(caseload["X100005"], mapping="ndelius", answers=answers)
    form = advice.form(answered=answers)
    asked = {question["fact"]: question for question in form["ask"]["questions"]}
    assert [option["checked"] for option in asked["contact.private_place"]["options"]] == [True, False, False]
    tags = {mode["mode"]: mode["tag"] for mode in form["modes"]}
    assert tags[advice.lead]["colour"] == "green"
    assert advice.form(answered=answers, lang="cy")["ask"]["heading"] == "Cwestiynau"
    with pytest.raises(bs.PayloadError, match="private_plaice"):
        advice.form(answered=["contact.private_plaice"])


@pytest.mark.parametrize("payload", [{"x": float("nan")}, {"x": object()}, {"x": datetime(2026, 1, 1)}, "\ud800", ""])
def test_what_has_no_form_in_json_is_a_wrong_payload(kent: bs.Policy, payload: dict[str, object] | str) -> None:
    with pytest.raises((bs.PayloadError, bs.UsageError)):
        kent.advise(payload, mapping="ndelius")


def test_a_payload_without_an_end_is_a_wrong_payload(kent: bs.Policy) -> None:
    endless: dict[str, object] = {}
    endless["again"] = endless
    deep = "[" * 100_000 + "]" * 100_000
    for payload in (endless, deep):
        with pytest.raises(bs.PayloadError):
            kent.advise(payload, mapping="ndelius")


def test_what_is_no_payload_at_all_is_refused(kent: bs.Policy) -> None:
    with pytest.raises(bs.UsageError, match="list"):
        kent.advise([1], mapping="ndelius")  # type: ignore[arg-type]
    with pytest.raises(bs.UsageError, match="NoneType"):
        kent.advise(None, mapping="ndelius")  # type: ignore[arg-type]


def test_a_mapping_that_does_not_fit_the_policy_is_told(kent: bs.Policy) -> None:
    text = bs.Mapping.load("ndelius").source.replace('"case.tier_v2" = "A3"', '"case.tier_v2" = "A9"')
    with pytest.raises(bs.MappingError, match="A9"):
        kent.advise({}, mapping=bs.Mapping.of_text(text))


def test_its_repr_says_nothing_of_a_person(advice: bs.Advice) -> None:
    assert repr(advice) == "<Advice: office, recommended, provisional>"


class _Reader(HTMLParser):
    """Which elements there are, with their attributes, and whether each is ended where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.words = ""
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data + " "


def test_in_a_notebook_it_is_a_page_that_a_screen_reader_can_read(whole: bs.Policy, caseload: dict[str, str]) -> None:
    for language in ("en", "cy"):
        for case in caseload.values():
            advice = whole.advise(case, mapping="ndelius", contact=NEXT_MONDAY, as_of=MONDAY, lang=language)
            page = _Reader(advice._repr_html_())
            kinds = [kind for kind, _ in page.elements]
            assert page.elements[0] == ("section", {"lang": language})
            assert kinds.count("h3") == 1
            assert {"caption", "table"} <= set(kinds)
            assert not {"script", "img", "link", "style"} & set(kinds)
            assert all(about.get("scope") in ("row", "col") for kind, about in page.elements if kind == "th")
            assert kinds.count("tr") == len(advice.modes) + 1
            assert "(illustrative)" in page.words or language == "cy"
            form = advice.form()  # a page beside the field says the same
            head = form["lead"]["text"] if form["lead"] else form["stop"]["heading"]
            hints = [mode["hint"] for mode in form["modes"] if mode["hint"]]
            for words in (head, *hints, *advice.reasons, *(q.text for q in advice.ask)):
                assert words in page.words


def test_what_a_policy_says_cannot_become_markup(tmp_path_factory: pytest.TempPathFactory) -> None:
    from conftest import ROOT

    folder = tmp_path_factory.mktemp("pack")
    for source in (ROOT / "config").rglob("*.toml"):
        place = folder / source.relative_to(ROOT / "config")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            source.read_text("utf-8").replace("Office visit", "<script>alert(1)</script> & visit"), "utf-8"
        )
    policy = bs.Policy.load(folder / "policies/england-wales.toml", as_of=MONDAY)
    page = policy.advise({}, mapping="ndelius")._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; visit" in page
    assert "<script" not in page
