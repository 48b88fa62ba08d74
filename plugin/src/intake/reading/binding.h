// A mapping resolved against one policy: fact ids, values and modes become numbers once, not for
// every case.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/mapping/mapping.h"
#include "policy/model/policy.h"

namespace bsup::core {

struct Statement {
  FactIndex fact;
  FactValue value = kUnknown;
};

class Binding {
 public:
  // What a code table says in this policy.
  struct Table {
    std::vector<std::vector<Statement>> entries;  // beside the table's
    std::vector<ModeIndex> modes;                 // likewise; none where none is named
    std::vector<FactIndex> facts;                 // all that some entry sets
  };

  // A reading whose fact is not in this policy is skipped.
  struct Reading {
    bool skip = false;
    FactIndex fact;
    std::vector<FactValue> is;  // by entry of its table
  };

  struct Part {
    std::vector<Reading> values;
    std::vector<Reading> lists;
  };

  // Both outlive the binding. A fact that the policy does not have is ignored; a value or mode that
  // it does not have is an error.
  static Result<Binding> Bind(const Mapping& mapping, const Policy& policy);

  [[nodiscard]] const Mapping& mapping() const { return *mapping_; }
  [[nodiscard]] const Policy& policy() const { return *policy_; }
  [[nodiscard]] const Table& table(int index) const {
    return tables_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const Part& part(std::size_t index) const { return parts_[index]; }

  // Fact ids that the mapping names and the policy does not have, each once.
  [[nodiscard]] const std::vector<std::string>& ignored() const { return ignored_; }

 private:
  friend class Binder;
  Binding() = default;

  const Mapping* mapping_ = nullptr;
  const Policy* policy_ = nullptr;
  std::vector<Table> tables_;
  std::vector<Part> parts_;
  std::vector<std::string> ignored_;
};

}  // namespace bsup::core
