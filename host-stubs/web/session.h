// Who is signed in. The sign-in itself is a stub: anybody may be any of the sample users.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace web {

// What a user may do; a set of bits in a route.
enum Role : unsigned { kPractitioner = 1, kSenior = 2, kAuditor = 4 };

struct User {
  std::string id;
  std::string name;
  Role role = kPractitioner;
};

// The role as the trail and the policy name it.
std::string RoleName(Role role);

struct Session {
  User user;
  std::string csrf;  // each form of the session must have it
};

class Sessions {
 public:
  // A session that is not used for `idle` ends. Throws std::runtime_error where the users cannot be
  // read.
  Sessions(const std::string& users, std::chrono::seconds idle);

  [[nodiscard]] const std::vector<User>& users() const { return users_; }
  [[nodiscard]] std::chrono::seconds idle() const { return idle_; }
  // A new session's id, for the cookie; empty where there is no such user.
  std::string SignIn(const std::string& user);
  // Nothing where it is unknown or was idle for too long. Else it is used now.
  std::optional<Session> Find(const std::string& id);
  void SignOut(const std::string& id);

 private:
  using Clock = std::chrono::steady_clock;
  struct Kept {
    Session session;
    Clock::time_point used;
  };
  void DropIdle();

  const std::chrono::seconds idle_;
  std::vector<User> users_;
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;  // by the hash of the id, so that memory shows no id
};

// 32 random bytes in hexadecimal.
std::string RandomId();
// SHA-256 in hexadecimal.
std::string Hash(const std::string& text);
// Takes the same time wherever they differ.
bool SameSecret(const std::string& one, const std::string& other);

}  // namespace web
