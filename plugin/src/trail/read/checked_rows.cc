#include "trail/read/checked_rows.h"

#include <string>
#include <utility>
#include <vector>

#include "trail/log/record.h"

namespace bsup::core {
namespace {

Error WrongRow(std::string where, std::string what) {
  return {Status::kTampered, std::move(where), std::move(what) + "; run verify on the trail"};
}

}  // namespace

Result<void> CheckedRows::GoOn(Store* store, const Checkpoint& head) {
  if (head.size == frontier_.size() && head.root == frontier_.Root()) return {};
  const bool from_the_first = frontier_.size() == 0;
  MerkleFrontier frontier = frontier_;
  AnswersFound answers;
  std::vector<Hash> completed;
  const auto check = [&](const RecordColumns& row) -> Result<void> {
    const std::string where = "record " + std::to_string(row.sequence);
    if (row.sequence != frontier.size()) return WrongRow(where, "one before it is missing");
    const Result<Record> record = Record::Parse(row.bytes);
    if (!record || record->sequence != row.sequence ||
        static_cast<std::int64_t>(record->kind) != row.kind || record->day.number() != row.day ||
        record->answers != row.answers) {
      return WrongRow(where, "its row says something other than the record");
    }
    if (row.answers) answers.Add(*row.answers, row.sequence);
    completed.clear();
    frontier.Append(LeafHash(row.bytes), &completed);
    return {};
  };
  BSUP_TRY(store->EachRow(frontier.size(), check));
  if (frontier.size() != head.size || frontier.Root() != head.root) {
    return WrongRow("", "the records are not those that the trail's signed checkpoint covers");
  }
  if (from_the_first) {
    BSUP_TRY(const AnswersFound indexed, store->IndexedAnswers());
    if (indexed != answers) return WrongRow("", "the index over answers leads to other records");
  }
  frontier_ = std::move(frontier);
  return {};
}

}  // namespace bsup::core
