// A trail's handle, from a host's options.
#pragma once

#include <memory>
#include <string>

#include "abi/handles.h"
#include "abi/session.h"
#include "base/result.h"
#include "records/content/who.h"

namespace bsup::core {

// Checked; NULL gives what goes without saying.
Result<bsup_trail_options> ReadTrailOptions(const bsup_trail_options* options);

Result<bsup_trail*> OpenTrail(const std::shared_ptr<const Session>& session,
                              const std::string& path, const bsup_trail_options& given);

Result<bsup_trail*> RestoreTrail(const std::shared_ptr<const Session>& session,
                                 const std::string& backup, const std::string& path,
                                 const bsup_trail_options& given, const Recorder& recorder,
                                 const std::string& words);

}  // namespace bsup::core
