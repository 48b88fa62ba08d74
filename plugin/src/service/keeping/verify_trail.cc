#include "service/keeping/verify_trail.h"

#include <utility>
#include <vector>

#include "base/json_writer.h"

namespace bsup::core {
namespace {

// Keys that sign as witnesses do: the trail's own signature vouches for nothing.
Result<std::vector<VerifierKey>> ReadWitnesses(std::string_view lines) {
  std::vector<VerifierKey> keys;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    if (line.empty()) continue;
    BSUP_TRY(VerifierKey key, VerifierKey::Parse(line));
    if (key.type != KeyType::kCosignature) {
      return Error(Status::kBadInput, "witnesses",
                   "the key of " + key.name +
                       " signs as a log does and not as a witness; give its cosignature key");
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace

Result<Verification> VerifyTrail(const std::string& path, const VerifyTexts& texts,
                                 KeyService* keys, const Progress& progress) {
  VerifyOptions options;
  if (!texts.vkey.empty()) {
    BSUP_TRY(options.key, VerifierKey::Parse(texts.vkey));
  }
  BSUP_TRY(options.witnesses, ReadWitnesses(texts.witnesses));
  if (!texts.known_head.empty()) {
    BSUP_TRY(options.known_head, CheckpointIn(texts.known_head));
  }
  options.keys = keys;
  options.progress = progress;
  return Verify(TrailFiles::At(path), options);
}

std::string VerificationJson(const Verification& verification) {
  JsonWriter json;
  json.Object();
  json.Member("verdict", kVerdictNames[static_cast<std::size_t>(verification.verdict)]);
  json.Member("records", verification.records);
  json.Member("erased", verification.erased);
  json.Member("first_bad", verification.first_bad);
  json.Member("outside_head", verification.outside_head);
  json.Member("why", verification.why);
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
