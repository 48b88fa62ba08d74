#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/host_keys.h"
#include "abi/recording.h"
#include "abi/struct_size.h"
#include "base/json_writer.h"
#include "trail/verify/verify.h"

namespace bsup::core {
namespace {

static_assert(static_cast<int>(Verdict::kIntact) == BSUP_VERDICT_INTACT);
static_assert(static_cast<int>(Verdict::kTampered) == BSUP_VERDICT_TAMPERED);
static_assert(static_cast<int>(Verdict::kUnreadable) == BSUP_VERDICT_UNREADABLE);

// Keys that sign as witnesses do: the trail's own signature vouches for nothing.
Result<std::vector<VerifierKey>> ReadWitnesses(std::string_view lines) {
  std::vector<VerifierKey> keys;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    if (line.empty()) continue;
    Result<VerifierKey> key = VerifierKey::Parse(line);
    if (!key) return std::move(key).error();
    if (key->type != KeyType::kCosignature) {
      return Error(Status::kBadInput, "witnesses",
                   "the key of " + key->name +
                       " signs as a log does and not as a witness; give its cosignature key");
    }
    keys.push_back(*std::move(key));
  }
  return keys;
}

std::string Report(const Verification& verification) {
  JsonWriter json;
  json.Object();
  json.Key("verdict");
  json.String(kVerdictNames[static_cast<std::size_t>(verification.verdict)]);
  json.Key("records");
  json.Integer(static_cast<std::int64_t>(verification.records));
  json.Key("erased");
  json.Integer(static_cast<std::int64_t>(verification.erased));
  json.Key("first_bad");
  verification.first_bad ? json.Integer(static_cast<std::int64_t>(*verification.first_bad))
                         : json.Null();
  json.Key("outside_head");
  json.Bool(verification.outside_head);
  json.Key("why");
  json.String(verification.why);
  json.EndObject();
  return json.Take();
}

Result<Verification> VerifyTrail(const bsup_session& session, const std::string& path,
                                 const bsup_verify_options& given) {
  VerifyOptions options;
  if (const std::string_view vkey = TextOf(given.vkey); !vkey.empty()) {
    Result<VerifierKey> key = VerifierKey::Parse(vkey);
    if (!key) return std::move(key).error();
    options.key = *std::move(key);
  }
  if (given.witnesses != nullptr) {
    Result<std::vector<VerifierKey>> keys = ReadWitnesses({given.witnesses, given.witnesses_size});
    if (!keys) return std::move(keys).error();
    options.witnesses = *std::move(keys);
  }
  if (given.known_head != nullptr) {
    options.known_head.assign(given.known_head, given.known_head_size);
  }
  if (given.progress != nullptr) {
    options.progress = [&given](std::uint64_t done, std::uint64_t all) {
      given.progress(given.progress_context, done, all);
    };
  }
  std::unique_ptr<KeyService> keys;
  const bsup_host& host = session.session->host();
  const bool key_service =
      host.key_wrap != nullptr && host.key_unwrap != nullptr && host.key_destroy != nullptr;
  if (!TextOf(given.key_file).empty() || key_service) {
    auto found = KeysFor(session.session, given.key_file, false);
    if (!found) return std::move(found).error();
    keys = *std::move(found);
    options.keys = keys.get();
  }
  return Verify(TrailFiles::At(path), options);
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_verify(const bsup_session* session, const char* path,
                              const bsup_verify_options* options, int32_t* verdict,
                              bsup_text** report, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || path == nullptr || verdict == nullptr || report == nullptr) {
      return bsup::core::Usage("`session`, `path`, `verdict` and `report` must not be NULL");
    }
    bsup_verify_options given{};
    if (options != nullptr) {
      const std::optional<bsup_verify_options> read = bsup::core::ReadGrowing(options);
      if (!read) {
        return bsup::core::Usage(
            "bsup_verify_options.struct_size is too small; set it to sizeof(bsup_verify_options)");
      }
      given = *read;
    }
    const auto verification = bsup::core::VerifyTrail(*session, path, given);
    if (!verification) return verification.error();
    auto text = std::make_unique<bsup_text>(bsup_text{bsup::core::Report(*verification)});
    *verdict = static_cast<int32_t>(verification->verdict);
    *report = text.release();
    return bsup::core::kDone;
  });
}
