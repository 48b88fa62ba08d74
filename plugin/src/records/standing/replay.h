// What comes of giving recorded advice again. The caller does that: it reads the ADVICE
// (advice_record.h), gives its input to an engine under the record's policy, and compares here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/content/advice_told.h"

namespace bsup::core {

enum class ReplayVerdict : std::uint8_t { kSame, kDiffers, kOtherEngine, kErased };
inline constexpr std::array kReplayVerdictNames{"same", "differs", "other engine", "erased"};

// How a mode stood and how it stands; nothing where that advice does not know the mode.
struct ModeDifference {
  std::string mode;
  std::optional<ModeStanding> recorded;
  std::optional<ModeStanding> replayed;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("mode", self.mode);
    fields.Settled("recorded", self.recorded);
    fields.Settled("replayed", self.replayed);
  }
};

struct Replayed {
  ReplayVerdict verdict = ReplayVerdict::kErased;
  std::int64_t recorded_engine = 0;
  std::int64_t replayed_engine = 0;
  std::optional<std::string> recorded_lead;
  std::optional<std::string> replayed_lead;
  std::vector<ModeDifference> modes;  // those that differ

  // Whether lead and standing of every mode are equal.
  [[nodiscard]] bool modes_agree() const { return recorded_lead == replayed_lead && modes.empty(); }
  // RFC 8785. Of erased advice, the verdict alone.
  [[nodiscard]] std::string ToJson() const;
};

// Two advices as JSON. kSame where they agree to the byte; with two engines, kOtherEngine.
Result<Replayed> CompareReplay(std::string_view recorded, std::string_view replayed);

// The canonical input with another number of engine, so that this one will take it. Whether it
// understands what another wrote is for ReadReplayCase to say.
Result<std::string> WithEngine(std::string_view input, std::int64_t engine);

}  // namespace bsup::core
