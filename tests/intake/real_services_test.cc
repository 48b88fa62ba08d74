// What services really send, read by the mapping that ships: where a service failed, where it says
// nothing, and where it says it elsewhere than its stubs do.
#include <gtest/gtest.h>

#include <string>

#include "base/enum_names.h"
#include "intake/reading/notes.h"
#include "shipped_intake.h"

namespace bsup::core {
namespace {

class RealServices : public ShippedIntake {
 protected:
  void Read(const std::string& members) { ReadText(R"({"crn":"X100001",)" + members + "}"); }
  // The attendance of each contact, the oldest first.
  std::string Attended(const std::string& activities) {
    Read(R"("activity":{"totalResults":9,"activities":[)" + activities + "]}");
    std::string said;
    for (const PastContact& contact : case_.history.contacts)
      said += std::string(NameOf(kAttendanceNames, contact.attendance)) + "; ";
    return said;
  }
  static std::string Call(const std::string& told) {
    return R"({"id":1,"type":"Phone call","startDateTime":"2026-11-16T10:00:00Z")" + told + "}";
  }
};

TEST_F(RealServices, SomebodyCameOnlyWhereAnOutcomeSaysSo) {
  const std::string first = "not recorded; ";  // what lies before the page
  EXPECT_EQ(Attended(Call(R"(,"hasOutcome":null,"wasAbsent":false)")), first + "not recorded; ");
  EXPECT_EQ(Attended(Call(R"(,"hasOutcome":false,"wasAbsent":false)")), first + "not recorded; ");
  EXPECT_EQ(Attended(Call(R"(,"wasAbsent":false)")), first + "not recorded; ");
  EXPECT_EQ(Attended(Call(R"(,"hasOutcome":true,"wasAbsent":false)")), first + "attended; ");
  EXPECT_EQ(Attended(Call(R"(,"hasOutcome":null,"wasAbsent":true)")), first + "missed; ");
  EXPECT_EQ(Attended(Call(R"(,"rescheduledStaff":true,"wasAbsent":false,"outcome":"Moved")")),
            first + "excused; ");
  EXPECT_EQ(Attended(Call(R"(,"hasOutcome":true,"wasAbsent":false,"outcome":"A new word")")),
            first + "not recorded; ");
  ASSERT_EQ(case_.unmapped.size(), 1U);
  EXPECT_EQ(case_.unmapped[0].value, "A new word");
}

// Services write instants in UTC: a few minutes after midnight in a British summer are still the
// evening before there.
TEST_F(RealServices, AnInstantIsOfTheDayThatItIsInLondon) {
  const auto day_of = [&](const std::string& instant) {
    Attended(R"({"id":1,"type":"Phone call","startDateTime":")" + instant + "\"}");
    return case_.history.contacts.back().day.ToString();
  };
  EXPECT_EQ(day_of("2026-10-19T23:15:00Z"), "2026-10-20") << "summer: an hour ahead of UTC";
  EXPECT_EQ(day_of("2026-10-19T22:45:00Z"), "2026-10-19");
  EXPECT_EQ(day_of("2026-10-20T00:15:00+01:00"), "2026-10-20") << "the same, as London writes it";
  EXPECT_EQ(day_of("2026-11-16T23:15:00Z"), "2026-11-16") << "winter: as UTC";
  EXPECT_EQ(day_of("2026-10-20T00:15:00"), "2026-10-20") << "no offset: the day that is written";
}

TEST_F(RealServices, ACodeThatStandsForNoContactIsNotOverruledByItsDescription) {
  const auto contacts = [&](const std::string& code) {
    Attended(R"({"id":1,"typeCode":")" + code + R"(","type":"Office appointment",)" +
             R"("startDateTime":"2026-11-16T10:00:00Z","hasOutcome":true,"wasAbsent":false})");
    return case_.history.contacts.size();
  };
  EXPECT_EQ(contacts("CSPO"), 1U) << "only what lies before the page";
  EXPECT_EQ(contacts("COAP"), 2U);
}

TEST_F(RealServices, WhatFailedWithinAPartIsNamedAndItsAbsenceSaysNothing) {
  for (const char* failed :
       {R"({"error":"SERVER_ERROR"})", R"({"status":500})", R"({"message":"Error"})"}) {
    Read(R"("riskFlags":{"riskFlags":[],"mappa":)" + std::string(failed) + "}");
    EXPECT_EQ(Value("risk.mappa_level"), "unknown") << failed;
    ASSERT_EQ(case_.failed.size(), 1U) << failed;
    EXPECT_EQ(case_.failed[0].at, "/riskFlags/mappa");
    Read(R"("riskFlags":{"riskFlags":)" + std::string(failed) + R"(,"mappa":null})");
    EXPECT_EQ(Value("risk.mappa_level"), "unknown") << failed << " in place of a list";
    ASSERT_EQ(case_.failed.size(), 1U) << failed;
    Read(R"("roshWidget":)" + std::string(failed));
    ASSERT_EQ(case_.failed.size(), 1U) << failed << " in place of a part";
    EXPECT_EQ(case_.failed[0].part, "RoSH widget");
  }
  Read(R"("riskFlags":{"riskFlags":[],"mappa":null})");
  EXPECT_EQ(Value("risk.mappa_level"), "none") << "a complete list names no MAPPA";
  EXPECT_TRUE(case_.failed.empty());
}

// One of two sources of the fact failed: what the other says is not all.
TEST_F(RealServices, WhatFailedBesideASourceThatSaysNoLeavesItOpen) {
  Read(
      R"("risks":{"riskToSelf":{"suicide":{"current":"NO"},"selfHarm":{"error":"SERVER_ERROR"}}})");
  EXPECT_EQ(Value("risk.self_harm"), "unknown");
  ASSERT_EQ(case_.failed.size(), 1U);
  EXPECT_EQ(case_.failed[0].at, "/risks/riskToSelf/selfHarm");
  Read(
      R"("risks":{"riskToSelf":{"suicide":{"current":"YES"},"selfHarm":{"error":"SERVER_ERROR"}}})");
  EXPECT_EQ(Value("risk.self_harm"), "true") << "the worst stays certain";
  Read(R"("supervisionPackage":{"context":{"error":"SERVER_ERROR"}})");
  EXPECT_EQ(case_.failed.size(), 1U) << "once, of all that is read within it";
}

TEST_F(RealServices, AListThatFailedIsNotAnEmptyOne) {
  Read(R"("riskFlags":{"riskFlags":{"error":"SERVER_ERROR"},"mappa":null})");
  EXPECT_EQ(Value("risk.mappa_level"), "unknown");
  ASSERT_EQ(case_.failed.size(), 1U);
  EXPECT_EQ(case_.failed[0].at, "/riskFlags/riskFlags");
  Read(R"("activity":{"activities":{"error":"SERVER_ERROR"}})");
  EXPECT_FALSE(case_.history.given);
  ASSERT_EQ(case_.failed.size(), 1U);
  EXPECT_EQ(case_.failed[0].at, "/activity/activities");
}

TEST_F(RealServices, AnAbsenceDoesNotDoubtWhatIsStated) {
  Read(R"("riskFlags":{"riskFlags":[],"mappa":{"level":2,"category":null}})");
  EXPECT_EQ(Value("risk.mappa_level"), "2");
  EXPECT_EQ(Value("risk.mappa_category"), "unknown");
  Read(R"("riskFlags":{"riskFlags":[],"mappa":{"level":2,"category":3}})");
  EXPECT_EQ(Value("risk.mappa_category"), "3");
}

TEST_F(RealServices, WhatTheHostListsIsActivePastItsExpectedEnd) {
  Read(
      R"("sentences":{"sentences":[{"order":{"sentenceType":"COMMUNITY",)"
      R"("description":"ORA Community Order","startDate":"2026-01-05","endDate":"2026-10-01"}}]})");
  EXPECT_EQ(Value("sentence.active"), "true");
  EXPECT_EQ(Value("sentence.type"), "community order");
}

TEST_F(RealServices, TheOverviewTellsTheSentenceAlone) {
  Read(R"("overview":{"sentences":[{"order":{"description":"ORA Community Order",)"
       R"("startDate":"2026-01-05","endDate":"2028-01-04"}}]})");
  EXPECT_EQ(Value("sentence.active"), "true");
  EXPECT_EQ(Value("sentence.type"), "community order");
  Read(R"("sentence":{"sentence":{"order":{"description":"ORA Community Order",)"
       R"("startDate":"2026-01-05"}}})");
  EXPECT_EQ(Value("sentence.type"), "community order");
  Read(R"("overview":{"sentences":[{"order":{"description":"Post Sentence Supervision"}}]})");
  EXPECT_EQ(Value("sentence.type"), "post-sentence supervision");
  Read(R"("overview":{"sentences":[]})");
  EXPECT_EQ(Value("sentence.active"), "unknown");
}

TEST_F(RealServices, RiskToStaffIsInTheRiskOfSeriousHarm) {
  Read(
      R"("roshWidget":{"overallRisk":"HIGH","riskInCommunity":{"Public":"HIGH","Staff":"VERY_HIGH"}})");
  EXPECT_EQ(Value("risk.to_staff"), "true");
  Read(
      R"("risks":{"summary":{"overallRiskLevel":"HIGH","riskInCommunity":{"VERY_HIGH":["Staff"]}}})");
  EXPECT_EQ(Value("risk.to_staff"), "true");
  Read(R"("roshWidget":{"overallRisk":"HIGH","riskInCommunity":{"Staff":"LOW"}})");
  EXPECT_EQ(Value("risk.to_staff"), "unknown");
}

TEST_F(RealServices, TheDeadAndTheRestrictedAreTold) {
  Read(R"("personalDetails":{"crn":"X100001","dateOfDeath":"2026-11-01"})");
  EXPECT_EQ(Value("case.deceased"), "true");
  Read(R"("access":{"crn":"X100001","userExcluded":false,"userRestricted":true})");
  EXPECT_EQ(Value("case.restricted_record"), "true");
  Read(R"("access":{"crn":"X100001","userExcluded":false,"userRestricted":false})");
  EXPECT_EQ(Value("case.restricted_record"), "false");
}

TEST_F(RealServices, EachDayThatCannotBeReadIsListedWithWhatItSays) {
  Read(R"("circumstances":{"circumstances":[{"type":"Carer","startDate":"05/01/2026"},)"
       R"({"type":"Carer","startDate":"06/01/2026"}]})");
  ASSERT_EQ(case_.unmapped.size(), 2U);
  EXPECT_EQ(case_.unmapped[0].value, "05/01/2026");
  EXPECT_EQ(case_.unmapped[1].value, "06/01/2026");
}

// The contact that advice is given on where the caller names none, and what was noticed.
class NextAppointmentOfServices : public ShippedIntake {
 protected:
  Contact Ask(const std::string& members) {
    text_ = R"({"crn":"X100001",)" + members + "}";
    document_ = std::make_unique<JsonDocument>(*JsonDocument::Parse(text_, "payload"));
    const Day as_of = *Day::Parse("2026-11-23");
    const Intake intake(*mapping_, document_->root());
    Contact contact = *intake.Ask(nullptr, as_of)->In(policy_->policy);
    case_ = *intake.ReadCase(*binding_, nullptr, contact, as_of);
    return contact;
  }
  static std::string Upcoming(const std::string& appointment) {
    return R"("upcoming":{"personSchedule":{"appointments":[)" + appointment + "]}}";
  }
};

TEST_F(NextAppointmentOfServices, IsTakenFromThePayloadAndSaysSo) {
  const Contact contact =
      Ask(Upcoming(R"({"type":"Office appointment","startDateTime":"2026-12-01T10:00:00Z"})"));
  EXPECT_EQ(contact.from, ContactFrom::kPayload);
  EXPECT_EQ(contact.date.ToString(), "2026-12-01");
  EXPECT_TRUE(case_.unmapped.empty());
}

TEST_F(NextAppointmentOfServices, ADayThatCannotBeReadIsListedAndTheContactAssumed) {
  for (const char* day : {"01/12/2026 10:00", "20261201", "2026-W49-2", "2026-13-01"}) {
    const Contact contact = Ask(
        Upcoming(R"({"type":"Office appointment","startDateTime":")" + std::string(day) + R"("})"));
    EXPECT_EQ(contact.from, ContactFrom::kAssumed) << day;
    ASSERT_EQ(case_.unmapped.size(), 1U) << day;
    EXPECT_EQ(case_.unmapped[0].value, day);
    EXPECT_EQ(case_.unmapped[0].at, "/upcoming/personSchedule/appointments/0");
  }
  EXPECT_EQ(Ask(R"("overview":{"schedule":{"nextAppointment":{"date":1796083200000}}})").from,
            ContactFrom::kAssumed);
  ASSERT_EQ(case_.unmapped.size(), 1U);
  EXPECT_EQ(case_.unmapped[0].value, "1796083200000");
  EXPECT_EQ(case_.unmapped[0].at, "/overview/schedule/nextAppointment");
}

TEST_F(NextAppointmentOfServices, AListThatFailedOrIsAboutSomebodyElseIsNamed) {
  EXPECT_EQ(Ask(R"("upcoming":{"personSchedule":{"error":"SERVER_ERROR"}})").from,
            ContactFrom::kAssumed);
  ASSERT_EQ(case_.failed.size(), 1U);
  EXPECT_EQ(case_.failed[0].at, "/upcoming/personSchedule");
  Ask(R"("upcoming":{"personSummary":{"crn":"X999999"},"personSchedule":{"appointments":[]}})");
  ASSERT_EQ(case_.others.size(), 1U);
  EXPECT_EQ(case_.others[0].part, "upcoming appointments");
}

TEST_F(NextAppointmentOfServices, ATypeThatIsNotKnownOrNotThereIsListed) {
  EXPECT_EQ(Ask(Upcoming(R"({"type":"New type","startDateTime":"2026-12-01T10:00:00Z"})")).from,
            ContactFrom::kPayload);
  ASSERT_EQ(case_.unmapped.size(), 1U);
  EXPECT_EQ(case_.unmapped[0].value, "New type");
  Ask(Upcoming(R"({"displayName":"Office","startDateTime":"2026-12-01T10:00:00Z"})"));
  ASSERT_EQ(case_.unmapped.size(), 1U);
  EXPECT_EQ(case_.unmapped[0].table, "contact-types");
  EXPECT_EQ(case_.unmapped[0].value, "");
}

TEST_F(NextAppointmentOfServices, WhatIsNotUpcomingIsNotListed) {
  EXPECT_EQ(Ask(R"("overview":{"schedule":{"nextAppointment":{}}})").from, ContactFrom::kAssumed);
  EXPECT_TRUE(case_.unmapped.empty());
  Ask(Upcoming(R"({"type":"New type","startDateTime":"2026-10-01T10:00:00Z"})"));
  EXPECT_TRUE(case_.unmapped.empty());
}

TEST_F(NextAppointmentOfServices, OfAContactThatTheCallerNamesNothingIsLookedFor) {
  ReadText(R"({"crn":"X100001",)" + Upcoming(R"({"startDateTime":"01/12/2026"})") + "}");
  EXPECT_TRUE(case_.unmapped.empty());
}

TEST_F(RealServices, ActiveSentencesOfSeveralKindsDisagree) {
  const auto order = [](const std::string& description) {
    return R"({"order":{"sentenceType":"COMMUNITY","description":")" + description +
           R"(","startDate":"2026-01-05"}})";
  };
  const auto sentences = [&](const std::string& list) {
    Read(R"("sentences":{"sentences":[)" + list + "]}");
  };
  sentences(order("ORA Community Order") + "," + order("Adult Custody") + "," +
            order("ORA Community Order"));
  EXPECT_EQ(Value("sentence.type"), "unknown");
  EXPECT_EQ(Value("sentence.active"), "true");
  ASSERT_EQ(case_.conflicts.size(), 1U);
  ASSERT_EQ(case_.conflicts[0].sources.size(), 2U);
  EXPECT_EQ(case_.conflicts[0].sources[1].from, "/sentences/sentences/1/order/description");
  EXPECT_EQ(case_.conflicts[0].taken, kUnknown);
  sentences(order("ORA Community Order") + "," + order("SA2020 Community Order"));
  EXPECT_EQ(Value("sentence.type"), "community order");
  EXPECT_TRUE(case_.conflicts.empty());
}

