// Payloads read by the mapping and the national pack that ship.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "intake/reading/intake.h"
#include "policy/read/read_pack_files.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

inline std::string Slurp(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The contact is on 30 November 2026, known on the 23rd.
class ShippedIntake : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto files = ReadPackFiles({PROJECT_ROOT "/config/policies/england-wales.toml"});
    ASSERT_TRUE(files.ok()) << files.error().Message();
    const auto set = PolicySet::Load(*std::move(files));
    ASSERT_TRUE(set.ok()) << set.error().Message();
    policy_ = *set->Select("", *Day::Parse("2026-11-30"));
    auto mapping = LoadMapping("ndelius.toml", Slurp(PROJECT_ROOT "/config/mappings/ndelius.toml"));
    ASSERT_TRUE(mapping.ok()) << mapping.error().Message();
    mapping_ = std::make_unique<Mapping>(std::move(mapping).value());
    auto binding = Binding::Bind(*mapping_, policy_->policy);
    ASSERT_TRUE(binding.ok()) << binding.error().Message();
    binding_ = std::make_unique<Binding>(std::move(binding).value());
  }

  void ReadText(std::string text) {
    text_ = std::move(text);
    auto document = JsonDocument::Parse(text_, "payload");
    ASSERT_TRUE(document.ok()) << document.error().Message();
    document_ = std::make_unique<JsonDocument>(std::move(document).value());
    Contact contact;
    contact.date = *Day::Parse("2026-11-30");
    auto made = Intake(*mapping_, document_->root())
                    .ReadCase(*binding_, nullptr, contact, *Day::Parse("2026-11-23"));
    ASSERT_TRUE(made.ok()) << made.error().Message();
    case_ = std::move(made).value();
  }

  [[nodiscard]] std::string Value(const char* fact) const {
    const FactIndex index = policy_->policy.FactNamed(fact);
    return index ? policy_->policy.facts[index].Spell(case_.facts[index]) : "no such fact";
  }

  static inline std::shared_ptr<const PolicyInForce> policy_;
  static inline std::unique_ptr<Mapping> mapping_;
  static inline std::unique_ptr<Binding> binding_;
  std::string text_;
  std::unique_ptr<JsonDocument> document_;
  Case case_;
};

}  // namespace bsup::core
