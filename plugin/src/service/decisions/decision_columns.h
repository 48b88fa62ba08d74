// Rows of decisions as columns: see plugin/docs/decisions.md.
//
// Append for each row, then Finish, which begins anew.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/arrow/out_column.h"
#include "records/standing/decision_row.h"

namespace bsup::core {

class DecisionColumns {
 public:
  // `facts` are those that rows are made with.
  DecisionColumns(std::vector<std::string> facts, bool with_who);
  ~DecisionColumns();
  DecisionColumns(DecisionColumns&&) noexcept;

  void Append(const DecisionRow& row);
  [[nodiscard]] std::int64_t rows() const { return rows_; }
  Exported Finish();

 private:
  struct Columns;
  static std::unique_ptr<Columns> Empty(const std::vector<std::string>& facts);
  void AppendKnown(const DecisionRow::Known& known);
  void AppendOutcome(const DecisionRow::Known& known);
  std::int64_t CaseOf(const std::string& person);

  std::vector<std::string> facts_;
  bool with_who_;
  std::unordered_map<std::string, std::int64_t> cases_;  // by case number
  std::int64_t rows_ = 0;
  std::unique_ptr<Columns> columns_;
};

}  // namespace bsup::core
