// bsup_trail: opening one, its own life, and what outsiders need to prove it. Records go in by
// receipt.cc and come out by reading.cc and decisions.cc.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/host_keys.h"
#include "abi/numbers.h"
#include "abi/struct_size.h"
#include "service/keeping/check_proof.h"
#include "service/keeping/life.h"
#include "service/keeping/verify_trail.h"

namespace bsup::core {
namespace {

Result<bsup_trail_options> ReadTrailOptions(const bsup_trail_options* options) {
  BSUP_TRY(const bsup_trail_options given, ReadGrowing(options, "bsup_trail_options"));
  if ((given.flags & ~std::uint64_t{BSUP_TRAIL_CREATE}) != 0) {
    return Error(Status::kUsage, "flags", "has unknown bits; give 0 or BSUP_TRAIL_CREATE");
  }
  if (given.wait_ms < 0) return Error(Status::kUsage, "wait_ms", "is less than 0");
  return given;
}

TrailOptions OptionsOf(const bsup_trail_options& given) {
  TrailOptions options;
  options.create = (given.flags & BSUP_TRAIL_CREATE) != 0;
  options.origin = TextOf(given.origin);
  if (given.wait_ms != 0) options.wait = std::chrono::milliseconds(given.wait_ms);
  options.known_head = TextOf(given.known_head, given.known_head_size);
  return options;
}

// A trail and the keys it needs as long as it is open.
struct TrailWithKeys {
  std::unique_ptr<KeyService> keys;
  std::unique_ptr<Trail> trail;
};

using OpenTrail = std::function<Result<std::unique_ptr<Trail>>(const TrailOptions&, KeyService*)>;

// The handle of the trail that `open` gives. `create` lets a key file be made.
Result<bsup_trail*> NewHandle(const std::shared_ptr<const Session>& session,
                              const bsup_trail_options& given, bool create, const OpenTrail& open) {
  auto whole = std::make_shared<TrailWithKeys>();
  BSUP_TRY(whole->keys, KeysFor(session, given.key_file, create));
  Result<std::unique_ptr<Trail>> opened = open(OptionsOf(given), whole->keys.get());
  if (!opened) {
    session->LogFailure(LogLevel::kError, "a trail did not open", opened.error());
    return std::move(opened).error();
  }
  whole->trail = *std::move(opened);
  const Trail& trail = *whole->trail;
  session->log().Write(LogLevel::kInfo,
                       "trail " + trail.origin() + (trail.made() ? " made" : " opened"));
  if (!MemoryIsLocked()) {
    session->log().Write(LogLevel::kWarning,
                         "the system does not lock the memory of the trail's keys, so they may be "
                         "swapped to the disk; raise the limit of locked memory (ulimit -l)");
  }
  if (trail.old_vault()) {
    session->log().Write(LogLevel::kWarning,
                         "the vault is older than the trail has seen: an old one was put back; run "
                         "verify");
  }
  return new bsup_trail{session, std::shared_ptr<Trail>(whole, whole->trail.get())};
}

// The keys to check a vault with: null where the host gives none.
Result<std::unique_ptr<KeyService>> KeysToVerify(const std::shared_ptr<const Session>& session,
                                                 const char* key_file) {
  if (TextOf(key_file).empty() && !HasKeyService(session->host())) {
    return std::unique_ptr<KeyService>();
  }
  return KeysFor(session, key_file, false);
}

// Gives `make(trail)` as a text.
template <class Make>
bsup_status GiveText(const bsup_trail* trail, bsup_text** out, bsup_error** error, Make make) {
  return Guard(error, [&]() -> Result<void> {
    BSUP_NEED(trail, out);
    BSUP_TRY(std::string text, make(*trail->trail));
    *out = new bsup_text{std::move(text)};
    return {};
  });
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_trail_open(const bsup_session* session, const char* path,
                            const bsup_trail_options* options, bsup_trail** out,
                            bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, path, out);
    BSUP_TRY(const bsup_trail_options given, core::ReadTrailOptions(options));
    const bool create = (given.flags & BSUP_TRAIL_CREATE) != 0;
    BSUP_TRY(*out, core::NewHandle(session->session, given, create,
                                   [&](const core::TrailOptions& how, core::KeyService* keys) {
                                     return core::Trail::Open(core::TrailFiles::At(path), how,
                                                              keys);
                                   }));
    return {};
  });
}

