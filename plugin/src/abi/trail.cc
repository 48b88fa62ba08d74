// Opening a trail, and what it is called.
#include <optional>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/host_keys.h"
#include "abi/open_trail.h"
#include "abi/recording.h"
#include "abi/struct_size.h"
#include "base/json_writer.h"
#include "records/kinds/trail_records.h"
#include "trail/restore.h"

namespace bsup::core {

Result<bsup_trail_options> ReadTrailOptions(const bsup_trail_options* options) {
  if (options == nullptr) return bsup_trail_options{};
  const std::optional<bsup_trail_options> given = ReadGrowing(options);
  if (!given) {
    return Error(Status::kUsage, "",
                 "bsup_trail_options.struct_size is too small; set it to "
                 "sizeof(bsup_trail_options)");
  }
  if ((given->flags & ~std::uint64_t{BSUP_TRAIL_CREATE}) != 0) {
    return Error(Status::kUsage, "flags", "has bits that mean nothing");
  }
  if (given->wait_ms < 0) return Error(Status::kUsage, "wait_ms", "is less than 0");
  return *given;
}

namespace {

TrailOptions OptionsOf(const bsup_trail_options& given) {
  TrailOptions options;
  options.create = (given.flags & BSUP_TRAIL_CREATE) != 0;
  options.origin = TextOf(given.origin);
  if (given.wait_ms != 0) options.wait = std::chrono::milliseconds(given.wait_ms);
  if (given.known_head != nullptr) {
    options.known_head.assign(given.known_head, given.known_head_size);
  }
  return options;
}

// A handle around the trail that `open(options, keys)` gives.
template <class Open>
Result<bsup_trail*> NewHandle(const std::shared_ptr<const Session>& session,
                              const bsup_trail_options& given, bool create, Open open) {
  auto handle = std::make_unique<bsup_trail>();
  handle->session = session;
  Result<std::unique_ptr<KeyService>> keys = KeysFor(session, given.key_file, create);
  if (!keys) return std::move(keys).error();
  handle->keys = *std::move(keys);
  Result<std::unique_ptr<Trail>> trail = open(OptionsOf(given), handle->keys.get());
  if (!trail) {
    session->log().Write(
        LogLevel::kError,
        "a trail did not open: status " + std::to_string(static_cast<int>(trail.error().status)));
    return std::move(trail).error();
  }
  handle->trail = *std::move(trail);
  session->log().Write(LogLevel::kInfo, "trail " + handle->trail->origin() +
                                            (handle->trail->made() ? " made" : " opened"));
  if (handle->trail->old_vault()) {
    session->log().Write(LogLevel::kWarning,
                         "the vault is older than the trail has seen: an old one was put back; run "
                         "verify");
  }
  return handle.release();
}

}  // namespace

Result<bsup_trail*> OpenTrail(const std::shared_ptr<const Session>& session,
                              const std::string& path, const bsup_trail_options& given) {
  const bool create = (given.flags & BSUP_TRAIL_CREATE) != 0;
  return NewHandle(session, given, create, [&](const TrailOptions& options, KeyService* keys) {
    return Trail::Open(TrailFiles::At(path), options, keys);
  });
}

Result<bsup_trail*> RestoreTrail(const std::shared_ptr<const Session>& session,
                                 const std::string& backup, const std::string& path,
                                 const bsup_trail_options& given, const Recorder& recorder,
                                 const std::string& words) {
  return NewHandle(session, given, false, [&](const TrailOptions& options, KeyService* keys) {
    return Restore(backup, path, options, keys, [&](const std::string& head) {
      JsonWriter content;
      content.Object();
      content.Key("words");
      content.String(words);
      content.EndObject();
      return ReopenDraft(recorder, content.Take(), options.known_head, head);
    });
  });
}

}  // namespace bsup::core

bsup_status bsup_trail_open(const bsup_session* session, const char* path,
                            const bsup_trail_options* options, bsup_trail** out,
                            bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || path == nullptr || out == nullptr) {
      return bsup::core::Usage("`session`, `path` and `out` must not be NULL");
    }
    const auto given = bsup::core::ReadTrailOptions(options);
    if (!given) return given.error();
    const auto trail = bsup::core::OpenTrail(session->session, path, *given);
    if (!trail) return trail.error();
    *out = *trail;
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_restore(const bsup_session* session, const char* backup, const char* path,
                               const bsup_trail_options* options, const bsup_who* who,
                               const char* words, bsup_trail** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || backup == nullptr || path == nullptr || words == nullptr ||
        out == nullptr) {
      return bsup::core::Usage("`session`, `backup`, `path`, `words` and `out` must not be NULL");
    }
    const auto given = bsup::core::ReadTrailOptions(options);
    if (!given) return given.error();
    const auto recorder = bsup::core::RecorderOf(*session->session, who);
    if (!recorder) return recorder.error();
    auto handle =
        bsup::core::RestoreTrail(session->session, backup, path, *given, *recorder, words);
    if (!handle) return std::move(handle).error();
    *out = *handle;
    return bsup::core::kDone;
  });
}

int32_t bsup_trail_made(const bsup_trail* trail) {
  if (trail == nullptr) return -1;
  return trail->trail->made() ? 1 : 0;
}

const char* bsup_trail_origin(const bsup_trail* trail) {
  return trail == nullptr ? nullptr : trail->trail->origin().c_str();
}

bsup_status bsup_trail_vkey(const bsup_trail* trail, bsup_text** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || out == nullptr)
      return bsup::core::Usage("`trail` and `out` must not be NULL");
    *out = new bsup_text{trail->trail->key().ToString()};
    return bsup::core::kDone;
  });
}

void bsup_trail_close(bsup_trail* trail) { delete trail; }
