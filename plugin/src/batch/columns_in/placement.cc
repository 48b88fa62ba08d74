#include "batch/columns_in/placement.h"

#include <optional>
#include <span>
#include <utility>

#include "batch/columns_in/day_reader.h"
#include "batch/columns_in/fact_reader.h"

namespace bsup::core {

class Placer {
 public:
  Placer(const RecordBatch& batch, const CaseColumns& columns, const Policies& policies,
         const Result<Day>& as_of, int region)
      : batch_(batch), columns_(columns), policies_(policies), as_of_(as_of), unnamed_(region) {
    if (columns.region) reader_.emplace(batch.columns()[*columns.region], policies.region());
  }

  Result<Placement> AllAlike() {
    Placement placement;
    if (batch_.rows() == 0) return placement;
    BSUP_TRY(const Day as_of, as_of_);
    const auto policy = policies_.InForce(unnamed_, as_of);
    if (!policy) return Error(Status::kNotFound, "", policies_.WhyNone(unnamed_, as_of));
    placement.policy_ = static_cast<std::uint32_t>(*policy);
    placement.date_ = as_of;
    return placement;
  }

  Result<Placement> Each() {
    const auto rows = static_cast<std::size_t>(batch_.rows());
    placement_.policies_.reserve(rows);
    placement_.dates_.reserve(rows);
    for (std::int64_t row = 0; row < batch_.rows() && problems_.size() < kMostWrongValues; ++row) {
      BSUP_TRY(Place(row));
    }
    if (!problems_.empty()) return Error(Status::kBadInput, std::move(problems_));
    return std::move(placement_);
  }

 private:
  // The error of the default day, where the row needs it.
  Result<void> Place(std::int64_t row) {
    const std::optional<Day> as_of = DayIn(columns_.as_of, row);
    std::optional<Day> date = DayIn(columns_.contact_date, row);
    const int region = RegionIn(row);
    if (!date) date = as_of;
    if (!date) {
      BSUP_TRY(date, as_of_);
    }
    if (!last_ || region != last_region_ || !Covers(*last_, *date)) {
      last_ = policies_.InForce(region, *date);
      last_region_ = region;
    }
    // A wrong day or region is among the problems already.
    if (!last_ && wrong_at_ != row) {
      problems_.push_back({AtRow(columns_.contact_date ? "contact.date" : "as_of", row),
                           policies_.WhyNone(region, *date)});
    }
    placement_.policies_.push_back(static_cast<std::uint32_t>(last_.value_or(0)));
    placement_.dates_.push_back(*date);
    return {};
  }

  [[nodiscard]] bool Covers(std::size_t policy, Day date) const {
    const Policy& in_force = policies_.all()[policy].policy();
    return in_force.from <= date && (!in_force.until || date <= *in_force.until);
  }

  std::optional<Day> DayIn(std::optional<std::size_t> which, std::int64_t row) {
    if (!which || batch_.IsNull(row)) return std::nullopt;
    const ArrowColumn& column = batch_.columns()[*which];
    const std::int64_t at = batch_.first() + row;
    if (column.IsNull(at)) return std::nullopt;
    const std::optional<Day> day = DayAt(column, at);
    if (!day) Wrong(column, row, kDayBeyond);
    return day;
  }

  int RegionIn(std::int64_t row) {
    if (!reader_ || batch_.IsNull(row)) return unnamed_;
    const std::int64_t at = batch_.first() + row;
    FactValue value = kUnknown;
    const bool wrong = reader_->Read(std::span(&at, 1), 1, &value);
    if (wrong) {
      const auto text = reader_->TextIn(at);
      Wrong(batch_.columns()[*columns_.region], row,
            text ? policies_.WhyNoRegion(*text) : reader_->WhatIsWrong(at));
    }
    return value == kUnknown || wrong ? unnamed_ : policies_.RegionOf(value);
  }

  void Wrong(const ArrowColumn& column, std::int64_t row, std::string what) {
    problems_.push_back({AtRow(column.name, row), std::move(what)});
    wrong_at_ = row;
  }

  const RecordBatch& batch_;
  const CaseColumns& columns_;
  const Policies& policies_;
  const Result<Day>& as_of_;
  int unnamed_;  // the region of a row that names none
  std::optional<FactReader> reader_;
  Placement placement_;
  std::optional<std::size_t> last_;  // most rows are of the policy of the row before
  int last_region_ = Policies::kNation;
  std::int64_t wrong_at_ = -1;
  std::vector<Problem> problems_;
};

Result<Placement> Placement::Find(const RecordBatch& batch, const CaseColumns& columns,
                                  const Policies& policies, const PlacementDefaults& defaults) {
  const std::optional<int> region = policies.RegionNamed(defaults.region);
  if (!region) return Error(Status::kNotFound, "region", policies.WhyNoRegion(defaults.region));
  Placer placer(batch, columns, policies, defaults.as_of, *region);
  const bool own = columns.contact_date || columns.as_of || columns.region;
  return own ? placer.Each() : placer.AllAlike();
}

std::string AtRow(std::string_view column, std::int64_t row) {
  return std::string(column) + ", row " + std::to_string(row);
}

}  // namespace bsup::core
