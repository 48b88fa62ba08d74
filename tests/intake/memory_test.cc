// How much memory a payload takes at its greatest, against its size: reading it, and what is kept
// and written of it. Measured in a process of its own, which begins as this one.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "advice/json/input.h"
#include "intake/checking/coverage.h"
#include "shipped_intake.h"

namespace bsup::core {
namespace {

constexpr double kMostTimes = 6;

// The greatest memory of a process that does this, in bytes.
template <class Do>
double PeakOf(Do what) {
  const pid_t child = fork();
  if (child == 0) {
    what();
    _exit(0);
  }
  rusage used{};
  int status = -1;
  EXPECT_EQ(wait4(child, &status, 0, &used), child);
  EXPECT_EQ(status, 0);
  return static_cast<double>(used.ru_maxrss) * 1024;
}

std::string Flags(int count) {
  std::string text = R"({"crn":"X100005","riskFlags":{"riskFlags":[)";
  for (int i = 0; i < count; ++i)
    text += (i > 0 ? "," : "") + (R"({"description":"flag )" + std::to_string(i) + R"("})");
  return text + "]}}";
}

std::string Contacts(int count) {
  std::string text = R"({"crn":"X100005","activity":{"activities":[)";
  for (int i = 0; i < count; ++i) {
    text += (i > 0 ? "," : "") + (R"({"id":)" + std::to_string(i)) +
            R"(,"type":"Office visit","startDateTime":"2026-11-16T10:00:00Z"})";
  }
  return text + "]}}";
}

std::string Ones(std::size_t count) {
  std::string text = R"({"crn":"X100005","riskFlags":{"riskFlags":[1)";
  for (std::size_t i = 1; i < count; ++i) text += ",1";
  return text + "]}}";
}

class Memory : public ShippedIntake {
 protected:
  void SetUp() override {
#ifdef BSUP_SANITIZED
    GTEST_SKIP() << "sanitizers take memory of their own";
#endif
  }

  static void Read(const std::string& text) {
    const auto payload = JsonDocument::Parse(text, "payload");
    const Day as_of = *Day::Parse("2026-11-23");
    const Intake intake(*mapping_, payload->root());
    const Contact contact = *intake.Ask(nullptr, as_of)->In(policy_->policy);
    const Case a_case = *intake.ReadCase(*binding_, nullptr, contact, as_of);
    static std::string input;
    input = CanonicalInput(*policy_, "", contact, a_case, as_of, Language::kEnglish);
  }

  static void Cover(const std::string& text) {
    const auto payload = JsonDocument::Parse(text, "payload");
    const auto parts = FindParts(*mapping_, payload->root());
    const Coverage coverage(*mapping_, parts, payload->root());
    if (coverage.leaves() == 0) _exit(1);
  }

  // Over what a small payload takes.
  template <class Do>
  static double Takes(Do what, const std::string& text) {
    const double little = PeakOf([&] { what(R"({"crn":"X100005"})"); });
    return PeakOf([&] { what(text); }) - little;
  }

  template <class Do>
  static double Times(Do what, const std::string& text) {
    return Takes(what, text) / static_cast<double>(text.size());
  }
};

TEST_F(Memory, OfAPayloadIsAFewTimesItsSize) {
  EXPECT_LT(Times(Read, Flags(80'000)), kMostTimes) << "that no table knows";
  EXPECT_LT(Times(Read, Contacts(30'000)), kMostTimes);
}

TEST_F(Memory, OfACheckIsAFewTimesTheSizeOfThePayload) {
  EXPECT_LT(Times(Cover, Flags(80'000)), kMostTimes);
  EXPECT_LT(Times(Cover, Contacts(30'000)), kMostTimes);
}

// A value of two bytes takes many times that: there may only be so many.
TEST_F(Memory, OfTheShortestValuesIsAFewTimesTheGreatestSizeOfAPayload) {
  EXPECT_LT(Takes(Read, Ones(JsonDocument::kMostValues - 8)),
            kMostTimes * static_cast<double>(JsonDocument::kMostBytes));
}

// The control: memory that is held shows.
TEST_F(Memory, ThatIsHeldIsFound) {
  const auto hold = [](const std::string& text) {
    Read(text);
    static std::vector<std::string> held;
    for (int i = 0; i < 10; ++i) held.push_back(text);
  };
  EXPECT_GT(Times(hold, Contacts(30'000)), kMostTimes);
}

}  // namespace
}  // namespace bsup::core
