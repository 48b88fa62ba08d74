// The cases that the tests of records rest on, and what is advised on them.
#include "records/caseload.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "advice/engine/advise.h"
#include "advice/json/advice_json.h"
#include "advice/json/input.h"
#include "base/json.h"
#include "intake/reading/contact.h"
#include "intake/reading/intake.h"
#include "oracle/packs.h"
#include "policy/resolve/policy_set.h"
#include "records/kept.h"

namespace bsup::core::testing {
namespace {

std::string Slurp(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string At(const SampleAdvice& sample, std::string_view pointer) {
  const auto document = JsonDocument::Parse(sample.advice, "advice");
  const JsonNode* node = document->root().At(pointer);
  return node == nullptr ? "nothing" : CanonicalJson(*node);
}

}  // namespace

SampleAdvice Advised(const std::string& person, const std::string& contact_text,
                     const std::string& answers_text) {
  const std::string root = PROJECT_ROOT;
  const auto in_force = oracle::Shipped("", "2026-11-30");
  const Mapping mapping =
      Must(LoadMapping("ndelius.toml", Slurp(root + "/config/mappings/ndelius.toml")));
  const Binding binding = Must(Binding::Bind(mapping, in_force->policy));
  const std::string payload_text = Slurp(root + "/host-stubs/data/" + person + ".json");
  const JsonDocument payload = Must(JsonDocument::Parse(payload_text, "payload"));
  const JsonDocument contact_json = Must(JsonDocument::Parse(contact_text, "contact"));
  const Contact contact = Must(ReadContact(contact_json.root(), in_force->policy));
  const std::string answers_or_none = answers_text.empty() ? "{}" : answers_text;
  const JsonDocument answers = Must(JsonDocument::Parse(answers_or_none, "answers"));
  const Day as_of = *Day::Parse("2026-11-23");
  const Case a_case =
      Must(Intake(mapping, payload.root()).ReadCase(binding, &answers.root(), contact, as_of));
  const Advice advice = Advise(*in_force, contact, a_case, as_of);
  return {CanonicalInput(*in_force, mapping.digest, contact, a_case, as_of, Language::kEnglish),
          AdviceJson(*in_force, advice, a_case, Language::kEnglish), in_force->policy.canonical,
          R"({"files":[{"path":"england-wales.toml"}]})"};
}

std::string Meeting(const std::string& planned, const std::string& role) {
  return R"({"date":"2026-11-30","purpose":"supervision meeting","scheduled":true,)"
         R"("with":"person","role":")" +
         role + R"(","planned":")" + planned + R"("})";
}

TEST(Caseload, HasACaseForEveryWayADecisionCanStand) {
  const SampleAdvice danger = Advised("X100002", Meeting("home visit"));
  EXPECT_EQ(At(danger, "/outcome/lead"), R"("office")");
  EXPECT_EQ(At(danger, "/modes/2/permission"), R"("needs approval")");
  EXPECT_EQ(At(danger, "/modes/2/restrictions"), R"([{"rule":"visit-with-known-danger"}])");
  EXPECT_EQ(At(Advised("X100003", Meeting("telephone")), "/modes/5/permission"),
            R"("not permitted")");
  EXPECT_EQ(At(Advised("X100005", Meeting("telephone")), "/modes/5/counts"), "false");
  EXPECT_EQ(At(Advised("X100007", Meeting("telephone")), "/outcome/outcome"), R"("no advice")");
  EXPECT_EQ(At(Advised("X100009", Meeting("home visit")), "/modes/2/permission"), R"("cannot")");
  const SampleAdvice free = Advised("X100010", Meeting("telephone"));
  EXPECT_EQ(At(free, "/outcome/lead"), R"("telephone")");
  EXPECT_EQ(At(free, "/outcome/alternatives"), R"(["video"])");
}

}  // namespace bsup::core::testing
