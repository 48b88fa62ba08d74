// What the mapping language can say beyond pointers and tables.
#include <gtest/gtest.h>

#include "intake/reading/next_appointment.h"
#include "small_policy.h"

namespace bsup::core::language_test {
namespace {

constexpr const char* kHead = R"toml(
[mapping]
id = "vendor"
version = "1"
)toml";

constexpr const char* kRosh = R"toml(
[table.rosh]
entries = [{ names = ["H", "3"], is = "high" }, { names = ["L"], is = "low" }]
[[part]]
id = "case"
at = ""
)toml";

std::string ProblemsIn(const std::string& text) {
  const auto mapping = LoadMapping("vendor.toml", kHead + text);
  return mapping.ok() ? "" : mapping.error().Message();
}

// What a list of ratings says, of whose members the filter lets some through.
std::string RoshWhere(const std::string& filter, const std::string& members) {
  const Read read(kHead + std::string(kRosh) + "[[part.list]]\nat = \"/l\"\neach = \"/r\"\n" +
                      "fact = \"risk.rosh\"\ntable = \"rosh\"\n" + filter,
                  "{\"l\": [" + members + "]}");
  return read["risk.rosh"];
}

TEST(Tests, AMemberIsThereOrNot) {
  const std::string there = R"(where = { "/d" = { there = true } })";
  EXPECT_EQ(RoshWhere(there, R"({"r": "H", "d": "x"})"), "high");
  for (const char* member : {R"({"r": "H"})", R"({"r": "H", "d": null})", R"({"r": "H", "d": " "})",
                             R"({"r": "H", "d": []})"})
    EXPECT_EQ(RoshWhere(there, member), "unknown") << member;
  EXPECT_EQ(RoshWhere(R"(where = { "/d" = { there = false } })", R"({"r": "H"})"), "high");
  EXPECT_EQ(RoshWhere(R"(except = { "/d" = { there = true } })", R"({"r": "H", "d": 0})"),
            "unknown");
}

TEST(Tests, AMemberIsOneOfSeveralOrNoneOfThem) {
  const std::string one_of = R"(where = { "/s" = { one_of = ["Open", 2, true] } })";
  for (const char* value : {"\"OPEN \"", "2", "2.0", "\"2\"", "true", "\"True\""})
    EXPECT_EQ(RoshWhere(one_of, std::string(R"({"r": "H", "s": )") + value + "}"), "high") << value;
  for (const char* value : {"\"shut\"", "3", "false", "null", "{}"})
    EXPECT_EQ(RoshWhere(one_of, std::string(R"({"r": "H", "s": )") + value + "}"), "unknown")
        << value;
  const std::string plain = R"(where = { "/s" = ["A", "B"] })";
  EXPECT_EQ(RoshWhere(plain, R"({"r": "H", "s": "b"})"), "high") << "a list is one of them";
  const std::string none = R"(where = { "/s" = { not = "shut" } })";
  EXPECT_EQ(RoshWhere(none, R"({"r": "H", "s": "open"})"), "high");
  EXPECT_EQ(RoshWhere(none, R"({"r": "H"})"), "high") << "what is not there is not that";
  EXPECT_EQ(RoshWhere(none, R"({"r": "H", "s": "SHUT"})"), "unknown");
  EXPECT_EQ(
      RoshWhere(R"(where = { "/s" = { not = ["shut", "gone"], there = true } })", R"({"r": "H"})"),
      "unknown");
}

TEST(Tests, ATextHasAnotherInIt) {
  const std::string contains = R"(where = { "/n" = { contains = ["on hold", "Paused"] } })";
  EXPECT_EQ(RoshWhere(contains, R"({"r": "H", "n": "Is  ON\nHold now"})"), "high");
  EXPECT_EQ(RoshWhere(contains, R"({"r": "H", "n": "is held"})"), "unknown");
  const std::string long_text(1000, 'x');
  EXPECT_EQ(RoshWhere(contains, R"({"r": "H", "n": ")" + long_text + R"( paused"})"), "high")
      << "of any length";
}

