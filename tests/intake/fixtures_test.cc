// Real payloads, oddities and all, through the shipped mapping and the shipped policy: every value
// that bears on a fact is mapped or listed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reading/next_appointment.h"
#include "shipped_intake.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

fs::path Fixtures() {
  const char* named = std::getenv("BSUP_FIXTURES");
  return named != nullptr ? fs::path(named) : fs::path(PROJECT_ROOT) / ".." / "shared" / "fixtures";
}

class Fixture : public ShippedIntake {
 protected:
  void SetUp() override {
    if (!fs::exists(Fixtures()))
      GTEST_SKIP() << "no fixtures at " << Fixtures() << "; name their folder in BSUP_FIXTURES";
    ASSERT_NE(binding_, nullptr);
  }

  void ReadFile(const std::string& name) { ReadText(Slurp(Fixtures() / name)); }

  [[nodiscard]] std::set<std::string> Others() const {
    std::set<std::string> others;
    for (const OtherPart& part : case_.others) others.insert(part.part + ": " + part.differs);
    return others;
  }

  [[nodiscard]] bool IsUnmapped(const std::string& table, std::string_view value) const {
    return std::ranges::any_of(case_.unmapped, [&](const Unmapped& one) {
      return one.table == table && one.value == value;
    });
  }

  // Each text at `at`/i/`each` is known to the table, or listed.
  void ExpectMappedOrListed(const char* table_id, const char* at,
                            const std::vector<const char*>& each) {
    const auto table = std::ranges::find(mapping_->tables, table_id, &CodeTable::id);
    ASSERT_NE(table, mapping_->tables.end());
    const JsonNode* list = document_->root().At(at);
    ASSERT_NE(list, nullptr) << at;
    for (const JsonNode& member : list->items()) {
      bool known = false;
      bool listed = false;
      for (const char* pointer : each) {
        const JsonNode* value = member.At(pointer);
        if (value == nullptr || !value->is_string()) continue;
        known |= table->Find(*value) >= 0;
        listed |= IsUnmapped(table_id, value->string());
      }
      EXPECT_TRUE(known || listed) << at << " " << table_id;
    }
  }
};

// Needs no fixtures.
TEST_F(ShippedIntake, ItsMappingNamesOnlyFactsOfItsPolicy) {
  EXPECT_TRUE(binding_->ignored().empty());
}

TEST_F(Fixture, TheFirstCaseMixesTwoPeopleAndIsToldSo) {
  ReadFile("cases/X000001.json");
  EXPECT_EQ(Others(), (std::set<std::string>{"overview: birth date", "supervision package: name"}));
  EXPECT_EQ(case_.other_names.size(), 6U) << "case number and birth date outvote the name";
  EXPECT_TRUE(case_.history.given);
  EXPECT_EQ(Value("risk.mappa_level"), "2");
  EXPECT_EQ(Value("risk.mappa_category"), "unknown");
  EXPECT_TRUE(IsUnmapped("mappa-categories", "0"));
  EXPECT_EQ(Value("case.tier_v2"), "B2");
  EXPECT_EQ(Value("case.tier_v3"), "unknown");
  EXPECT_TRUE(IsUnmapped("tiers-v3", "B2"));
  EXPECT_EQ(Value("risk.rosh"), "very high");
  EXPECT_EQ(Value("risk.to_staff"), "true");
  EXPECT_EQ(Value("risk.domestic_abuse_perpetrator"), "true");
  EXPECT_EQ(Value("risk.domestic_abuse_victim"), "unknown");
  EXPECT_EQ(Value("circumstances.interpreter"), "unknown");
  EXPECT_EQ(Value("circumstances.no_fixed_abode"), "unknown");
  EXPECT_EQ(Value("circumstances.hearing_or_speech"), "true");
  EXPECT_EQ(Value("circumstances.learning_disability"), "true");
  EXPECT_EQ(Value("needs.alcohol"), "true");
  EXPECT_EQ(Value("needs.wellbeing"), "false");
  EXPECT_EQ(Value("needs.thinking"), "unknown");
}

TEST_F(Fixture, WithOneNameAndBirthDateTheFirstCaseHasTwoMappaLevelsAndTheWorseCounts) {
  std::string text = Slurp(Fixtures() / "cases/X000001.json");
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace("2002-01-09", "1979-08-18");
  replace("\"Eula\"", "\"Caroline\"");
  replace("\"Schmeler\"", "\"Wolff\"");
  replace("\"Wolf\"", "\"Wolff\"");
  ReadText(text);
  EXPECT_TRUE(case_.others.empty());
  EXPECT_EQ(Value("risk.mappa_level"), "3");
  EXPECT_EQ(Value("risk.mappa_category"), "unknown");
  EXPECT_TRUE(std::ranges::any_of(case_.conflicts, [&](const Conflict& one) {
    return one.fact == policy_->policy.FactNamed("risk.mappa_level");
  }));
  EXPECT_TRUE(case_.history.given);
  const auto unknown_before = std::ranges::count_if(
      case_.history.contacts, [](const PastContact& one) { return !one.mode; });
  EXPECT_GT(unknown_before, 0) << "the activity log is one page of several";
  ExpectMappedOrListed("contact-types", "/activity/activities", {"/type"});
  ExpectMappedOrListed("contact-types", "/previous/personSchedule/appointments", {"/type"});
  ExpectMappedOrListed("registrations", "/riskFlags/riskFlags", {"/description"});
  ExpectMappedOrListed("registrations", "/overview/registrations", {""});
  ExpectMappedOrListed("circumstances", "/personalDetails/circumstances/circumstances",
                       {"/subType", "/type"});
  ExpectMappedOrListed("circumstances", "/circumstances/circumstances", {"/subType", "/type"});
  ExpectMappedOrListed("disabilities", "/personalDetails/disabilities/disabilities", {""});
  ExpectMappedOrListed("disabilities", "/disabilities/disabilities",
                       {"/condition", "/description"});
  ExpectMappedOrListed("provisions", "/personalDetails/provisions/provisions", {""});
  ExpectMappedOrListed("licence-conditions", "/sentence/sentence/licenceConditions",
                       {"/subTypeDescription", "/mainDescription"});
  ExpectMappedOrListed("sentence-types", "/sentences/sentences", {"/order/description"});
  ExpectMappedOrListed("needs", "/needs/identifiedNeeds", {"/section"});
}

