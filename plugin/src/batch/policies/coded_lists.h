// Lists of ids as codes into a dictionary: a caseload names the same few rules over and over.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "batch/arrow/out_column.h"

namespace bsup::core {

// Ids by their codes, in order of first mention.
class IdDictionary {
 public:
  using Code = std::int16_t;
  static constexpr std::size_t kMost = std::size_t{1} << 15;

  // The id is added where it is new.
  Code CodeOf(const std::string& id);
  // Whether more than kMost were named, so that some have the code of another.
  [[nodiscard]] bool overfull() const { return ids_.size() > kMost; }
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::unordered_map<std::string, Code> codes_;
};

// Lists of them, one a row, none of them null.
class CodedListColumn {
 public:
  static constexpr std::size_t kMostCodes = INT32_MAX;

  // `dictionary` outlives this. It has room for `most` codes of all rows together.
  CodedListColumn(std::string name, const IdDictionary& dictionary, std::size_t most = kMostCodes)
      : name_(std::move(name)), dictionary_(dictionary), most_(most) {}

  // Any number of a row, then its end.
  void Append(IdDictionary::Code code) { codes_.push_back(code); }
  // `full` is asked before Finish: until then an end may have wrapped.
  void EndRow() { ends_.push_back(static_cast<std::int32_t>(codes_.size())); }
  [[nodiscard]] bool full() const { return codes_.size() > most_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  Finished Finish();

 private:
  std::string name_;
  const IdDictionary& dictionary_;
  std::size_t most_;
  std::vector<std::int32_t> ends_{0};
  std::vector<IdDictionary::Code> codes_;
};

}  // namespace bsup::core
