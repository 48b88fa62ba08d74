// A trail's own life: copies, erasures, new keys.
#include <string>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/recording.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "records/content/content.h"
#include "records/content/name.h"
#include "records/kinds/statutory_records.h"
#include "records/kinds/trail_records.h"

namespace bsup::core {
namespace {

static_assert(static_cast<int>(ErasureStatus::kPendingBackups) == BSUP_ERASURE_PENDING_BACKUPS);
static_assert(static_cast<int>(ErasureStatus::kPendingReaders) == BSUP_ERASURE_PENDING_READERS);

// What a host gives for an erasure: whom, and what the record says, which must not name them.
struct ErasureAsked {
  std::string person;
  std::string content;
};

Result<ErasureAsked> ReadErasure(std::string_view content) {
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"person", "why", "authority"});
  ErasureAsked asked;
  asked.person = reader.Name(at[0], kMostPersonBytes);
  JsonWriter json;
  json.Object();
  json.Key("why");
  json.String(reader.Words(at[1]));
  json.Key("authority");
  json.String(reader.Words(at[2]));
  json.EndObject();
  asked.content = json.Take();
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  return asked;
}

std::string Content(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  JsonWriter json;
  json.Object();
  for (const auto& [key, value] : members) {
    json.PlainKey(key);
    json.String(value);
  }
  json.EndObject();
  return json.Take();
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_backup(bsup_trail* trail, const bsup_who* who, const char* path,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || path == nullptr) {
      return bsup::core::Usage("`trail` and `path` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto draft = bsup::core::ConfigDraft(
        *recorder, bsup::core::Content({{"what", "a backup was made"}, {"why", "asked for"}}));
    if (!draft) return std::move(draft).error();
    std::vector<bsup::core::Draft> drafts;
    drafts.push_back(*std::move(draft));
    const auto noted = trail->trail->Append(std::move(drafts));
    if (!noted) return noted.error();
    const auto done = trail->trail->Backup(path);
    if (!done) return done.error();
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_erase(bsup_trail* trail, const bsup_who* who, const char* content,
                             uint64_t size, int32_t* status, bsup_receipt** out,
                             bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || content == nullptr || status == nullptr || out == nullptr) {
      return bsup::core::Usage("`trail`, `content`, `status` and `out` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    const auto asked = bsup::core::ReadErasure({content, size});
    if (!asked) return asked.error();
    auto draft = bsup::core::ErasureDraft(*recorder, asked->content);
    if (!draft) return std::move(draft).error();
    auto erased = trail->trail->Erase(asked->person, *std::move(draft));
    if (!erased) return std::move(erased).error();
    trail->session->log().Write(bsup::core::LogLevel::kInfo,
                                "erasure " + std::to_string(erased->receipt.sequence) + ": " +
                                    std::to_string(erased->records) + " records");
    *out = bsup::core::NewReceipt(std::move(erased->receipt), *recorder);
    *status = static_cast<int32_t>(erased->status);
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_finish_erasures(bsup_trail* trail, int32_t* status, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || status == nullptr) {
      return bsup::core::Usage("`trail` and `status` must not be NULL");
    }
    const auto finished = trail->trail->FinishErasures();
    if (!finished) return finished.error();
    *status = static_cast<int32_t>(*finished);
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_rotate(bsup_trail* trail, const bsup_who* who, const char* words,
                              bsup_receipt** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || words == nullptr || out == nullptr) {
      return bsup::core::Usage("`trail`, `words` and `out` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto draft = bsup::core::KeyDraft(*recorder, bsup::core::Content({{"why", words}}));
    if (!draft) return std::move(draft).error();
    const std::string part = draft->trail;
    auto receipt = trail->trail->Rotate(*std::move(draft), [&](const bsup::core::VerifierKey& was,
                                                               const bsup::core::VerifierKey& is) {
      return bsup::core::KeyPart(part, was.ToString(), is.ToString());
    });
    if (!receipt) return std::move(receipt).error();
    *out = bsup::core::NewReceipt(*std::move(receipt), *recorder);
    return bsup::core::kDone;
  });
}
