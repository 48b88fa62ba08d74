// Made-up people in shapes that real services send, each with what was once read wrongly. They stand
// beside the project, in the folder that BSUP_CASES names.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "shipped_intake.h"

namespace bsup::core {

namespace fs = std::filesystem;

class SharedCase : public ShippedIntake {
 protected:
  static fs::path Folder() {
    const char* named = std::getenv("BSUP_CASES");
    return named != nullptr ? fs::path(named)
                            : fs::path(PROJECT_ROOT) / ".." / "shared" / "cases" / "intake";
  }

  void SetUp() override {
    if (!fs::exists(Folder()))
      GTEST_SKIP() << "no cases at " << Folder() << "; name their folder in BSUP_CASES";
  }

  void Take(const std::string& name) {
    text_ = Slurp(Folder() / (name + ".json"));
    document_ = std::make_unique<JsonDocument>(*JsonDocument::Parse(text_, name));
    const std::string contact_text = Slurp(Folder() / (name + ".contact.json"));
    std::optional<JsonDocument> given;
    if (!contact_text.empty()) given = *JsonDocument::Parse(contact_text, "contact");
    const Day as_of = *Day::Parse("2026-11-23");
    const Intake intake(*mapping_, document_->root());
    contact_ = *intake.Ask(given ? &given->root() : nullptr, as_of)->In(policy_->policy);
    case_ = *intake.ReadCase(*binding_, nullptr, contact_, as_of);
  }

  [[nodiscard]] std::string LastContact() const {
    const auto past = std::ranges::find_if(
        case_.history.contacts.rbegin(), case_.history.contacts.rend(),
        [](const PastContact& one) { return one.day <= *Day::Parse("2026-11-23"); });
    return past == case_.history.contacts.rend() ? "none"
                                                 : NameOf(kAttendanceNames, past->attendance);
  }

  [[nodiscard]] bool IsListed(std::string_view value) const {
    return std::ranges::any_of(case_.unmapped,
                               [&](const Unmapped& one) { return one.value == value; });
  }

  Contact contact_;
};

TEST_F(SharedCase, AttendanceNeedsAnOutcome) {
  Take("real-misses-then-phone-no-outcome");
  EXPECT_EQ(LastContact(), "not recorded");
  Take("rescheduled-by-staff-unknown-text");
  EXPECT_NE(LastContact(), "attended");
  EXPECT_FALSE(case_.unmapped.empty());
  Take("rescheduled-counted-missed");
  EXPECT_EQ(LastContact(), "excused");
}

TEST_F(SharedCase, TheSentenceIsWhatTheHostLists) {
  Take("order-past-expected-end");
  EXPECT_EQ(Value("sentence.active"), "true");
  Take("overview-sentences-only");
  EXPECT_EQ(Value("sentence.active"), "true");
  EXPECT_EQ(Value("sentence.type"), "community order");
  Take("two-active-events");
  EXPECT_EQ(Value("sentence.type"), "unknown");
  ASSERT_EQ(case_.conflicts.size(), 1U);
  Take("programme-as-service-writes-it");
  EXPECT_EQ(Value("case.accredited_programme"), "true");
}

TEST_F(SharedCase, WhatFailedIsUnknownAndNamed) {
  for (const char* name : {"mappa-failed", "recall-mappa-error-only"}) {
    Take(name);
    EXPECT_EQ(Value("risk.mappa_level"), "unknown") << name;
    EXPECT_EQ(case_.failed.size(), 1U) << name;
  }
  Take("mappa-level2-category-null");
  EXPECT_EQ(Value("risk.mappa_level"), "2");
}

TEST_F(SharedCase, ACodeForNoContactEndsTheChain) {
  Take("nothing-falls-through-2");
  EXPECT_TRUE(std::ranges::none_of(case_.history.contacts, [](const PastContact& one) {
    return one.day > *Day::Parse("2026-11-01");
  }));
}

TEST_F(SharedCase, TheNextAppointmentIsNotDroppedInSilence) {
  Take("next-date-unreadable");
  EXPECT_EQ(contact_.from, ContactFrom::kAssumed);
  EXPECT_TRUE(IsListed("01/12/2026 10:00"));
}

TEST_F(SharedCase, ThePersonIsTold) {
  Take("staff-very-high-in-rosh");
  EXPECT_EQ(Value("risk.to_staff"), "true");
  Take("deceased");
  EXPECT_EQ(Value("case.deceased"), "true");
  Take("lao");
  EXPECT_EQ(Value("case.restricted_record"), "true");
}

TEST_F(SharedCase, EachUnreadableDayIsListed) {
  Take("dedupe-hides");
  EXPECT_EQ(std::ranges::count(case_.unmapped, "day", &Unmapped::table), 3);
  EXPECT_TRUE(IsListed("01/01/2020"));
  EXPECT_TRUE(IsListed("02/02/2020"));
  EXPECT_TRUE(IsListed("")) << "a day that is null";
}

}  // namespace bsup::core
