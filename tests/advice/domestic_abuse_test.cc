// Who is flagged decides what a call asks for: the advice on safe calling is for victims, and a
// perpetrator's call has safeguards of its own. Sentences from practice on the packs that ship.
#include <gtest/gtest.h>

#include "oracle/case_in_words.h"

namespace bsup::core::oracle {
namespace {

constexpr const char* kForVictims[] = {"domestic-abuse-safe-to-talk", "domestic-abuse-alone",
                                       "domestic-abuse-call-back", "domestic-abuse-code-word",
                                       "domestic-abuse-end-the-call"};
constexpr const char* kForPerpetrators[] = {"domestic-abuse-perpetrator-who-is-there",
                                            "domestic-abuse-perpetrator-disclose-nothing"};
constexpr const char* kForBoth[] = {"domestic-abuse-check-flags", "domestic-abuse-danger"};

CaseInWords Flagged(std::string_view victim, std::string_view perpetrator,
                    std::string_view evidence) {
  return CaseInWords::Ordinary("2026-11-23")
      .Is("risk.domestic_abuse_victim", victim)
      .Is("risk.domestic_abuse_perpetrator", perpetrator)
      .Is("risk.domestic_abuse_evidence", evidence);
}

bool CallSays(const CaseInWords& told, const char* safeguard, std::string_view mode = "telephone") {
  return told.Names(told.Mode(told.Advise(), mode).safeguards, safeguard);
}

TEST(DomesticAbuse, AVictimIsCalledAsTheAdviceOnSafeCallingSays) {
  for (const char* perpetrator : {"false", "unknown"}) {
    const CaseInWords told = Flagged("true", perpetrator, "unknown");
    for (const char* safeguard : kForVictims) EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
    for (const char* safeguard : kForBoth) EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
    for (const char* safeguard : kForPerpetrators)
      EXPECT_FALSE(CallSays(told, safeguard)) << safeguard;
    EXPECT_TRUE(CallSays(told, "domestic-abuse-who-is-in-the-room", "video"));
  }
}

TEST(DomesticAbuse, APerpetratorIsAskedForNoCodeWord) {
  for (const char* victim : {"false", "unknown"}) {
    const CaseInWords told = Flagged(victim, "true", "true");
    for (const char* safeguard : kForVictims) EXPECT_FALSE(CallSays(told, safeguard)) << safeguard;
    EXPECT_FALSE(CallSays(told, "domestic-abuse-who-is-in-the-room", "video"));
    for (const char* safeguard : kForPerpetrators)
      EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
    for (const char* safeguard : kForBoth) EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
    EXPECT_TRUE(CallSays(told, "domestic-abuse-perpetrator-who-is-there", "video"));
  }
}

TEST(DomesticAbuse, SomebodyWhoIsBothHasTheSafeguardsOfBoth) {
  const CaseInWords told = Flagged("true", "true", "false");
  for (const char* safeguard : kForVictims) EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
  for (const char* safeguard : kForPerpetrators)
    EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
}

TEST(DomesticAbuse, EvidenceThatDoesNotSayWhoseBringsTheSafeguardsOfBoth) {
  const CaseInWords told = Flagged("unknown", "unknown", "true");
  for (const char* safeguard : kForVictims) EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
  for (const char* safeguard : kForPerpetrators)
    EXPECT_TRUE(CallSays(told, safeguard)) << safeguard;
}

TEST(DomesticAbuse, AMissingFlagStillAsksWhetherItIsSafeToTalk) {
  const CaseInWords told = Flagged("unknown", "unknown", "unknown");
  EXPECT_TRUE(CallSays(told, "domestic-abuse-safe-to-talk"));
  EXPECT_TRUE(CallSays(told, "domestic-abuse-check-flags"));
  EXPECT_FALSE(CallSays(told, "domestic-abuse-code-word"));
  EXPECT_FALSE(CallSays(told, "domestic-abuse-perpetrator-who-is-there"));
}

TEST(DomesticAbuse, WhereItIsRuledOutNothingOfItIsSaid) {
  const CaseInWords told = Flagged("false", "false", "false");
  for (const char* safeguard : kForVictims) EXPECT_FALSE(CallSays(told, safeguard)) << safeguard;
  for (const char* safeguard : kForBoth) EXPECT_FALSE(CallSays(told, safeguard)) << safeguard;
}

}  // namespace
}  // namespace bsup::core::oracle
