#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostMappingBytes = std::size_t{4} << 20;

Result<std::string> ReadMappingFile(const char* path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  // With read(), since iterators would throw where the path is a folder.
  for (char piece[16384]; file.read(piece, sizeof piece) || file.gcount() > 0;) {
    text.append(piece, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMostMappingBytes) {
      return Error(Status::kBadMapping, path, "the mapping is larger than 4 MiB; is it one?");
    }
  }
  if (!file.is_open() || file.bad()) {
    return Error(Status::kNotFound, path,
                 std::string("the mapping cannot be read: ") + std::strerror(errno));
  }
  return text;
}

Failure LoadInto(const bsup_session& session, std::string name, Result<std::string> text,
                 bsup_mapping** out) {
  const Log& log = session.session->log();
  Result<Mapping> mapping =
      text ? LoadMapping(std::move(name), *text) : Result<Mapping>(text.error());
  if (!mapping) {
    log.Write(LogLevel::kError, "mapping not loaded: " + mapping.error().Message());
    return std::move(mapping).error();
  }
  log.Write(LogLevel::kInfo, "mapping loaded: " + mapping->id + " " + mapping->version +
                                 ", digest " + mapping->digest);
  *out = new bsup_mapping{session.session, std::make_shared<const LoadedMapping>(
                                               *std::move(mapping), *std::move(text))};
  return kDone;
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_mapping_load(const bsup_session* session, const char* path, bsup_mapping** out,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || path == nullptr || out == nullptr) {
      return bsup::core::Usage("`session`, `path` and `out` must not be NULL");
    }
    return bsup::core::LoadInto(*session, path, bsup::core::ReadMappingFile(path), out);
  });
}

bsup_status bsup_mapping_load_text(const bsup_session* session, const char* name, const char* text,
                                   uint64_t size, bsup_mapping** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || name == nullptr || text == nullptr || out == nullptr) {
      return bsup::core::Usage("`session`, `name`, `text` and `out` must not be NULL");
    }
    return bsup::core::LoadInto(*session, name, std::string(text, size), out);
  });
}

const char* bsup_mapping_source(const bsup_mapping* mapping) {
  return mapping == nullptr ? nullptr : mapping->mapping->source().c_str();
}

const char* bsup_mapping_digest(const bsup_mapping* mapping) {
  return mapping == nullptr ? nullptr : mapping->mapping->digest().c_str();
}

void bsup_mapping_free(bsup_mapping* mapping) { delete mapping; }
