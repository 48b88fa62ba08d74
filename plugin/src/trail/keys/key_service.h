// Who keeps the keys that wrap the vault: the host's key service, or a key file.
//
// Calls come on the caller's own thread, with no lock held.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/seal/secret.h"

namespace bsup::core {

enum class Destroyed : std::uint8_t { kYes, kNotYet };

class KeyService {
 public:
  virtual ~KeyService() = default;

  // Wraps `secret` under the key of that name, which is made if it is not there. kKeyRefused if
  // the service will not.
  virtual Result<std::string> Wrap(const std::string& name, const Secret& secret) = 0;
  // kKeyRefused if the key is not there or did not wrap this.
  virtual Result<Secret> Unwrap(const std::string& name, std::string_view wrapped) = 0;
  // Destroys the key, so that everything it wrapped is lost, in every backup too. kNotYet: asked
  // for, and not done yet.
  virtual Result<Destroyed> Destroy(const std::string& name) = 0;
};

}  // namespace bsup::core
