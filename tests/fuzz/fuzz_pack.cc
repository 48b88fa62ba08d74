// Policy packs nobody vouches for. Several files stand one after the other, each but the last ended
// by a line `%%`.
//
// A pack that loads must load again to the same digest, and on a case drawn at random the engine
// must say what the slow reading of the documents says.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/agreement.h"
#include "policy/resolve/policy_set.h"

namespace {

constexpr std::string_view kBetween = "\n%%\n";

std::vector<bsup::core::SourceFile> Files(std::string_view text) {
  std::vector<bsup::core::SourceFile> files;
  while (true) {
    const std::size_t end = text.find(kBetween);
    files.push_back(
        {"pack" + std::to_string(files.size()) + ".toml", std::string(text.substr(0, end))});
    if (end == std::string_view::npos) return files;
    text.remove_prefix(end + kBetween.size());
  }
}

void Require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto set = bsup::core::PolicySet::Load(Files(text));
  if (!set) {
    Require(!set.error().problems.empty(), "an error without a problem");
    return 0;
  }
  const auto again = bsup::core::PolicySet::Load(Files(text));
  Require(again && again->digest() == set->digest(), "the same files have two digests");
  bsup::core::oracle::Dice dice(size);
  for (const auto& policy : set->all()) {
    for (int unknown : {0, 50, 100}) {
      const auto made = bsup::core::oracle::AnyCase(dice, policy->policy, unknown);
      const auto agreement = bsup::core::oracle::Compare(*policy, made, dice, 200);
      Require(agreement.difference.empty(), agreement.difference);
    }
  }
  return 0;
}