TEST_F(RealServices, AProgrammeIsReadAsTheServiceWritesIt) {
  const auto programme = [&](const std::string& description) {
    Read(R"("sentences":{"sentences":[{"requirements":[{"description":")" + description +
         R"(","active":true}]}]})");
    return Value("case.accredited_programme");
  };
  EXPECT_EQ(programme("Accredited Programme - Building Choices"), "true");
  EXPECT_EQ(programme("ACCREDITED  programme \u2013 Horizon"), "true") << "folded";
  EXPECT_EQ(programme("Accredited Programme"), "true");
  EXPECT_EQ(programme("Accredited Programmes were not suitable"), "unknown");
  EXPECT_EQ(programme("Unpaid Work - Regular"), "unknown");
  EXPECT_EQ(programme("Accredited Programme - " + std::string(300, 'x')), "true");
}

TEST_F(RealServices, WhatWasReadIsCounted) {
  Read(R"("somethingElse":{"riskFlags":[]})");
  EXPECT_EQ(case_.read, 0);
  Read(R"("riskFlags":{"error":"SERVER_ERROR"})");
  EXPECT_EQ(case_.read, 0);
  Read(R"("tierV3":{"tierScore":"Z9"})");
  EXPECT_EQ(case_.read, 0) << "nothing that is understood";
  Read(R"("tierV3":{"tierScore":"B"})");
  EXPECT_EQ(case_.read, 1);
  Read(R"("riskFlags":{"riskFlags":[]})");
  EXPECT_EQ(case_.read, 1) << "a complete list tells what is not in it";
  Attended(Call(""));
  EXPECT_EQ(case_.read, 1) << "a contact";
}