TEST(Tests, WhatIsWrongWithATestIsTold) {
  const std::string at = "[[part.list]]\nat = \"/l\"\ntable = \"rosh\"\nfact = \"risk.rosh\"\n";
  EXPECT_NE(ProblemsIn(kRosh + at + R"(where = { "/s" = { on_of = ["A"] } })").find("one_of"),
            std::string::npos);
  EXPECT_NE(
      ProblemsIn(kRosh + at + R"(where = { "/s" = {} })").find("there are no tests of \"/s\""),
      std::string::npos);
  EXPECT_NE(ProblemsIn(kRosh + at + R"(where = { "/s" = { one_of = [] } })").find("\"one_of\""),
            std::string::npos);
  EXPECT_NE(ProblemsIn(kRosh + at + R"(where = { "/s" = 1.5 })").find("must be compared with"),
            std::string::npos);
}

TEST(Numbers, AreReadInTextsAndAsWholeFloats) {
  const std::string count = std::string(kRosh) + R"toml(
[[part.value]]
at = "/minutes"
fact = "circumstances.travel_minutes"
[[part.value]]
at = "/level"
fact = "risk.rosh"
table = "rosh"
)toml";
  for (const char* minutes : {"95", "\"95\"", "95.0", "\" 95 \""}) {
    const Read read(kHead + count, std::string(R"({"minutes": )") + minutes + "}");
    EXPECT_EQ(read["circumstances.travel_minutes"], "95") << minutes;
  }
  for (const char* minutes : {"95.5", "\"95 min\"", "\"\"", "1e300", "true"}) {
    const Read read(kHead + count, std::string(R"({"minutes": )") + minutes + "}");
    EXPECT_EQ(read["circumstances.travel_minutes"], "unknown") << minutes;
  }
  EXPECT_EQ(Read(kHead + count, R"({"level": 3.0})")["risk.rosh"], "high");
  EXPECT_EQ(Read(kHead + count, R"({"level": 3})")["risk.rosh"], "high");
}

TEST(Folding, HoldsWithoutATableToo) {
  const std::string plain = std::string(kHead) + R"toml(
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/rosh"
fact = "risk.rosh"
[[part.value]]
at = "/category"
fact = "risk.mappa_category"
[[part.value]]
at = "/telephone"
fact = "circumstances.telephone"
)toml";
  const Read read(plain, R"({"rosh": "Very  HIGH", "category": 2, "telephone": "True"})");
  EXPECT_EQ(read["risk.rosh"], "very high");
  EXPECT_EQ(read["risk.mappa_category"], "2");
  EXPECT_EQ(read["circumstances.telephone"], "true");
  EXPECT_EQ(Read(plain, R"({"telephone": "yes"})")["circumstances.telephone"], "unknown");
}

TEST(FreeText, AFlagIsSetByWhatATextHasInIt) {
  const std::string notes = std::string(kHead) + R"toml(
[table.notes]
entries = [
  { names = ["NFA"], set = { "circumstances.no_fixed_abode" = true } },
  { contains = ["no fixed abode", "sofa surfing"], set = { "circumstances.no_fixed_abode" = true } },
]
others_nothing = true
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/notes"
table = "notes"
)toml";
  for (const char* text : {"nfa", "Of No Fixed  Abode since May", "was sofa-surfing; sofa surfing"})
    EXPECT_EQ(
        Read(notes, std::string(R"({"notes": ")") + text + "\"}")["circumstances.no_fixed_abode"],
        "true")
        << text;
  EXPECT_EQ(Read(notes, R"({"notes": "has a flat"})")["circumstances.no_fixed_abode"], "unknown");
  EXPECT_EQ(Read(notes, R"({"notes": "no fixed abodes"})")["circumstances.no_fixed_abode"],
            "unknown")
      << "whole words";
}

constexpr const char* kContacts = R"toml(
[dates]
forms = ["D/M/Y"]
[table.types]
entries = [
  { names = ["office visit"], mode = "office" },
  { names = ["call"], mode = "telephone" },
]
nothing = ["letter"]
[table.outcomes]
entries = [{ names = ["Y"], attendance = "attended" }, { names = ["N"], attendance = "missed" }]
[contacts.visit]
day = "/date"
time = "/time"
type_when = [
  { when = { "/kind" = "VISIT", "/place" = { one_of = ["OFFICE", "HQ"] } }, is = "Office Visit" },
]
type = "/kind"
types = "types"
outcome = "/came"
outcomes = "outcomes"
[[part]]
id = "log"
at = ""
[[part.contacts]]
at = "/log"
as = "visit"
keyed = true
)toml";

