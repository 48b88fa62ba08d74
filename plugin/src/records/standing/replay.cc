#include "records/standing/replay.h"

#include "base/json_writer.h"
#include "records/content/fields.h"

namespace bsup::core {
namespace {

std::optional<ModeStanding> StandingIn(const AdviceTold& told, std::string_view mode) {
  const ModeTold* found = told.Find(mode);
  if (found == nullptr) return std::nullopt;
  return found->standing;
}

std::vector<ModeDifference> Differences(const AdviceTold& recorded, const AdviceTold& replayed) {
  std::vector<ModeDifference> differences;
  for (const ModeTold& mode : recorded.modes) {
    const auto now = StandingIn(replayed, mode.mode);
    if (now != mode.standing) differences.push_back({mode.mode, mode.standing, now});
  }
  for (const ModeTold& mode : replayed.modes) {
    if (recorded.Find(mode.mode) == nullptr)
      differences.push_back({mode.mode, std::nullopt, mode.standing});
  }
  return differences;
}

template <class T>
void WriteBoth(JsonWriter& json, std::string_view key, const T& recorded, const T& replayed) {
  json.Object(key);
  json.Member("recorded", recorded);
  json.Member("replayed", replayed);
  json.EndObject();
}

}  // namespace

Result<Replayed> CompareReplay(std::string_view recorded, std::string_view replayed) {
  BSUP_TRY(AdviceTold was, AdviceTold::Read(recorded));
  BSUP_TRY(AdviceTold is, AdviceTold::Read(replayed));
  Replayed result;
  if (recorded == replayed) {
    result.verdict = ReplayVerdict::kSame;
  } else {
    result.verdict =
        was.engine == is.engine ? ReplayVerdict::kDiffers : ReplayVerdict::kOtherEngine;
  }
  result.recorded_engine = was.engine;
  result.replayed_engine = is.engine;
  result.modes = Differences(was, is);
  result.recorded_lead = std::move(was.lead);
  result.replayed_lead = std::move(is.lead);
  return result;
}

Result<std::string> WithEngine(std::string_view input, std::int64_t engine) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(input, "input"));
  const JsonNode* number = document.root().Find("engine");
  if (number == nullptr || !number->is_integer()) {
    return Error(Status::kBadInput, "/engine",
                 "is missing; this is not an input from bsup_advice_input");
  }
  std::vector<JsonMember> members(document.root().members().begin(),
                                  document.root().members().end());
  for (JsonMember& member : members) {
    if (member.key == "engine") member.value = JsonNode(engine);
  }
  return CanonicalJson(JsonNode(members.data(), static_cast<std::uint32_t>(members.size())));
}

std::string Replayed::ToJson() const {
  JsonWriter json;
  json.Object();
  if (verdict != ReplayVerdict::kErased) {
    WriteBoth(json, "engine", recorded_engine, replayed_engine);
    WriteBoth(json, "lead", recorded_lead, replayed_lead);
    json.Key("modes");
    WriteField(json, modes, Form::kText);
    json.Member("modes_agree", modes_agree());
  }
  json.Member("verdict", NameOf(kReplayVerdictNames, verdict));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
