// A trail's own life, each step with the record it leaves: copies, a new beginning, erasures, new
// keys, and the proof for outsiders.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "service/keeping/progress.h"
#include "trail/keys/key_service.h"
#include "trail/trail.h"

namespace bsup::core {

// A copy at `path` and `path.vault`, neither of which is there. Leaves a CONFIG, in the copy too.
Result<void> BackUp(Trail& trail, const Recorder& recorder, const std::string& path);

// A new trail at `path` from the backup at `backup`: see trail/restore.h. Its first record, a
// REOPEN, cites the heads of the backup and, from `options.known_head`, of what was lost; `words`
// say why. `keys` outlives the trail.
Result<std::unique_ptr<Trail>> RestoreFrom(const std::string& backup, const std::string& path,
                                           const TrailOptions& options, KeyService* keys,
                                           const Recorder& recorder, std::string_view words);

// Erases a person. `content`: {"person","why","authority"}; the ERASURE does not name the person.
// kNotFound where the trail holds nothing about them.
Result<Erased> ErasePerson(Trail& trail, const Recorder& recorder, std::string_view content);

// A new signing key and new wrapping of all keys. Leaves a KEY; `words` say why.
Result<Receipt> RotateKeys(Trail& trail, const Recorder& recorder, std::string_view words);

// The whole proof as tiles, and nothing personal: see Trail::Export. Leaves an EXPORT.
Result<void> ExportProof(Trail& trail, const Recorder& recorder, const std::string& folder,
                         const Progress& progress);

// RFC 6962 consistency proof from the tree of the first `from` records to the newest checkpoint:
// Base64, a hash a line.
Result<std::string> ProveGrowth(Trail& trail, std::uint64_t from);

}  // namespace bsup::core
