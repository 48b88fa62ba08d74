// The types of contact that services publish, in the table that ships.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "shipped_intake.h"

namespace bsup::core {

class ContactTypes : public ShippedIntake {
 protected:
  // "office", "no contact", "unknown mode" or "not known".
  static std::string Meaning(std::string_view name) {
    const auto table = std::ranges::find(mapping_->tables, "contact-types", &CodeTable::id);
    const int entry = table->Find(JsonNode(name));
    if (entry < 0) return "not known";
    const TableEntry& found = table->entries[static_cast<std::size_t>(entry)];
    if (found.nothing) return "no contact";
    return found.mode.empty() ? "unknown mode" : found.mode;
  }
};

TEST_F(ContactTypes, HaveTheModeThatTheirNameImplies) {
  EXPECT_EQ(Meaning("IPVS"), "in person elsewhere");
  EXPECT_EQ(Meaning("IOM Telephone Contact"), "telephone");
  EXPECT_EQ(Meaning("IOM Office Visit – unplanned"), "office");
  EXPECT_EQ(Meaning("Home Visit - Not Notified"), "home visit");
  EXPECT_EQ(Meaning("Phone Contact to Offender"), "telephone");
}

TEST_F(ContactTypes, AreContactsOfUnknownModeWhereTheNameImpliesNone) {
  EXPECT_EQ(Meaning("C067"), "unknown mode");
  EXPECT_EQ(Meaning("3 Way Meeting (Non NS)"), "unknown mode");
  EXPECT_EQ(Meaning("Other Contact"), "unknown mode");
}

TEST_F(ContactTypes, AreNoContactWhereNobodyMeetsThePerson) {
  EXPECT_EQ(Meaning("Breach Action - Breach / Recall Initiated"), "no contact");
  EXPECT_EQ(Meaning("CT3A"), "no contact") << "a call with somebody else";
  EXPECT_EQ(Meaning("Module 12 (NS)"), "no contact");
  EXPECT_EQ(Meaning("A type of tomorrow"), "not known") << "what nobody published";
}

// A line of CSV: texts, in quotation marks where they hold a comma.
std::vector<std::string> FieldsOf(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

TEST_F(ContactTypes, OfAPublishedListAreAllKnownByCodeAndByDescription) {
  const char* named = std::getenv("BSUP_CONTACT_TYPES");
  const std::string path = named != nullptr ? named
                                            : PROJECT_ROOT
                               "/../shared/domain/codes/"
                               "delius_contact_types_all.csv";
  std::ifstream file(path);
  if (!file)
    GTEST_SKIP() << "no list at " << path << "; name the file (code, description) in "
                 << "BSUP_CONTACT_TYPES";
  std::string line;
  std::getline(file, line);
  int types = 0;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = FieldsOf(line);
    ASSERT_GE(fields.size(), 2U) << line;
    ++types;
    EXPECT_NE(Meaning(fields[0]), "not known") << line;
    EXPECT_NE(Meaning(fields[1]), "not known") << line;
  }
  EXPECT_GT(types, 300);
}

}  // namespace bsup::core
