// Everything that was loaded: for each region and span of days, the one policy in force.
//
// Load once, then select any number of times from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "policy/read/source.h"
#include "policy/resolve/policy_in_force.h"

namespace bsup::core {

class PolicySet {
 public:
  // Reads, resolves and checks. Every problem of every file comes in one error.
  static Result<PolicySet> Load(std::vector<SourceFile> files);

  // `region` is an id or code, or empty for the nation alone. kNotFound names what there is.
  [[nodiscard]] Result<std::shared_ptr<const PolicyInForce>> Select(std::string_view region,
                                                                    Day date) const;

  // Those of the national packs, each once.
  [[nodiscard]] const std::vector<Region>& regions() const { return regions_; }

  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  [[nodiscard]] const std::vector<std::shared_ptr<const PolicyInForce>>& all() const {
    return all_;
  }

  // What is sound and most likely not meant, with its place.
  [[nodiscard]] const std::vector<Problem>& warnings() const { return warnings_; }

  // SHA-256 over the digests of all, in order.
  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  std::vector<SourceFile> files_;
  std::vector<Region> regions_;
  std::vector<std::shared_ptr<const PolicyInForce>>
      all_;  // by region (the nation first), then by date
  std::string digest_;
  std::vector<Problem> warnings_;
};

}  // namespace bsup::core
