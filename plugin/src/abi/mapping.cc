// bsup_mapping: how a host's own JSON is read.
#include <memory>
#include <string>
#include <utility>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"

namespace bsup::core {
namespace {

// Gives the mapping that was loaded, and says in the log which one, or what is wrong with it.
Result<void> GiveLoaded(const bsup_session& session,
                        Result<std::shared_ptr<const LoadedMapping>> loaded, bsup_mapping** out) {
  const Log& log = session.session->log();
  if (!loaded) {
    log.Write(LogLevel::kError, "mapping not loaded: " + loaded.error().Message());
    return std::move(loaded).error();
  }
  const Mapping& mapping = (*loaded)->mapping();
  log.Write(LogLevel::kInfo,
            "mapping loaded: " + mapping.id + " " + mapping.version + ", digest " + mapping.digest);
  *out = new bsup_mapping{session.session, *std::move(loaded)};
  return {};
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_mapping_load(const bsup_session* session, const char* path, bsup_mapping** out,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, path, out);
    return core::GiveLoaded(*session, core::LoadedMapping::FromFile(path), out);
  });
}

bsup_status bsup_mapping_load_text(const bsup_session* session, const char* name, const char* text,
                                   uint64_t size, bsup_mapping** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, name, text, out);
    return core::GiveLoaded(*session, core::LoadedMapping::FromText(name, {text, size}), out);
  });
}

const char* bsup_mapping_source(const bsup_mapping* mapping) {
  return mapping == nullptr ? nullptr : mapping->mapping->source().c_str();
}

const char* bsup_mapping_digest(const bsup_mapping* mapping) {
  return mapping == nullptr ? nullptr : mapping->mapping->digest().c_str();
}

void bsup_mapping_free(bsup_mapping* mapping) { delete mapping; }
