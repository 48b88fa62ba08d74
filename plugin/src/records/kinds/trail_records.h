// KEY, REOPEN and CONFIG: the trail's own life. They are about nobody and must name nobody.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Content: {"why"}. Which keys it was about is known only once they have changed: KeyPart then
// makes the whole trail part of the draft's.
Result<Draft> KeyDraft(const Recorder& recorder, std::string_view content);
// `trail` is that of the draft; `was` and `is` are verifier keys.
std::string KeyPart(std::string_view trail, std::string_view was, std::string_view is);

// Content: {"words"}. The heads are signed notes: the one that was lost (empty where it is not
// known) and the one that was restored (empty where nothing was).
Result<Draft> ReopenDraft(const Recorder& recorder, std::string_view content, std::string_view lost,
                          std::string_view restored);

// Content: {"what","why"}.
Result<Draft> ConfigDraft(const Recorder& recorder, std::string_view content);

}  // namespace bsup::core