bsup_status bsup_trail_restore(const bsup_session* session, const char* backup, const char* path,
                               const bsup_trail_options* options, const bsup_who* who,
                               const char* words, bsup_trail** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, backup, path, words, out);
    BSUP_TRY(const bsup_trail_options given, core::ReadTrailOptions(options));
    BSUP_TRY(const core::Recorder recorder, session->session->RecorderOf(who));
    BSUP_TRY(*out, core::NewHandle(session->session, given, false,
                                   [&](const core::TrailOptions& how, core::KeyService* keys) {
                                     return core::RestoreFrom(backup, path, how, keys, recorder,
                                                              words);
                                   }));
    return {};
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
  return core::GiveText(trail, out, error, [](core::Trail& of) -> core::Result<std::string> {
    return of.key().ToString();
  });
}

void bsup_trail_close(bsup_trail* trail) { delete trail; }

bsup_status bsup_trail_head(const bsup_trail* trail, bsup_text** out, bsup_error** error) {
  return core::GiveText(trail, out, error, [](core::Trail& of) { return of.Head(); });
}

bsup_status bsup_trail_leaf(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                            bsup_error** error) {
  return core::GiveText(trail, out, error, [&](core::Trail& of) { return of.Leaf(sequence); });
}

bsup_status bsup_trail_prove(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                             bsup_error** error) {
  return core::GiveText(trail, out, error, [&](core::Trail& of) { return of.Prove(sequence); });
}

bsup_status bsup_trail_prove_growth(const bsup_trail* trail, uint64_t from, bsup_text** out,
                                    bsup_error** error) {
  return core::GiveText(trail, out, error,
                        [&](core::Trail& of) { return core::ProveGrowth(of, from); });
}

bsup_status bsup_check_proof(const char* record, uint64_t record_size, const char* proof,
                             uint64_t proof_size, const char* vkey, bsup_text** out,
                             bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(record, proof, vkey, out);
    BSUP_TRY(std::string found, core::CheckProof({record, record_size}, {proof, proof_size}, vkey));
    *out = new bsup_text{std::move(found)};
    return {};
  });
}

bsup_status bsup_trail_export(bsup_trail* trail, const bsup_who* who, const char* folder,
                              bsup_progress progress, void* progress_context, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, folder);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    return core::ExportProof(*trail->trail, recorder, folder,
                             core::ProgressOf(progress, progress_context));
  });
}

bsup_status bsup_trail_cosign(bsup_trail* trail, const char* note, uint64_t size, const char* vkey,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, note, vkey);
    BSUP_TRY(const core::VerifierKey key, core::VerifierKey::Parse(vkey));
    BSUP_TRY(trail->trail->AddCosignature({note, size}, key));
    return {};
  });
}

bsup_status bsup_trail_verify(const bsup_session* session, const char* path,
                              const bsup_verify_options* options, int32_t* verdict,
                              bsup_text** report, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, path, verdict, report);
    BSUP_TRY(const auto given, core::ReadGrowing(options, "bsup_verify_options"));
    BSUP_TRY(const auto keys, core::KeysToVerify(session->session, given.key_file));
    BSUP_TRY(
        const auto verification,
        core::VerifyTrail(path,
                          {.vkey = core::TextOf(given.vkey),
                           .witnesses = core::TextOf(given.witnesses, given.witnesses_size),
                           .known_head = core::TextOf(given.known_head, given.known_head_size)},
                          keys.get(), core::ProgressOf(given.progress, given.progress_context)));
    *report = new bsup_text{core::VerificationJson(verification)};
    *verdict = core::NumberOf(verification.verdict);
    return {};
  });
}

bsup_status bsup_trail_backup(bsup_trail* trail, const bsup_who* who, const char* path,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, path);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    return core::BackUp(*trail->trail, recorder, path);
  });
}

bsup_status bsup_trail_finish_erasures(bsup_trail* trail, int32_t* status, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, status);
    BSUP_TRY(const core::ErasureStatus finished, trail->trail->FinishErasures());
    *status = core::NumberOf(finished);
    return {};
  });
}
