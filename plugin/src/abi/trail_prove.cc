// What an outsider needs: head, proofs, tiles, and what witnesses signed.
#include <string>
#include <string_view>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"

namespace bsup::core {
namespace {

// Gives `make(trail)` as a text.
template <class Make>
bsup_status GiveProof(const bsup_trail* trail, bsup_text** out, bsup_error** error, Make make) {
  return Guard(error, [&]() -> Failure {
    if (trail == nullptr || out == nullptr) return Usage("`trail` and `out` must not be NULL");
    Result<std::string> text = make(*trail->trail);
    if (!text) return std::move(text).error();
    *out = new bsup_text{*std::move(text)};
    return kDone;
  });
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_head(const bsup_trail* trail, bsup_text** out, bsup_error** error) {
  return bsup::core::GiveProof(trail, out, error, [](bsup::core::Trail& of) { return of.Head(); });
}

bsup_status bsup_trail_leaf(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                            bsup_error** error) {
  return bsup::core::GiveProof(trail, out, error,
                               [&](bsup::core::Trail& of) { return of.Leaf(sequence); });
}

bsup_status bsup_trail_prove(const bsup_trail* trail, uint64_t sequence, bsup_text** out,
                             bsup_error** error) {
  return bsup::core::GiveProof(trail, out, error,
                               [&](bsup::core::Trail& of) { return of.Prove(sequence); });
}

bsup_status bsup_trail_prove_growth(const bsup_trail* trail, uint64_t from, bsup_text** out,
                                    bsup_error** error) {
  return bsup::core::GiveProof(trail, out, error,
                               [&](bsup::core::Trail& of) -> bsup::core::Result<std::string> {
                                 const auto hashes = of.ProveConsistency(from);
                                 if (!hashes) return hashes.error();
                                 std::string text;
                                 for (const bsup::core::Hash& hash : *hashes)
                                   text += bsup::core::Base64(bsup::core::Bytes(hash)) + "\n";
                                 return text;
                               });
}

bsup_status bsup_trail_export(bsup_trail* trail, const bsup_who* who, const char* folder,
                              bsup_progress progress, void* progress_context, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || folder == nullptr) {
      return bsup::core::Usage("`trail` and `folder` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    const auto noted = bsup::core::RecordExport(
        *trail, *recorder, "proof", {{recorder->who.id}, "the whole proof, and nothing personal"});
    if (!noted) return noted.error();
    const auto done = trail->trail->Export(folder, [&](std::uint64_t at, std::uint64_t all) {
      if (progress != nullptr) progress(progress_context, at, all);
    });
    if (!done) return done.error();
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_cosign(bsup_trail* trail, const char* note, uint64_t size, const char* vkey,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || note == nullptr || vkey == nullptr) {
      return bsup::core::Usage("`trail`, `note` and `vkey` must not be NULL");
    }
    const auto key = bsup::core::VerifierKey::Parse(vkey);
    if (!key) return key.error();
    const auto done = trail->trail->AddCosignature({note, size}, *key);
    if (!done) return done.error();
    return bsup::core::kDone;
  });
}
