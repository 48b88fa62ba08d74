#include "policy/compile/box_table.h"

#include <set>
#include <utility>

namespace bsup::core {

BoxTable::BoxTable(Indexed<BoxIndex, Box> boxes, const Indexed<FactIndex, FactClasses>& facts)
    : boxes_(std::move(boxes)),
      words_((boxes_.size() + kBoxesInWord - 1) / kBoxesInWord),
      first_row_(facts.size(), 0),
      any_known_row_(facts.size(), 0) {
  std::set<FactIndex> tested;
  for (const BoxIndex b : boxes_.indexes()) {
    const Box& box = boxes_[b];
    if (first_box_.size() == box.entry.number()) first_box_.push_back(b);
    entry_of_.push_back(box.entry);
    for (const BoxTest& test : box.tests) tested.insert(test.fact);
  }
  first_box_.push_back(boxes_.next());
  tested_.assign(tested.begin(), tested.end());
  std::size_t rows = 0;
  for (const FactIndex fact : tested_) {
    first_row_[fact] = rows;
    columns_.push_back({fact, static_cast<std::uint32_t>(rows), facts[fact].is_count()});
    rows += facts[fact].count() + 1;
  }
  for (const FactIndex fact : tested_) any_known_row_[fact] = rows++;
  masks_.assign(rows * words_, ~std::uint64_t{0});
  const auto take_out = [this](std::size_t row, BoxIndex box) {
    masks_[row * words_ + box.number() / kBoxesInWord] &=
        ~(std::uint64_t{1} << box.number() % kBoxesInWord);
  };
  for (const BoxIndex b : boxes_.indexes()) {
    for (const BoxTest& test : boxes_[b].tests) {
      const std::size_t first = first_row_[test.fact];
      for (const ClassIndex of : IndexRange<ClassIndex>(facts[test.fact].count() + 1)) {
        if (!test.passes.Has(of)) take_out(first + of.number(), b);
      }
      if (!test.passes.Meets(facts[test.fact].AllKnown())) take_out(any_known_row_[test.fact], b);
    }
  }
}

}  // namespace bsup::core