TEST_F(RealServices, AnotherSpellingOfTheNameIsNotAnotherPerson) {
  const std::string who =
      R"("personalDetails":{"crn":"X100001","name":{"forename":"Siân","surname":"Llŷr"},)"
      R"("dateOfBirth":"1990-01-01"},)";
  const auto flags = [&](const std::string& crn, const std::string& forename,
                         const std::string& born) {
    Read(who + R"("riskFlags":{"personSummary":{)" + crn + R"("name":{"forename":")" + forename +
         R"(","surname":"Llŷr"},"dateOfBirth":")" + born +
         R"("},"riskFlags":[{"description":"Risk to Staff"}]})");
    return Value("risk.to_staff");
  };
  const std::string same = R"("crn":"X100001",)";
  EXPECT_EQ(flags(same, "Ms Sia\u0302n", "1990-01-01"), "true");
  EXPECT_TRUE(case_.other_names.empty()) << "one name";
  EXPECT_EQ(flags(same, "Jane", "1990-01-01"), "true");
  ASSERT_EQ(case_.other_names.size(), 1U);
  EXPECT_EQ(case_.other_names[0].part, "risk flags");
  EXPECT_TRUE(case_.others.empty());
  EXPECT_EQ(flags("", "Jane", "1990-01-01"), "unknown") << "without the case number";
  ASSERT_EQ(case_.others.size(), 1U);
  EXPECT_STREQ(case_.others[0].differs.c_str(), "name");
  EXPECT_EQ(flags(same, "Jane", "1991-01-01"), "unknown");
  EXPECT_EQ(case_.others.size(), 1U);
}