TEST_F(Fixture, TheSecondCaseHoldsAnotherPersonsDetails) {
  ReadFile("cases/X777916.json");
  EXPECT_TRUE(Others().contains("personal details: case number"));
  EXPECT_TRUE(Others().contains("provisions: case number"));
  EXPECT_EQ(Value("circumstances.hearing_or_speech"), "unknown");
  EXPECT_EQ(Value("risk.rosh"), "very high");
  ASSERT_EQ(case_.conflicts.size(), 1u);
  EXPECT_EQ(Value("case.tier_v2"), "A3");
  ExpectMappedOrListed("registrations", "/riskFlags/riskFlags", {"/description"});
}

TEST_F(Fixture, NoNameOrNumberOfAPersonStandsInWhatIntakeNotices) {
  for (const char* name : {"cases/X000001.json", "cases/X777916.json"}) {
    ReadFile(name);
    std::string told;
    for (const OtherPart& part : case_.others) told += part.part + part.at + part.differs + "\n";
    for (const Unmapped& one : case_.unmapped) told += one.table + one.value + one.at + "\n";
    for (const std::string& from : case_.from) told += from + "\n";
    for (const char* personal : {"Eula", "Schmeler", "Caroline", "Wolf", "Dooley", "X000001",
                                 "X777916", "1979", "07783889300"}) {
      EXPECT_EQ(told.find(personal), std::string::npos) << personal;
    }
  }
}

TEST_F(Fixture, TheRecallServiceIsUnderstoodToo) {
  ReadFile("recall/overview.json");
  EXPECT_EQ(Value("risk.rosh"), "very high");
  EXPECT_EQ(Value("sentence.in_custody"), "false");
  EXPECT_EQ(Value("sentence.type"), "licence");
  ReadFile("recall/rosh.json");
  EXPECT_EQ(Value("risk.rosh"), "high");
  ReadFile("recall/mappa-and-rosh-history.json");
  EXPECT_EQ(Value("risk.mappa_level"), "1");
  EXPECT_EQ(Value("risk.mappa_category"), "unknown");
  EXPECT_EQ(Value("risk.rosh"), "very high");
  ReadFile("recall/personal-details.json");
  EXPECT_EQ(Value("circumstances.no_fixed_abode"), "false");
  EXPECT_EQ(Value("circumstances.interpreter"), "false");
  ReadFile("recall/contact-history.json");
  EXPECT_TRUE(case_.history.given);
  EXPECT_TRUE(case_.unmapped.empty());
  ExpectMappedOrListed("contact-types", "/summary/types", {"/code"});
  ReadFile("recall/licence-conditions.json");
  EXPECT_TRUE(case_.unmapped.empty());
}

TEST_F(Fixture, EveryBookableTypeAndEveryOutcomeIsKnown) {
  ReadText(Slurp(Fixtures() / "reference/appointment-types.json"));
  ExpectMappedOrListed("contact-types", "/mappings/0/response/jsonBody/appointmentTypes",
                       {"/code"});
  ExpectMappedOrListed("contact-types", "/mappings/0/response/jsonBody/appointmentTypes",
                       {"/description"});
  ReadText(Slurp(Fixtures() / "reference/contact-outcomes.json"));
  ExpectMappedOrListed("outcomes", "/mappings/0/response/jsonBody/outcomes", {"/code"});
  ExpectMappedOrListed("outcomes", "/mappings/0/response/jsonBody/outcomes", {"/description"});
}

TEST_F(Fixture, TheSampleCaseloadSaysWhatItsReadmeSays) {
  const auto sample = [&](const char* crn) {
    ReadText(Slurp(fs::path(PROJECT_ROOT) / "host-stubs/data" / (std::string(crn) + ".json")));
  };
  const auto next = [&] {
    const auto found = NextAppointment(*mapping_, FindParts(*mapping_, document_->root()),
                                       *Day::Parse("2026-11-23"));
    return found ? found->date.ToString() + " " + found->purpose + " " + found->planned : "";
  };
  sample("X100001");
  EXPECT_EQ(next(), "2026-11-26 initial appointment office");
  sample("X100002");
  EXPECT_EQ(Value("risk.mappa_level"), "2");
  sample("X100003");
  EXPECT_EQ(Value("risk.rosh"), "high");
  EXPECT_EQ(case_.conflicts.size(), 1u);
  sample("X100008");
  EXPECT_EQ(Value("case.contact_suspended"), "true");
  EXPECT_EQ(Value("risk.rosh"), "very high");
  sample("X100010");
  EXPECT_EQ(Value("circumstances.childcare"), "true");
  sample("X100011");
  EXPECT_EQ(Value("sentence.in_custody"), "true");
  EXPECT_EQ(Value("risk.rosh"), "unknown");
  EXPECT_EQ(case_.failed.size(), 2u);
  sample("X100012");
  EXPECT_EQ(Others(), std::set<std::string>{"activity: case number"});
  EXPECT_EQ(case_.unmapped.size(), 4u);
}

}  // namespace
}  // namespace bsup::core
