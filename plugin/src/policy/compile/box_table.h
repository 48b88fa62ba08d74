// Boxes evaluated together.
//
// Every alternative of a condition is a box: for each fact it tests a set of classes that pass,
// `unknown` among them where the rule acts when unknown. For each class of each fact there is a
// mask of the boxes that class leaves alive, so the boxes that hold are the masks of a case's
// classes ANDed together.
#pragma once

#include <cstdint>
#include <vector>

#include "policy/compile/box_bits.h"
#include "policy/compile/fact_classes.h"

namespace bsup::core {

struct BoxTest {
  FactIndex fact;
  ClassSet passes;
};

// A place among the rules that a table is made of, in the order in which they were added.
using EntryIndex = Index<class BoxTable>;

struct Box {
  EntryIndex entry;
  std::vector<BoxTest> tests;
  // Beside `tests`: true where an unknown fact passes for certain, not by if_unknown.
  std::vector<bool> certain;
};

class BoxTable {
 public:
  BoxTable() = default;
  // The boxes of one entry stand side by side, in order of entry, and each entry has some.
  BoxTable(Indexed<BoxIndex, Box> boxes, const Indexed<FactIndex, FactClasses>& facts);

  [[nodiscard]] const Indexed<BoxIndex, Box>& boxes() const { return boxes_; }
  [[nodiscard]] BoxBits All() const { return BoxBits::All(boxes_.size()); }
  [[nodiscard]] BoxBits None() const { return BoxBits(boxes_.size()); }

  [[nodiscard]] EntryIndex EntryOf(BoxIndex box) const { return entry_of_[box]; }
  [[nodiscard]] IndexRange<BoxIndex> BoxesOf(EntryIndex entry) const {
    return {first_box_[entry], first_box_[entry.Next()]};
  }

  // Facts that some box tests, in order.
  [[nodiscard]] const std::vector<FactIndex>& tested() const { return tested_; }
  // The boxes that `known`, or kUnknownClass, of a tested fact leaves alive.
  [[nodiscard]] BoxMask Mask(FactIndex fact, ClassIndex of) const {
    return MaskAt(first_row_[fact] + of.number());
  }
  // The boxes that some known class of a tested fact leaves alive.
  [[nodiscard]] BoxMask AnyKnown(FactIndex fact) const { return MaskAt(any_known_row_[fact]); }

  // A tested fact, with what a pass over all of them needs.
  struct Column {
    FactIndex fact;
    std::uint32_t first_row;
    bool count;  // whether its classes must be searched for
  };
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] BoxMask Mask(const Column& column, ClassIndex of) const {
    return MaskAt(column.first_row + of.number());
  }

 private:
  [[nodiscard]] BoxMask MaskAt(std::size_t row) const { return {masks_.data() + row * words_}; }

  Indexed<BoxIndex, Box> boxes_;
  std::size_t words_ = 0;
  Indexed<BoxIndex, EntryIndex> entry_of_;
  Indexed<EntryIndex, BoxIndex> first_box_;  // and one past the last
  std::vector<FactIndex> tested_;
  std::vector<Column> columns_;
  Indexed<FactIndex, std::size_t> first_row_;      // of its classes' masks
  Indexed<FactIndex, std::size_t> any_known_row_;  // likewise
  std::vector<std::uint64_t> masks_;               // rows of words_ each
};

}  // namespace bsup::core
