// A key service in memory, that can be made to refuse. It wraps by keeping the secret itself and
// giving a ticket for it.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "trail/keys/key_service.h"

namespace bsup::core {

class FakeKeyService final : public KeyService {
 public:
  Result<std::string> Wrap(const std::string& name, const Secret& secret) override {
    const std::lock_guard guard(mutex_);
    if (refuses) return Refusal(name);
    std::string ticket = "ticket " + std::to_string(++tickets_);
    keys_[name].insert_or_assign(ticket, secret.Copy());
    return ticket;
  }

  Result<Secret> Unwrap(const std::string& name, std::string_view wrapped) override {
    const std::lock_guard guard(mutex_);
    ++unwrapped;
    const auto key = keys_.find(name);
    if (refuses || key == keys_.end()) return Refusal(name);
    const auto secret = key->second.find(std::string(wrapped));
    if (secret == key->second.end()) return Refusal(name);
    return secret->second.Copy();
  }

  Result<Destroyed> Destroy(const std::string& name) override {
    const std::lock_guard guard(mutex_);
    if (refuses) return Refusal(name);
    if (keeps_for_backups) return Destroyed::kNotYet;
    keys_.erase(name);
    return Destroyed::kYes;
  }

  [[nodiscard]] bool Has(const std::string& name) const { return keys_.contains(name); }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

  bool refuses = false;
  bool keeps_for_backups = false;
  int unwrapped = 0;

 private:
  static Error Refusal(const std::string& name) {
    return Error(Status::kKeyRefused, name, "the key service refuses");
  }

  std::mutex mutex_;
  std::map<std::string, std::map<std::string, Secret>> keys_;
  int tickets_ = 0;
};

}  // namespace bsup::core