TEST_F(RealServices, YouthSentencesAreThoseOfThePublicList) {
  const auto sentence = [&](const std::string& description) {
    Read(R"("sentence":{"sentence":{"order":{"description":")" + description + R"("}}})");
    return Value("sentence.type") + ", " + Value("sentence.youth");
  };
  for (const char* description :
       {"204 C JA - Youth Rehabilitation Order", "Detained S53(1) or S250 (s.91)",
        "Detention and Training Order", "Intensive Supervision & Control",
        "Young Offender Inst - <12 mths", "Referral Orders - YOS",
        "OU15 Youth Custody (migration)"})
    EXPECT_EQ(sentence(description), "youth sentence, true") << description;
  EXPECT_EQ(sentence("Life imprisonment (Youth)"), "life or IPP licence, true");
  EXPECT_EQ(sentence("ORA Community Order"), "community order, false");
}

TEST_F(RealServices, WhoIsNotEligibleForThePathwayIsNotOnIt) {
  Read(R"("riskFlags":{"opd":{"eligible":false}})");
  EXPECT_EQ(Value("case.opd"), "false");
  Read(R"("riskFlags":{"opd":{"eligible":true}})");
  EXPECT_EQ(Value("case.opd"), "unknown");
}

TEST_F(RealServices, OfManyUnknownValuesAThousandAreListedAndTheRestCounted) {
  const auto flags = [&](int from, int until) {
    std::string list;
    for (int i = from; i < until; ++i)
      list += (list.empty() ? "" : ",") + (R"({"description":"flag )" + std::to_string(i) + "\"}");
    return list;
  };
  Read(R"("riskFlags":{"riskFlags":[)" + flags(0, Notes::kMostListed) + "]}");
  EXPECT_EQ(case_.unmapped.size(), 1000U);
  EXPECT_TRUE(case_.unmapped_more.empty());
  Read(R"("riskFlags":{"riskFlags":[)" + flags(0, 1200) + "," + flags(900, 1250) + "]}");
  EXPECT_EQ(case_.unmapped.size(), 1000U);
  ASSERT_EQ(case_.unmapped_more.size(), 1U);
  EXPECT_EQ(case_.unmapped_more[0].table, "registrations");
  EXPECT_EQ(case_.unmapped_more[0].values, 250) << "each once";
  EXPECT_EQ(Value("risk.mappa_level"), "unknown") << "no absence counts";
}

