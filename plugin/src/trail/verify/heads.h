// The heads that a trail is held against: its own, the one known from elsewhere, and those that
// others have signed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "trail/log/note.h"
#include "trail/store/sqlite.h"
#include "trail/verify/cosigned.h"
#include "trail/verify/finding.h"
#include "trail/verify/verify.h"

namespace bsup::core {

// ReadOwn, then At whenever the tree has grown to next_size, then End.
class HeadCheck {
 public:
  // `options` outlive it.
  HeadCheck(Sqlite* store, const VerifyOptions* options)
      : store_(store), options_(options), cosigned_(store, &options->witnesses) {}

  // Also what the trail says about itself.
  Checked ReadOwn();

  // The size at which a root is wanted next.
  [[nodiscard]] std::uint64_t next_size() const;
  Checked At(std::uint64_t size, const Hash& root);
  // What the heads say about a trail of `records` in which nothing else is wrong.
  Checked End(std::uint64_t records);

  [[nodiscard]] const VerifierKey& signer() const { return signer_; }
  [[nodiscard]] std::uint64_t size() const { return own_.size; }
  [[nodiscard]] std::int64_t vault_changes() const { return vault_changes_; }
  // How many records something outside vouches for.
  [[nodiscard]] std::uint64_t vouched() const;

 private:
  Checked ReadAbout(std::string* origin, std::string* vkey);
  Checked ReadNote();

  Sqlite* store_;
  const VerifyOptions* options_;
  CosignedCheck cosigned_;
  Checkpoint own_;
  std::optional<Note> note_;  // that holds it
  VerifierKey signer_;
  std::int64_t vault_changes_ = 0;
  bool own_checked_ = false;
  bool known_checked_ = false;
  bool known_agrees_ = false;
};

}  // namespace bsup::core
