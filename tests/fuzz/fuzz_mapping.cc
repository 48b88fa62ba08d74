// Mappings nobody vouches for: read, bound to the shipped policy and, where that succeeds, used on
// a sample case.
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "advice/engine/advise.h"
#include "base/json.h"
#include "intake/reading/intake.h"
#include "oracle/packs.h"

namespace {

std::string Sample() {
  std::ifstream file(PROJECT_ROOT "/host-stubs/data/X100003.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

// What is loaded once is loaded before the first input, so that no input is blamed for the time.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  bsup::core::oracle::ShippedPacks();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto policy = bsup::core::oracle::Shipped("", "2026-11-23");
  static const std::string sample = Sample();
  static const auto payload = bsup::core::JsonDocument::Parse(sample, "payload");
  const auto mapping = bsup::core::LoadMapping(
      "mapping.toml", std::string(reinterpret_cast<const char*>(data), size));
  if (!mapping) return 0;
  const auto binding = bsup::core::Binding::Bind(*mapping, policy->policy);
  if (!binding) return 0;
  bsup::core::Contact contact;
  contact.date = *bsup::core::Day::Parse("2026-11-23");
  const bsup::core::Intake intake(*mapping, payload->root());
  const auto a_case = intake.ReadCase(*binding, nullptr, contact, contact.date);
  if (a_case) bsup::core::Advise(*policy, contact, *a_case, contact.date);
  return 0;
}
