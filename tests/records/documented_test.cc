// What plugin/docs/records.md says of each kind is what the kind's fields are.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <tuple>

#include "records/kinds/advice_record.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/config_record.h"
#include "records/kinds/decision_record.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/kept_record.h"
#include "records/kinds/key_record.h"
#include "records/kinds/outcome_record.h"
#include "records/kinds/policy_record.h"
#include "records/kinds/read_record.h"
#include "records/kinds/reopen_record.h"

namespace bsup::core::testing {
namespace {

// Every kind, in the order of the page.
using Kinds = std::tuple<AdviceRecord, PolicyFirstUsedRecord, PolicyWithdrawnRecord, DecisionRecord,
                         ApprovalRecord, OutcomeRecord, ReadRecord, DisclosureRecord, ExportRecord,
                         ErasureRecord, KeyRecord, ReopenRecord, ConfigRecord, KeptRecord>;

template <class... T>
constexpr bool AllAreThere(const std::tuple<T...>*) {
  std::array<bool, kRecordKindCount> there{};
  ((there[static_cast<std::size_t>(T::kKind)] = true), ...);
  for (const bool one : there) {
    if (!one) return false;
  }
  return true;
}
static_assert(AllAreThere(static_cast<Kinds*>(nullptr)), "a kind of record is missing above");

std::string TypeOf(Form form) {
  switch (form) {
    case Form::kText: return "text";
    case Form::kName:
    case Form::kSomeNames: return "name";
    case Form::kNameOrNull: return "name or null";
    case Form::kPerson: return "case number";
    case Form::kFact: return "fact";
    case Form::kWords: return "words";
  }
  return "";
}

template <class T, class How>
std::string TypeOf(const T& value, const How& how) {
  if constexpr (kIsOptional<T>) {
    return TypeOf(value.value_or(typename T::value_type{}), how) + " or null";
  } else if constexpr (std::same_as<T, std::vector<std::size_t>>) {
    return "list of places";
  } else if constexpr (kIsList<T>) {
    return "list of " + TypeOf(typename T::value_type{}, how) + "s";
  } else if constexpr (Described<T>) {
    return "object";
  } else if constexpr (std::is_enum_v<T>) {
    std::string words;
    for (const char* word : how) words += (words.empty() ? "`" : ", `") + std::string(word) + "`";
    return words;
  } else if constexpr (std::same_as<T, std::string>) {
    return TypeOf(how);
  } else if constexpr (std::same_as<T, bool>) {
    return "flag";
  } else if constexpr (std::same_as<T, Day>) {
    return "day";
  } else if constexpr (std::same_as<T, Hash>) {
    return "digest";
  } else if constexpr (std::same_as<T, std::int64_t>) {
    return "time";
  } else if constexpr (std::same_as<T, std::int32_t>) {
    return "count";
  } else {
    static_assert(std::same_as<T, std::uint64_t>);
    return "sequence";
  }
}

std::string Given(Origin origin) {
  switch (origin) {
    case Origin::kGiven: return "yes";
    case Origin::kMayBeGiven: return "may be";
    case Origin::kGivenApart: return "yes, kept apart";
    case Origin::kSettled: return "no";
  }
  return "";
}

// The object in an optional one or in a list.
template <class T>
T Inner(const T&) {
  return {};
}
template <class T>
T Inner(const std::optional<T>&) {
  return {};
}
template <class T>
T Inner(const std::vector<T>&) {
  return {};
}

// The first three cells of a table's row for each field; those of an object within follow it.
template <class T>
void Describe(const T& record, const std::string& before, std::string& rows) {
  VisitFields(record, [&](std::string_view key, Origin origin, const auto& value, const auto& how) {
    rows += "| `" + before + std::string(key) + "` | " + TypeOf(value, how) + " | " +
            Given(origin) + " |\n";
    const auto inner = Inner(value);
    if constexpr (Described<std::remove_const_t<decltype(inner)>>)
      Describe(inner, before + std::string(key) + ".", rows);
  });
}
template <class T>
std::string RowsOf() {
  std::string rows;
  Describe(T{}, "", rows);
  return rows;
}

// The rows of the table under a heading, without their last cell, which says what a field means.
std::string Documented(const std::string& page, const std::string& heading) {
  std::istringstream lines(page);
  std::string line;
  std::string rows;
  bool is_here = false;
  while (std::getline(lines, line)) {
    if (line.starts_with("#")) is_here = line == heading;
    if (!is_here || !line.starts_with("| `")) continue;
    const std::size_t last = line.rfind(" | ");
    rows += line.substr(0, last) + " |\n";
  }
  return rows;
}

std::string Page() {
  std::ostringstream page;
  page << std::ifstream(PROJECT_ROOT "/plugin/docs/records.md").rdbuf();
  return page.str();
}

template <class T>
std::string Heading() {
  const std::string name = std::string("### ") + NameOf(T::kKind);
  if constexpr (std::same_as<T, PolicyFirstUsedRecord>) return name + ", first used";
  if constexpr (std::same_as<T, PolicyWithdrawnRecord>) return name + ", withdrawn";
  return name;
}

template <class T>
void ExpectDocumented(const std::string& page) {
  EXPECT_EQ(Documented(page, Heading<T>()), RowsOf<T>()) << Heading<T>();
}

template <class... T>
void ExpectAllDocumented(const std::string& page, const std::tuple<T...>*) {
  (ExpectDocumented<T>(page), ...);
}

TEST(Documented, EachKindHasItsFieldsOnThePage) {
  ExpectAllDocumented(Page(), static_cast<Kinds*>(nullptr));
  EXPECT_EQ(Documented(Page(), "## Who"), RowsOf<Actor>());
}

TEST(Documented, AFieldThatChangedIsNoticed) {
  const std::string page = Page();
  const auto differs = [&](const std::string& from, const std::string& to) {
    const std::size_t at = page.find(from, page.find("### APPROVAL"));
    EXPECT_NE(at, std::string::npos) << from;
    std::string other = page;
    return Documented(other.replace(at, from.size(), to), "### APPROVAL") !=
           RowsOf<ApprovalRecord>();
  };
  EXPECT_FALSE(differs("| `until` | day or null |", "| `until` | day or null |"));
  EXPECT_TRUE(differs("| `until` | day or null |", "| `until` | day |")) << "null";
  EXPECT_TRUE(differs("| `until` | day or null |", "| `ends` | day or null |")) << "name";
  EXPECT_TRUE(differs("| `covers` | list of names | no |", "| `covers` | list of names | yes |"));
}

// Keys are plain ASCII, so RFC 8785 has them in the order of their bytes.
template <class T>
void ExpectInOrder(const T& record) {
  std::string last;
  VisitFields(record, [&](std::string_view key, Origin origin, const auto& value, const auto&) {
    if (origin == Origin::kGivenApart) return;
    EXPECT_LT(last, key);
    last = key;
    const auto inner = Inner(value);
    if constexpr (Described<std::remove_const_t<decltype(inner)>>) ExpectInOrder(inner);
  });
}

TEST(Documented, KeysAreInTheOrderOfCanonicalJson) {
  std::apply([](const auto&... kinds) { (ExpectInOrder(kinds), ...); }, Kinds{});
  ExpectInOrder(Actor{});
}

}  // namespace
}  // namespace bsup::core::testing