std::string HistoryOf(const Read& read) {
  std::string text = read.value.history.given ? "" : "not given";
  for (const PastContact& contact : read.value.history.contacts) {
    text += contact.day.ToString() +
            (contact.mode ? " " + std::to_string(contact.mode.number()) : "") + " " +
            kAttendanceNames[static_cast<std::size_t>(contact.attendance)] + "\n";
  }
  return text;
}

TEST(Contacts, AMapOfThemIsReadByMember) {
  const Read read(kHead + std::string(kContacts), R"({"log": {
      "8841": {"date": "02/11/2026", "time": "14:30", "kind": "CALL", "came": "Y"},
      "8840": {"date": "02/11/2026", "time": "9:15 am", "kind": "VISIT", "place": "hq", "came": "N"},
      "8839": {"date": "30/10/2026", "kind": "LETTER"}}})");
  EXPECT_EQ(HistoryOf(read), "2026-11-02 0 missed\n2026-11-02 2 attended\n");
  EXPECT_TRUE(read.value.unmapped.empty());
}

TEST(Contacts, OfAMapWhatIsNotUnderstoodIsToldUnderItsKey) {
  const Read read(kHead + std::string(kContacts),
                  R"({"log": {"a/b": {"date": "soon", "kind": "CALL"}}})");
  ASSERT_EQ(read.value.unmapped.size(), 1u);
  EXPECT_EQ(read.value.unmapped[0].at, "/log/a~1b");
  EXPECT_EQ(HistoryOf(read), "not given");
}

TEST(Contacts, ATypeOfSeveralValuesThatNoRuleTakesIsThatOfItsPointer) {
  const Read read(kHead + std::string(kContacts),
                  R"({"log": {"1": {"date": "02/11/2026", "kind": "VISIT", "place": "PARK"}}})");
  ASSERT_EQ(read.value.unmapped.size(), 1u);
  EXPECT_EQ(read.value.unmapped[0].value, "VISIT");
}

TEST(Contacts, ARuleNamesAnEntryOfTheTable) {
  std::string text = kContacts;
  text.replace(text.find("Office Visit"), 12, "ofice visit");
  EXPECT_NE(ProblemsIn(text).find("did you mean \"office visit\"?"), std::string::npos)
      << ProblemsIn(text);
}

TEST(Contacts, APartialListLeavesOpenWhatCameBeforeAndSince) {
  std::string text = kContacts;
  const std::string payload =
      R"({"log": {"1": {"date": "02/11/2026", "kind": "CALL", "came": "Y"}}})";
  EXPECT_EQ(HistoryOf(Read(kHead + text, payload)), "2026-11-02 2 attended\n");
  text += "partial = true\n";
  EXPECT_EQ(HistoryOf(Read(kHead + text, payload)),
            "2026-11-02 not recorded\n2026-11-02 2 attended\n2026-11-23 not recorded\n");
}

TEST(Dates, TheNextAppointmentIsReadInTheFormOfTheHost) {
  const Mapping mapping = Load(kHead + std::string(kContacts));
  const auto payload =
      *JsonDocument::Parse(R"({"log": {"1": {"date": "01/12/2026", "kind": "CALL"}}})", "payload");
  const auto next = NextAppointment(mapping, FindParts(mapping, payload.root()), On("2026-11-23"));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->date, On("2026-12-01"));
  EXPECT_EQ(next->planned, "telephone");
}

TEST(Dates, WhatIsWrongWithThemIsTold) {
  const std::string part = "[[part]]\nid = \"p\"\nat = \"\"\n";
  const std::string problems =
      ProblemsIn("[dates]\nforms = [\"D/M/Y\", \"M/D/Y\", \"D/M/YY\"]\nzone = \"London\"\n" + part);
  EXPECT_NE(problems.find("leave open which day"), std::string::npos) << problems;
  EXPECT_NE(problems.find("\"D/M/YY\" is not a form of dates"), std::string::npos);
  EXPECT_NE(problems.find("\"London\" is not a zone; write \"Europe/London\""), std::string::npos);
}

