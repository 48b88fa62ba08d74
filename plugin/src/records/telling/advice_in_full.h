// Recorded advice with all that it rests on: the screen as it was, each fact and where it came from,
// the rules, and the digests by which anybody finds the policy again.
#pragma once

#include <string>

#include "base/result.h"
#include "records/kinds/advice_record.h"
#include "records/standing/replay.h"
#include "records/telling/timeline.h"

namespace bsup::core {

// What the library shows of the advice, given again from the record, in the language it was given
// in.
struct ScreenAgain {
  std::string text;
  ReplayVerdict verdict = ReplayVerdict::kSame;  // whether it is the advice that was recorded
};

// `policy` is the document that the advice rests on. kBadInput where the advice is not advice.
Result<std::string> RenderInFull(const AdviceRecord& shown, const ScreenAgain& screen,
                                 const Document& policy, const TimelineOptions& options);
// {"as_of","engine","facts","policy","region","rules","screen","screen_is"}: see
// plugin/docs/records.md, "The timeline".
Result<std::string> InFullJson(const AdviceRecord& shown, const ScreenAgain& screen,
                               const Document& policy, const TimelineOptions& options);

}  // namespace bsup::core
