// The columns of advice, in the words of the advice JSON.
//
// Tell for each row, then Finish.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
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

// The columns of each group. What its ForEach names, in order, is what the answer has, and what is
// asked whether it is full; plugin/docs/batch.md describes each.
struct LeadColumns {
  LeadColumns(const BatchIds& ids, std::size_t room)
      : lead("lead", true, room),
        outcome("outcome", false, room),
        firmness("firmness", false, room),
        alternatives("alternatives", ids.modes, room),
        planned_permission("planned_permission", true, room) {}
  template <class Each>
  void ForEach(const Each& each) {
    each(lead), each(outcome), each(firmness), each(alternatives), each(planned_permission);
  }

  TextColumn lead;
  TextColumn outcome;
  TextColumn firmness;
  CodedListColumn alternatives;
  TextColumn planned_permission;
};

struct RulesColumns {
  RulesColumns(const BatchIds& ids, std::size_t room)
      : rules("rules", ids.rules, room), limits("limits", ids.rules, room) {}
  template <class Each>
  void ForEach(const Each& each) {
    each(rules), each(limits);
  }

  CodedListColumn rules;
  CodedListColumn limits;
  RuleTelling::RuleBits acting;  // in the row at hand
};

struct UnknownColumns {
  UnknownColumns(const BatchIds& ids, std::size_t room) : ask("ask", ids.facts, room) {}
  template <class Each>
  void ForEach(const Each& each) {
    each(provisional), each(planned_safe), each(ask);
  }

  FlagColumn provisional{"provisional", false};
  FlagColumn planned_safe{"planned_safe", true};
  CodedListColumn ask;
};

// Of one mode.
struct ModeColumns {
  ModeColumns(const std::string& mode, std::size_t room)
      : permission("permission." + mode, true, room), score("score." + mode, kSmallFormat) {}
  template <class Each>
  void ForEach(const Each& each) {
    each(permission), each(score);
  }

  TextColumn permission;
  NumberColumn<std::int16_t> score;
};

class AdviceColumns {
 public:
  // As much as Arrow can hold in a column.
  static constexpr std::size_t kMostRoom = std::numeric_limits<std::int32_t>::max();

  // `ids` are those of the policies that rows will be advised by, and outlive this. Each column has
  // room for `room` bytes of text or ids.
  AdviceColumns(std::uint64_t groups, const BatchIds& ids, std::size_t room = kMostRoom);

  // Calls `each` with every column, in order.
  template <class Each>
  void ForEach(const Each& each) {
    if (lead_) lead_->ForEach(each);
    if (rules_) rules_->ForEach(each);
    if (unknown_) unknown_->ForEach(each);
    for (ModeColumns& columns : modes_) columns.ForEach(each);
  }

  // In order.
  [[nodiscard]] std::vector<std::string> Names();

  // A row: settled facts, and a planned mode or none.
  void Tell(const ReadyPolicy& policy, FactValues facts, ModeIndex planned);

  // The first column that had no room for something; null while there is room.
  [[nodiscard]] const std::string* Full();

  std::vector<Exported> Finish();

 private:
  void TellLead(const ReadyPolicy& policy, const Decision& decision, ModeIndex planned);
  void TellRules(const ReadyPolicy& policy, const BoxBits& deciding, FactValues facts,
                 const Decision& decision);
  void TellUnknown(const ReadyPolicy& policy, FactValues facts, const Decision& decision,
                   ModeIndex planned);
  void TellModes(const ReadyPolicy& policy, const Decision& decision);

  std::optional<LeadColumns> lead_;
  std::optional<RulesColumns> rules_;
  std::optional<UnknownColumns> unknown_;
  std::vector<ModeColumns> modes_;  // by code
};

}  // namespace bsup::core