constexpr const char* kNewest = R"toml(
[dates]
forms = ["D/M/Y"]
[table.rosh]
entries = [{ names = ["H"], is = "high" }, { names = ["L"], is = "low" }, { names = ["V"], is = "very high" }]
[[part]]
id = "case"
at = "/case"
[[part.value]]
newest = { of = "/assessments", by = "/on", where = { "/done" = true } }
at = "/rosh"
fact = "risk.rosh"
table = "rosh"
)toml";

TEST(Newest, TheLatestMemberUpToTodayCounts) {
  const Read read(kHead + std::string(kNewest), R"({"case": {"assessments": [
      {"on": "01/10/2026", "rosh": "L", "done": true},
      {"on": "02/11/2026", "rosh": "H", "done": true},
      {"on": "03/11/2026", "rosh": "L", "done": false},
      {"on": "24/11/2026", "rosh": "L", "done": true}]}})");
  EXPECT_EQ(read["risk.rosh"], "high");
  EXPECT_EQ(read.value.from[FactIndex(4)], "/case/assessments/1/rosh");
  EXPECT_EQ(Read(kHead + std::string(kNewest), R"({"case": {"assessments": []}})")["risk.rosh"],
            "unknown");
}

TEST(Newest, AMemberWhoseDayCannotBeReadMayBeTheNewest) {
  const auto of = [](const std::string& rosh) {
    return Read(kHead + std::string(kNewest),
                R"({"case": {"assessments": [{"on": "2/11/2026", "rosh": ")" + rosh +
                    R"(", "done": true}, {"on": "soon", "rosh": "L", "done": true}]}})");
  };
  EXPECT_EQ(of("H")["risk.rosh"], "unknown");
  EXPECT_EQ(of("V")["risk.rosh"], "very high") << "the worst there is stays certain";
  ASSERT_EQ(of("H").value.unmapped.size(), 1u);
  EXPECT_EQ(of("H").value.unmapped[0].at, "/case/assessments/1");
  EXPECT_EQ(of("H").value.unmapped[0].value, "soon");
}

TEST(Age, AValueThatIsTooOldIsSetAside) {
  const std::string mapping = std::string(kHead) + R"toml(
[table.yes-no]
entries = [{ names = ["Y"], is = true }, { names = ["N"], is = false }]
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/rising"
fact = "risk.rising"
table = "yes-no"
told_on = "/on"
)toml";
  const auto of = [&](const std::string& value, const std::string& day) {
    return Read(mapping, R"({"rising": ")" + value + R"(", "on": ")" + day + "\"}");
  };
  EXPECT_EQ(of("N", "2026-11-09")["risk.rising"], "false") << "fourteen days ago";
  EXPECT_EQ(of("N", "2026-11-08")["risk.rising"], "unknown");
  EXPECT_EQ(of("Y", "2026-01-08")["risk.rising"], "true") << "the worst holds until it is changed";
  EXPECT_EQ(of("Y", "2026-11-24")["risk.rising"], "unknown") << "from the future";
  EXPECT_EQ(of("N", "lately")["risk.rising"], "unknown");
  EXPECT_EQ(Read(mapping, R"({"rising": "N"})")["risk.rising"], "false") << "as of today";
  const Read old = of("N", "2026-11-08");
  ASSERT_EQ(old.value.lapsed.size(), 1u);
  EXPECT_EQ(old.value.lapsed[0].name, "risk.rising");
  EXPECT_EQ(old.value.lapsed[0].day, On("2026-11-08"));
}

constexpr const char* kDated = R"toml(
[table.rosh]
entries = [{ names = ["H"], is = "high" }, { names = ["L"], is = "low" }]
[[part]]
id = "widget"
at = "/widget"
[[part.value]]
at = "/rosh"
fact = "risk.rosh"
table = "rosh"
told_on = "/on"
[[part]]
id = "summary"
at = "/summary"
[[part.list]]
at = "/whom"
fact = "risk.rosh"
table = "rosh"
worse_counts = true
told_on = "/on"
[[part]]
id = "register"
at = "/register"
[[part.value]]
at = "/rosh"
fact = "risk.rosh"
table = "rosh"
)toml";

// The day from which the risk is told, and nothing where that is today.
std::string DatedFrom(const std::string& payload, const char* answers = "null") {
  const Read read(kHead + std::string(kDated), payload, answers);
  std::string said;
  for (const Dated& dated : read.value.dated) said += dated.day.ToString() + ";";
  return said;
}

