// A record whose trail part is but words, each under its key.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// The content is an object with words under each of `keys`, all of which must be there; they stand
// in the order of RFC 8785.
Result<Draft> WordsDraft(RecordKind kind, const Recorder& recorder, std::string_view content,
                         std::initializer_list<std::string_view> keys);

}  // namespace bsup::core
