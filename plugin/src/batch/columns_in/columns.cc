#include "batch/columns_in/columns.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/suggest.h"
#include "batch/columns_in/day_reader.h"
#include "batch/columns_in/fact_reader.h"

namespace bsup::core {
namespace {

class Sorter {
 public:
  Sorter(const RecordBatch& batch, const Policies& policies) : batch_(batch), policies_(policies) {}

  void Keep(const std::vector<std::string>& keep, const std::vector<std::string>& added) {
    std::vector<std::string> names;
    for (const ArrowColumn& column : batch_.columns()) names.emplace_back(column.name);
    std::set<std::string> asked;
    for (const std::string& name : keep) {
      if (!asked.insert(name).second) {
        Wrong(name, "is named twice among the columns to keep; name it once");
        continue;
      }
      const auto at = std::ranges::find(names, name);
      if (at == names.end()) {
        Wrong(name, "is to be kept, and there is no such column" + DidYouMean(name, names));
        continue;
      }
      if (std::ranges::find(added, name) != added.end())
        Wrong(name, "is to be kept, and advice has a column of that name; rename it");
      sorted_.kept.push_back(static_cast<std::size_t>(at - names.begin()));
      if (batch_.may_have_nulls()) kept_with_nulls_ = true;
    }
    kept_ = std::move(asked);
  }

  void Sort() {
    std::set<std::string_view> seen;
    for (std::size_t c = 0; c < batch_.columns().size(); ++c) {
      const ArrowColumn& column = batch_.columns()[c];
      if (!seen.insert(column.name).second) {
        Wrong(column.name, "is there twice; give each column once");
      } else {
        Place(column, c);
      }
    }
  }

  Result<CaseColumns> Done() {
    if (kept_with_nulls_) {
      for (std::int64_t row = 0; row < batch_.rows(); ++row) {
        if (!batch_.IsNull(row)) continue;
        problems_.push_back({"row " + std::to_string(row),
                             "is null as a whole, and columns are to be kept; leave the row out"});
        break;
      }
    }
    if (!problems_.empty()) return Error(Status::kBadInput, std::move(problems_));
    return std::move(sorted_);
  }

 private:
  void Wrong(std::string_view where, std::string what) {
    problems_.push_back({std::string(where), std::move(what)});
  }

  void Place(const ArrowColumn& column, std::size_t c) {
    if (column.name == "contact.date") return PlaceDays(column, c, sorted_.contact_date);
    if (column.name == "as_of") return PlaceDays(column, c, sorted_.as_of);
    if (column.name == "planned") {
      sorted_.planned = c;
      return CheckType(column, policies_.vocabularies().front().planned);
    }
    if (column.name == "region") {
      sorted_.region = c;
      return CheckType(column, policies_.region());
    }
    if (PlaceFact(column, c) || kept_.contains(std::string(column.name))) return;
    Wrong(column.name, "is not a fact of the policy, nor to be kept" + Nearest(column.name));
  }

  void PlaceDays(const ArrowColumn& column, std::size_t c, std::optional<std::size_t>& place) {
    place = c;
    if (auto wrong = WrongTypeForDays(column)) Wrong(column.name, *std::move(wrong));
  }

  void CheckType(const ArrowColumn& column, const Fact& fact) {
    if (auto wrong = WrongType(column, fact)) Wrong(column.name, *std::move(wrong));
  }

  bool PlaceFact(const ArrowColumn& column, std::size_t c) {
    bool found = false;
    std::string told;
    for (const BatchVocabulary& vocabulary : policies_.vocabularies()) {
      const auto fact = std::ranges::find(*vocabulary.facts, column.name, &Fact::id);
      if (fact == vocabulary.facts->end()) continue;
      found = true;
      auto wrong = WrongType(column, *fact);
      if (!wrong || *wrong == told) continue;
      told = *wrong;
      Wrong(column.name, *std::move(wrong));
    }
    if (found) sorted_.facts.push_back(c);
    return found;
  }

  [[nodiscard]] std::string Nearest(std::string_view name) const {
    std::vector<std::string> known{"contact.date", "as_of", "planned", "region"};
    for (const BatchVocabulary& vocabulary : policies_.vocabularies()) {
      for (const Fact& fact : *vocabulary.facts) known.push_back(fact.id);
    }
    const std::string near = DidYouMean(name, known);
    return near.empty() ? "; name it in `keep` or leave it out" : near;
  }

  const RecordBatch& batch_;
  const Policies& policies_;
  CaseColumns sorted_;
  std::set<std::string> kept_;
  bool kept_with_nulls_ = false;
  std::vector<Problem> problems_;
};

}  // namespace

Result<CaseColumns> SortColumns(const RecordBatch& batch, const Policies& policies,
                                const std::vector<std::string>& keep,
                                const std::vector<std::string>& added) {
  Sorter sorter(batch, policies);
  sorter.Keep(keep, added);
  sorter.Sort();
  return sorter.Done();
}

}  // namespace bsup::core