TEST(Age, AFactIsFromTheDayOfTheNewestSourceThatTellsIt) {
  EXPECT_EQ(DatedFrom(R"({"widget": {"rosh": "H", "on": "2024-03-14"}})"), "2024-03-14;");
  EXPECT_EQ(DatedFrom(R"({"widget": {"rosh": "H"}})"), "");
  EXPECT_EQ(DatedFrom(R"({"summary": {"whom": {"Public": "H"}, "on": "2025-03-14"}})"),
            "2025-03-14;")
      << "a list has a day too";
  EXPECT_EQ(DatedFrom(R"({"widget": {"rosh": "H", "on": "2024-03-14"},
                          "summary": {"whom": {"Public": "H"}, "on": "2025-03-14"}})"),
            "2025-03-14;");
  EXPECT_EQ(DatedFrom(R"({"widget": {"rosh": "H", "on": "2024-03-14"},
                          "summary": {"whom": {"Public": "L"}, "on": "2025-03-14"}})"),
            "2024-03-14;")
      << "the worse counts, and is from that day";
  EXPECT_EQ(
      DatedFrom(R"({"widget": {"rosh": "H", "on": "2024-03-14"}, "register": {"rosh": "H"}})"), "")
      << "a source without a day says it as of today";
  EXPECT_EQ(
      DatedFrom(R"({"widget": {"rosh": "L", "on": "2024-03-14"}, "register": {"rosh": "H"}})"), "");
}

TEST(Age, AnAnswerIsOfToday) {
  const char* payload = R"({"widget": {"rosh": "H", "on": "2024-03-14"}})";
  EXPECT_EQ(DatedFrom(payload, R"({"risk.rosh": "high"})"), "") << "confirmed";
  EXPECT_EQ(DatedFrom(payload, R"({"risk.rosh": "low"})"), "2024-03-14;") << "the worse counts";
  EXPECT_EQ(DatedFrom(payload, R"({"risk.rosh": "very high"})"), "");
}

TEST(Age, AListWhoseDayCannotBeReadIsNotUnderstood) {
  const Read read(kHead + std::string(kDated),
                  R"({"summary": {"whom": {"Public": "H"}, "on": "lately"}})");
  EXPECT_EQ(read["risk.rosh"], "unknown");
  ASSERT_EQ(read.value.unmapped.size(), 1u);
  EXPECT_EQ(read.value.unmapped[0].value, "lately");
}

TEST(Failed, AMarkerMayStandOutsideThePart) {
  const std::string mapping = std::string(kHead) + R"toml(
[failed]
at_least = { "/status" = 400 }
[table.flags]
entries = [{ names = ["RSO"], set = { "risk.registered_sex_offender" = true } }]
[[part]]
id = "risks"
at = "/risks/data"
failed_with = ["/risks", "/errors/risks"]
[[part.list]]
at = "/flags"
table = "flags"
complete = true
)toml";
  const auto failed = [&](const char* payload) {
    return !Read(mapping, payload).value.failed.empty();
  };
  EXPECT_TRUE(failed(R"({"risks": {"status": 403}})"));
  EXPECT_TRUE(failed(R"({"risks": {"status": "503", "data": {"flags": []}}})"));
  EXPECT_TRUE(failed(R"({"errors": {"risks": "timeout"}, "risks": {"data": {"flags": []}}})"));
  EXPECT_FALSE(failed(R"({"errors": {"risks": false}, "risks": {"data": {"flags": []}}})"));
  EXPECT_EQ(Read(mapping, R"({"errors": {"risks": true}, "risks": {"data": {"flags": []}}})")
                ["risk.registered_sex_offender"],
            "unknown")
      << "no absence counts";
  EXPECT_EQ(Read(mapping, R"({"risks": {"data": {"flags": []}}})")["risk.registered_sex_offender"],
            "false");
}

TEST(Tables, OneThatIsNotThereIsOneError) {
  const std::string problems = ProblemsIn(
      "[[part]]\nid = \"p\"\nat = \"\"\n[[part.value]]\nat = \"/a\"\ntable = \"none\"\n");
  EXPECT_EQ(problems.find("needs a"), std::string::npos) << problems;
  EXPECT_NE(problems.find("unknown code table \"none\""), std::string::npos) << problems;
}

}  // namespace
}  // namespace bsup::core::language_test
