// Recorded advice again, from the record and the policy kept with it, and nothing else.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/replay_input.h"
#include "advice/json/advice_json.h"
#include "base/json.h"
#include "records/kinds/advice_record.h"
#include "records/standing/replay.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

Error NoPolicy(std::uint64_t sequence) {
  return {Status::kTampered, "record " + std::to_string(sequence),
          "the trail lacks the policy it rests on; run verify on it"};
}

// The packs that were loaded when the policy of that digest was first used.
Result<std::shared_ptr<const PolicySet>> PacksBehind(const bsup_trail& trail,
                                                     std::uint64_t sequence, const Hash& policy) {
  const auto records = trail.trail->PolicyRecords(policy);
  if (!records) return records.error();
  for (const OpenedRecord& record : *records) {
    if (!record.trail) continue;
    const Result<JsonDocument> part = JsonDocument::Parse(*record.trail, "policy");
    const JsonNode* bundle = part ? part->root().Find("bundle") : nullptr;
    if (bundle == nullptr || !bundle->is_string()) continue;  // a withdrawal
    return trail.replayed->Get(std::string(bundle->string()),
                               [&]() -> Result<std::shared_ptr<const PolicySet>> {
                                 const std::optional<Hash> digest = HashFromHex(bundle->string());
                                 if (!digest) return NoPolicy(sequence);
                                 const auto text = trail.trail->ReadDocument(*digest);
                                 if (!text) return text.error();
                                 if (!*text) return NoPolicy(sequence);
                                 auto files = ReadBundle(**text);
                                 if (!files) return std::move(files).error();
                                 auto set = PolicySet::Load(*std::move(files));
                                 if (!set) return std::move(set).error();
                                 return std::make_shared<const PolicySet>(*std::move(set));
                               });
  }
  return NoPolicy(sequence);
}

Result<Replayed> ReplayRecord(const bsup_trail& trail, std::uint64_t sequence) {
  const Result<OpenedRecord> opened = trail.trail->ReadOne(sequence);
  if (!opened) return opened.error();
  const Result<AdviceRecord> record = ReadAdviceRecord(*opened);
  if (!record) {
    if (record.error().status == Status::kErased) return Replayed{};
    return record.error();
  }
  if (!opened->record.document) return NoPolicy(sequence);
  const auto packs = PacksBehind(trail, sequence, *opened->record.document);
  if (!packs) return packs.error();

  const bsup_policy policy{nullptr, *packs, nullptr};
  Result<bsup_advice> advice = ReplayInput(policy, record->input);
  if (!advice && advice.error().status == Status::kOtherEngine) {
    const Result<std::string> input = WithEngine(record->input, kEngineVersion);
    if (!input) return input.error();
    advice = ReplayInput(policy, *input);
  }
  if (!advice) return std::move(advice).error();
  return CompareReplay(record->advice, AdviceJson(*advice->policy, advice->advice, advice->a_case,
                                                  advice->language));
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_replay(bsup_trail* trail, uint64_t sequence, bsup_text** out,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || out == nullptr)
      return bsup::core::Usage("`trail` and `out` must not be NULL");
    const auto replayed = bsup::core::ReplayRecord(*trail, sequence);
    if (!replayed) return replayed.error();
    *out = new bsup_text{replayed->ToJson()};
    return bsup::core::kDone;
  });
}
