#include "records/standing/replay.h"

#include "advice/json/value_json.h"
#include "records/content/content.h"

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

void WriteStanding(JsonWriter& json, const std::optional<ModeStanding>& standing) {
  if (!standing) return json.Null();
  json.Object();
  json.Key("counts");
  json.Bool(standing->counts);
  json.Key("permission");
  json.String(standing->permission);
  json.EndObject();
}

}  // namespace

Result<Replayed> CompareReplay(std::string_view recorded, std::string_view replayed) {
  Result<AdviceTold> was = AdviceTold::Read(recorded);
  if (!was) return std::move(was).error();
  Result<AdviceTold> is = AdviceTold::Read(replayed);
  if (!is) return std::move(is).error();
  Replayed result;
  if (recorded == replayed) {
    result.verdict = ReplayVerdict::kSame;
  } else {
    result.verdict =
        was->engine == is->engine ? ReplayVerdict::kDiffers : ReplayVerdict::kOtherEngine;
  }
  result.recorded_engine = was->engine;
  result.replayed_engine = is->engine;
  result.modes = Differences(*was, *is);
  result.recorded_lead = std::move(was->lead);
  result.replayed_lead = std::move(is->lead);
  return result;
}

Result<std::string> WithEngine(std::string_view input, std::int64_t engine) {
  const Result<JsonDocument> document = JsonDocument::Parse(input, "input");
  if (!document) return document.error();
  const JsonNode* number = document->root().Find("engine");
  if (number == nullptr || !number->is_integer()) {
    return Error(Status::kBadInput, "/engine",
                 "is missing; this is not an input as bsup_advice_input gives it");
  }
  std::vector<JsonMember> members(document->root().members().begin(),
                                  document->root().members().end());
  for (JsonMember& member : members) {
    if (member.key == "engine") member.value = JsonNode(engine);
  }
  return CanonicalJson(JsonNode(members.data(), static_cast<std::uint32_t>(members.size())));
}

std::string Replayed::ToJson() const {
  JsonWriter json;
  json.Object();
  if (verdict != ReplayVerdict::kErased) {
    json.Key("engine");
    json.Object();
    json.Key("recorded");
    json.Integer(recorded_engine);
    json.Key("replayed");
    json.Integer(replayed_engine);
    json.EndObject();
    json.Key("lead");
    json.Object();
    json.Key("recorded");
    WriteOrNull(json, recorded_lead);
    json.Key("replayed");
    WriteOrNull(json, replayed_lead);
    json.EndObject();
    json.Key("modes");
    json.Array();
    for (const ModeDifference& mode : modes) {
      json.Object();
      json.Key("mode");
      json.String(mode.mode);
      json.Key("recorded");
      WriteStanding(json, mode.recorded);
      json.Key("replayed");
      WriteStanding(json, mode.replayed);
      json.EndObject();
    }
    json.EndArray();
    json.Key("modes_agree");
    json.Bool(modes_agree());
  }
  json.Key("verdict");
  json.String(NameOf(kReplayVerdictNames, verdict));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
