#include "abi/host_keys.h"

#include <array>
#include <string>
#include <utility>

#include "trail/keys/key_file.h"

namespace bsup::core {
namespace {

constexpr std::size_t kWrappedRoom = 1024;

class HostKeys final : public KeyService {
 public:
  explicit HostKeys(std::shared_ptr<const Session> session) : session_(std::move(session)) {}

  Result<std::string> Wrap(const std::string& name, const Secret& secret) override {
    std::string wrapped(kWrappedRoom, '\0');
    std::uint64_t size = wrapped.size();
    const bool done = host().key_wrap(host().context, name.c_str(), secret.data(),
                                      reinterpret_cast<std::uint8_t*>(wrapped.data()), &size) == 1;
    if (!done || size == 0 || size > wrapped.size()) {
      return Error(Status::kKeyRefused, name, "the host's key service did not wrap this key");
    }
    wrapped.resize(size);
    return wrapped;
  }

  Result<Secret> Unwrap(const std::string& name, std::string_view wrapped) override {
    Secret secret;
    const bool done = host().key_unwrap(host().context, name.c_str(),
                                        reinterpret_cast<const std::uint8_t*>(wrapped.data()),
                                        wrapped.size(), secret.data()) == 1;
    if (!done) {
      return Error(Status::kKeyRefused, name,
                   "the host's key service did not unwrap this key; is it the trail's own vault?");
    }
    return secret;
  }

  Result<Destroyed> Destroy(const std::string& name) override {
    return host().key_destroy(host().context, name.c_str()) == 1 ? Destroyed::kYes
                                                                 : Destroyed::kNotYet;
  }

 private:
  [[nodiscard]] const bsup_host& host() const { return session_->host(); }

  std::shared_ptr<const Session> session_;
};

}  // namespace

bool HasKeyService(const bsup_host& host) {
  return host.key_wrap != nullptr && host.key_unwrap != nullptr && host.key_destroy != nullptr;
}

Result<std::unique_ptr<KeyService>> KeysFor(std::shared_ptr<const Session> session,
                                            const char* path, bool create) {
  if (path != nullptr && *path != '\0') {
    BSUP_TRY(std::unique_ptr<KeyService> file, KeyFile::Open(path, create));
    return file;
  }
  if (!HasKeyService(session->host())) {
    return Error(Status::kUsage, "",
                 "a trail needs keys: give a key file, or the three key callbacks in bsup_host");
  }
  return std::unique_ptr<KeyService>(std::make_unique<HostKeys>(std::move(session)));
}

}  // namespace bsup::core
