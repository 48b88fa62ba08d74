// Keys in a file, for hosts without a key service. See plugin/docs/trail_format.md, "Key file".
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/seal/secret.h"

namespace bsup::core {

// PATH holds one key; where there is more than one at a time, as while a key is being replaced,
// PATH.2, PATH.3 and so on hold one each. Several in PATH itself, as earlier versions wrote them,
// are read too. A key that is destroyed is overwritten on the disk before its file goes; when it was
// PATH's own, the next file takes that name.
//
// The files are mode 0600 and belong to the user: one that others can read or write is refused, with
// how to mend it. Several processes may use them: each call reads them again, and changes are made
// under a lock.
class KeyFile final : public KeyService {
 public:
  // With `create`, a missing file is made at the first Wrap. What a process that was killed in a
  // change left is overwritten. kNotFound, kKeyRefused (others can read it), kBadInput (it is not a
  // key file; with the line).
  static Result<std::unique_ptr<KeyFile>> Open(std::string path, bool create);

  Result<std::string> Wrap(const std::string& name, const Secret& secret) override;
  Result<Secret> Unwrap(const std::string& name, std::string_view wrapped) override;
  Result<Destroyed> Destroy(const std::string& name) override;

  // The format, apart from any file.
  static Result<std::map<std::string, Secret>> Parse(std::string_view text);
  static std::string ToString(const std::map<std::string, Secret>& keys);

 private:
  KeyFile(std::string path, bool create) : path_(std::move(path)), create_(create) {}

  std::string path_;
  bool create_;
};

}  // namespace bsup::core
