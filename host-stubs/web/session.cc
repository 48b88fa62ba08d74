#include "session.h"

#include <sodium.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <stdexcept>

namespace web {
namespace {

template <std::size_t kSize>
std::string Hexadecimal(const std::array<unsigned char, kSize>& bytes) {
  std::array<char, 2 * kSize + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

Role ReadRole(const std::string& name) {
  if (name == "practitioner") return kPractitioner;
  if (name == "senior") return kSenior;
  if (name == "auditor") return kAuditor;
  throw std::runtime_error("users: no role " + name);
}

}  // namespace

std::string RoleName(Role role) {
  switch (role) {
    case kSenior: return "senior probation officer";
    case kAuditor: return "auditor";
    default: return "probation practitioner";
  }
}

Sessions::Sessions(const std::string& users, std::chrono::seconds idle) : idle_(idle) {
  if (sodium_init() < 0) throw std::runtime_error("no source of random bytes");
  const toml::table table = toml::parse_file(users);
  if (const toml::array* list = table["user"].as_array()) {
    for (const toml::node& each : *list) {
      users_.push_back({each.at_path("id").value_or(std::string()),
                        each.at_path("name").value_or(std::string()),
                        ReadRole(each.at_path("role").value_or(std::string()))});
    }
  }
  if (users_.empty()) throw std::runtime_error("no user in " + users);
}

std::string Sessions::SignIn(const std::string& user) {
  const auto found = std::find_if(users_.begin(), users_.end(),
                                  [&user](const User& each) { return each.id == user; });
  if (found == users_.end()) return "";
  std::string id = RandomId();
  const std::scoped_lock lock(mutex_);
  DropIdle();
  kept_[Hash(id)] = {{*found, RandomId()}, Clock::now()};
  return id;
}

std::optional<Session> Sessions::Find(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = kept_.find(Hash(id));
  if (found == kept_.end()) return std::nullopt;
  if (Clock::now() - found->second.used > idle_) {
    kept_.erase(found);
    return std::nullopt;
  }
  found->second.used = Clock::now();
  return found->second.session;
}

void Sessions::SignOut(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  kept_.erase(Hash(id));
}

void Sessions::DropIdle() {
  std::erase_if(kept_, [this, now = Clock::now()](const auto& each) {
    return now - each.second.used > idle_;
  });
}

std::string RandomId() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return Hexadecimal(bytes);
}

std::string Hash(const std::string& text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  crypto_hash_sha256(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size());
  return Hexadecimal(bytes);
}

bool SameSecret(const std::string& one, const std::string& other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace web
