// What a host loaded: all its packs, or the one policy selected from them.
//
// Load, then select and advise any number of times from any thread. Copies share everything.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "base/words.h"
#include "batch/policies/policies.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

class LoadedPolicy {
 public:
  // From files with all they include. Every problem of every file comes in one error.
  static Result<LoadedPolicy> FromFiles(const std::vector<std::string>& paths);
  // From what Bundle() gave: no file is read.
  static Result<LoadedPolicy> FromBundle(std::string_view json);
  explicit LoadedPolicy(std::shared_ptr<const PolicySet> set)
      : LoadedPolicy(std::move(set), nullptr) {}

  // The one policy in force in `region` (id or code; empty: the nation alone) on `date`.
  [[nodiscard]] Result<LoadedPolicy> Select(std::string_view region, Day date) const;

  // The policy by which a contact in that region and on that day is advised. A selected policy
  // serves its own region and days only.
  [[nodiscard]] Result<std::shared_ptr<const PolicyInForce>> For(const std::string& region,
                                                                 Day date) const;

  // Whether it is one policy, selected for its region and days.
  [[nodiscard]] bool is_selected() const { return selected_ != nullptr; }

  // The same for batches: made when it is first asked for.
  [[nodiscard]] std::shared_ptr<const Policies> ForBatches() const;

  // SHA-256, hexadecimal: of the selected policy, else of all that may be selected.
  [[nodiscard]] const std::string& digest() const;
  // JSON: the canonical form of the selected policy, else what may be selected.
  [[nodiscard]] std::string Describe() const;
  // For a person to read: the rules of the selected policy, else what may be selected and the
  // nation's rules.
  [[nodiscard]] std::string Show(Language language) const;
  // The files it was loaded from, as JSON.
  [[nodiscard]] std::string Bundle() const;

  [[nodiscard]] const std::shared_ptr<const PolicySet>& set() const { return set_; }

 private:
  struct Batches {
    std::mutex mutex;
    std::shared_ptr<const Policies> policies;  // guarded by mutex
  };

  LoadedPolicy(std::shared_ptr<const PolicySet> set, std::shared_ptr<const PolicyInForce> selected)
      : set_(std::move(set)), selected_(std::move(selected)) {}

  std::shared_ptr<const PolicySet> set_;
  std::shared_ptr<const PolicyInForce> selected_;  // null: all of the set
  std::shared_ptr<Batches> batches_ = std::make_shared<Batches>();
};

}  // namespace bsup::core