TEST_F(RealServices, AProvisionalTierIsAFact) {
  Read(R"("tierV3":{"tierScore":"D","provisional":true})");
  EXPECT_EQ(Value("case.tier_provisional"), "true");
  Read(R"("tierV3":{"tierScore":"D","provisional":false})");
  EXPECT_EQ(Value("case.tier_provisional"), "false");
  Read(R"("tierV3":{"tierScore":"D"})");
  EXPECT_EQ(Value("case.tier_provisional"), "unknown") << "not said is not no";
}

TEST_F(RealServices, TheDayOfAnAssessmentIsRead) {
  const auto rosh_is_from = [&]() -> std::string {
    for (const Dated& dated : case_.dated) {
      if (policy_->policy.facts[dated.fact].id == "risk.rosh") return dated.day.ToString();
    }
    return "today";
  };
  Read(R"("roshWidget":{"overallRisk":"HIGH","assessedOn":"2024-03-14T11:02:15"})");
  EXPECT_EQ(rosh_is_from(), "2024-03-14");
  Read(R"("risks":{"summary":{"overallRiskLevel":"HIGH"},"assessedOn":"2024-03-14T11:02:15"})");
  EXPECT_EQ(rosh_is_from(), "2024-03-14");
  ReadText(R"({"riskInCommunity":{"Public":"HIGH"},"assessedOn":"2022-05-19T08:26:31"})");
  EXPECT_EQ(rosh_is_from(), "2022-05-19");
  EXPECT_EQ(Value("risk.rosh"), "high") << "however old";
  Read(R"("roshWidget":{"overallRisk":"HIGH","assessedOn":null})");
  EXPECT_EQ(rosh_is_from(), "today");
  Read(R"("roshWidget":{"overallRisk":"HIGH","assessedOn":"2024-03-14"},)"
       R"("riskFlags":{"riskFlags":[{"code":"RHRH"}]})");
  EXPECT_EQ(rosh_is_from(), "today") << "the register says it as of today";
}

}  // namespace
}  // namespace bsup::core
