// The columns of advice, in the words of the advice JSON.
//
// Tell for each row, then Finish.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "advice/engine/evaluate.h"
#include "batch/arrow/out_column.h"
#include "batch/policies/policies.h"

namespace bsup::core {

// The numbers are those of BSUP_BATCH_... in plugin.h.
inline constexpr std::uint64_t kBatchAdvice = 1;
inline constexpr std::uint64_t kBatchRules = 2;
inline constexpr std::uint64_t kBatchUnknown = 4;
inline constexpr std::uint64_t kBatchModes = 8;
inline constexpr std::uint64_t kBatchDefault = kBatchAdvice | kBatchRules | kBatchUnknown;
inline constexpr std::uint64_t kBatchAll = kBatchDefault | kBatchModes;

// The columns of each group.
struct LeadColumns {
  explicit LeadColumns(const BatchIds& ids) : alternatives("alternatives", ids.modes) {}

  TextColumn lead{"lead", true};
  TextColumn outcome{"outcome", false};
  TextColumn firmness{"firmness", false};
  CodedListColumn alternatives;
  TextColumn planned_permission{"planned_permission", true};
};

struct RulesColumns {
  explicit RulesColumns(const BatchIds& ids)
      : rules("rules", ids.rules), limits("limits", ids.rules) {}

  CodedListColumn rules;
  CodedListColumn limits;
  RuleTelling::RuleBits acting;  // in the row at hand
};

struct UnknownColumns {
  explicit UnknownColumns(const BatchIds& ids) : ask("ask", ids.facts) {}

  FlagColumn provisional{"provisional", false};
  FlagColumn planned_safe{"planned_safe", true};
  CodedListColumn ask;
};

struct ModeColumns {
  TextColumn permission;
  NumberColumn<std::int16_t> score;
};

class AdviceColumns {
 public:
  // `ids` are those of the policies that rows will be told by, and outlive this.
  AdviceColumns(std::uint64_t groups, const BatchIds& ids);

  // In order.
  static std::vector<std::string> Names(std::uint64_t groups, const BatchIds& ids);

  // A row: settled facts, and a planned mode or -1.
  void Tell(const ReadyPolicy& policy, std::span<const FactValue> facts, int planned);

  // A column that can hold no more text; null while there is room.
  [[nodiscard]] const std::string* Full() const;

  std::vector<Exported> Finish();

 private:
  void TellLead(const ReadyPolicy& policy, const Decision& decision, int planned);
  void TellRules(const ReadyPolicy& policy, const BoxBits& deciding,
                 std::span<const FactValue> facts);
  void TellUnknown(const ReadyPolicy& policy, std::span<const FactValue> facts,
                   const Decision& decision, int planned);
  void TellModes(const ReadyPolicy& policy, const Decision& decision);

  std::optional<LeadColumns> lead_;
  std::optional<RulesColumns> rules_;
  std::optional<UnknownColumns> unknown_;
  std::vector<ModeColumns> modes_;  // by code
};

}  // namespace bsup::core
