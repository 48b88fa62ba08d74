// bsup_mapping: how a host's own JSON is read.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/struct_size.h"
#include "service/advising/check_mapping.h"

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

Result<std::vector<CheckedPayload>> PayloadsOf(const bsup_check_input& input) {
  std::vector<CheckedPayload> payloads;
  if (input.count > 0 && (input.payloads == nullptr || input.payload_sizes == nullptr))
    return Usage("there are no payloads; give as many as the count says, with their sizes");
  for (std::uint64_t i = 0; i < input.count; ++i) {
    const char* name = input.names == nullptr ? nullptr : input.names[i];
    payloads.push_back({name == nullptr ? std::to_string(i + 1) : name,
                        TextOf(input.payloads[i], input.payload_sizes[i])});
  }
  return payloads;
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

bsup_status bsup_mapping_check(const bsup_mapping* mapping, const bsup_policy* policy,
                               const bsup_check_input* input, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(mapping, policy, input, out);
    BSUP_TRY(const auto given, core::ReadGrowing(input, "bsup_check_input"));
    BSUP_TRY(const core::Day as_of, policy->session->DayOf(given.as_of));
    BSUP_TRY(const auto payloads, core::PayloadsOf(given));
    *out = new bsup_text{core::CheckMapping(policy->policy, *mapping->mapping, payloads,
                                            std::string(core::TextOf(given.region)), as_of)};
    return {};
  });
}

void bsup_mapping_free(bsup_mapping* mapping) { delete mapping; }
