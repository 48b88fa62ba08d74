// What may be said after a decision, and when: what came of the contact, and that a promise was kept.
#include <gtest/gtest.h>

#include "records/kept.h"

namespace bsup::core::testing {
namespace {

#define EXPECT_SAYS(text, words) EXPECT_NE((text).find(words), std::string::npos) << (text)

class AfterADecision : public ::testing::Test {
 protected:
  AfterADecision() { story_.Decide(kOfficer, kVisit); }
  Story story_{"X100002", "home visit"};
};

TEST_F(AfterADecision, NothingComesOfAContactBeforeItsDay) {
  const auto attempt = [&](std::string_view day) {
    return ProblemOf(story_.TryHappen(By("a.officer", day), R"("mode":null,"attended":"excused")"));
  };
  EXPECT_SAYS(attempt("2026-11-29"), "/answers: the contact is on 2026-11-30, which is to come");
  EXPECT_EQ(attempt("2026-11-30"), "");
  EXPECT_EQ(attempt("2026-12-01"), "");
}

TEST_F(AfterADecision, APromiseKeptIsReadStrictly) {
  const auto attempt = [&](const std::string& content, std::string_view day = "2026-11-26") {
    return ProblemOf(story_.TryKeep(By("a.officer", day), content));
  };
  EXPECT_EQ(attempt(R"("promises":[0])"), "");
  EXPECT_EQ(attempt(R"("promises":[0],"on":"2026-11-26","words":"Both of us went.")"), "");
  EXPECT_SAYS(attempt(R"("promises":[])"), "/promises: names none");
  EXPECT_SAYS(attempt(R"("promises":null)"), "/promises: ");
  EXPECT_SAYS(attempt(R"("on":"2026-11-26")"), R"(the key "promises" is missing)");
  EXPECT_SAYS(attempt(R"("promises":[1])"), "/promises/0: the decision promised 1 things");
  EXPECT_SAYS(attempt(R"("promises":[0,0])"), "/promises/1: is in this list twice");
  EXPECT_SAYS(attempt(R"("promises":[0],"on":"2026-11-27")"), "/on: this day is to come");
  EXPECT_SAYS(attempt(R"("promises":[0],"attended":"attended")"), "attended");
  EXPECT_SAYS(ProblemOf(story_.TryDraft(KeptDraft, kOfficer, R"({"answers":12,"promises":[0]})",
                                        story_.advice())),
              "/answers: record 12 is of kind ADVICE");
}

}  // namespace
}  // namespace bsup::core::testing
