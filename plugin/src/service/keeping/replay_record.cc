#include "service/keeping/replay_record.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/json.h"
#include "records/kinds/advice_record.h"
#include "service/advising/advise_texts.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

using Packs = std::shared_ptr<const PolicySet>;

Error NoPolicy(std::uint64_t sequence) {
  return {Status::kTampered, "record " + std::to_string(sequence),
          "the trail lacks the policy it rests on; run verify on it"};
}

Result<Packs> LoadPacks(Trail& trail, std::uint64_t sequence, std::string_view bundle) {
  const std::optional<Hash> digest = HashFromHex(bundle);
  if (!digest) return NoPolicy(sequence);
  BSUP_TRY(const auto text, trail.ReadDocument(*digest));
  if (!text) return NoPolicy(sequence);
  BSUP_TRY(auto files, ReadBundle(*text));
  BSUP_TRY(PolicySet set, PolicySet::Load(std::move(files)));
  return std::make_shared<const PolicySet>(std::move(set));
}

// The packs that were loaded when the policy of that digest was first used.
Result<Packs> PacksBehind(Trail& trail, LoadedPacks& packs, std::uint64_t sequence,
                          const Hash& policy) {
  BSUP_TRY(const auto records, trail.PolicyRecords(policy));
  for (const OpenedRecord& record : records) {
    if (!record.trail) continue;
    const Result<JsonDocument> part = JsonDocument::Parse(*record.trail, "policy");
    const JsonNode* bundle = part ? part->root().Find("bundle") : nullptr;
    if (bundle == nullptr || !bundle->is_string()) continue;  // a withdrawal
    return packs.Get(std::string(bundle->string()),
                     [&] { return LoadPacks(trail, sequence, bundle->string()); });
  }
  return NoPolicy(sequence);
}

// By this engine, whichever one gave it.
Result<GivenAdvice> GiveAgain(const LoadedPolicy& policy, const std::string& input) {
  Result<GivenAdvice> advice = ReplayInput(policy, input);
  if (advice || advice.error().status != Status::kOtherEngine) return advice;
  BSUP_TRY(const std::string own, WithEngine(input, kEngineVersion));
  return ReplayInput(policy, own);
}

}  // namespace

Result<GivenAdvice> GiveRecordAgain(Trail& trail, LoadedPacks& packs, const OpenedRecord& opened,
                                    const AdviceRecord& shown) {
  const std::uint64_t sequence = opened.record.sequence;
  if (!opened.record.document) return NoPolicy(sequence);
  BSUP_TRY(auto set, PacksBehind(trail, packs, sequence, *opened.record.document));
  return GiveAgain(LoadedPolicy(std::move(set)), shown.input);
}

Result<Replayed> ReplayRecord(Trail& trail, LoadedPacks& packs, std::uint64_t sequence) {
  BSUP_TRY(const OpenedRecord opened, trail.ReadOne(sequence));
  const Result<AdviceRecord> record = ReadAs<AdviceRecord>(opened);
  if (!record) {
    if (record.error().status == Status::kErased) return Replayed{};
    return record.error();
  }
  BSUP_TRY(const GivenAdvice advice, GiveRecordAgain(trail, packs, opened, *record));
  return CompareReplay(record->advice, advice.Json(advice.language));
}

}  // namespace bsup::core
