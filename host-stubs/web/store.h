// The host's own store: what practitioners are in the middle of, and the contacts they arranged.
// SQLite, one file. Any thread may call it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "contact_form.h"

struct sqlite3;

namespace web {

// A contact that is being arranged; once it is recorded, its decision.
struct Draft {
  std::string id;  // random
  std::string user;
  std::string crn;
  ContactForm form;
  std::string basis = {};                     // what its advice was made from
  std::optional<std::int64_t> advice = {};    // the sequence of its ADVICE
  std::optional<std::int64_t> decision = {};  // the sequence of its DECISION
  std::string outcome = {};                   // the form that its OUTCOME came from; or empty
};

// A role that has approved, for a person, what a principle of the policy asks approval for.
struct Approved {
  std::string principle;
  std::string role;
  std::string day;    // from which it holds, "2026-11-30"
  std::string until;  // its last day
};

class Store {
 public:
  // Makes the file where it is not there. Throws std::runtime_error where it cannot, as do all.
  explicit Store(const std::string& file);

  void Add(const Draft& draft);
  std::optional<Draft> Find(const std::string& id);
  void Keep(const Draft& draft);
  // Those of a user that are not recorded yet.
  std::vector<Draft> Unfinished(const std::string& user);
  // Those of a case that were recorded, by the day of recording.
  std::vector<Draft> Recorded(const std::string& crn);
  std::optional<Draft> OfDecision(std::int64_t sequence);
  // What was approved for a person; a decision that is refused takes back what was approved for it.
  void Approve(const Draft& draft, const Approved& approved);
  void Refuse(const Draft& draft);
  std::vector<Approved> Approvals(const std::string& crn);

 private:
  struct Close {
    void operator()(sqlite3* open) const;
  };
  std::vector<Draft> Select(const std::string& where, const std::string& value);

  std::mutex mutex_;
  std::unique_ptr<sqlite3, Close> open_;
};

}  // namespace web
