// What some sample payloads hold, leaf by leaf: what a mapping of them begins with.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace console {

// The leaves at one place of all samples: `/contacts/*/type` stands for every member of a list or,
// in an object whose keys are numbers, of every key.
struct SampleLeaf {
  std::string at;                   // within the list it is in
  std::vector<std::string> values;  // each once, in the order of the samples, as JSON
  std::uint64_t times = 0;
  bool more_values = false;  // than kMostValues
  bool is_day = false;       // all of them could be days
};

// The leaves of one list of objects, or those that are in none.
struct SampleList {
  std::string at;      // of the list; empty for the leaves in none
  bool keyed = false;  // an object whose keys are numbers
  std::vector<SampleLeaf> leaves;
};

class Samples {
 public:
  static constexpr std::size_t kMostValues = 20;

  void Add(const boost::json::value& payload) { Walk(payload, 0, ""); }

  // Those in no list first.
  [[nodiscard]] const std::vector<SampleList>& lists() const { return lists_; }
  // Days written with slashes or dots, and instants, were seen.
  [[nodiscard]] bool has_local_days() const { return has_local_days_; }
  [[nodiscard]] bool month_comes_first() const { return month_comes_first_; }
  [[nodiscard]] bool has_instants() const { return has_instants_; }

 private:
  void Walk(const boost::json::value& value, std::size_t list, const std::string& at);
  void WalkMembers(const boost::json::value& value, std::size_t list, const std::string& at);
  void AddLeaf(const boost::json::value& value, SampleList& list, const std::string& at);
  std::size_t ListAt(const std::string& at, bool keyed);
  bool LooksLikeDay(const std::string& text);

  std::vector<SampleList> lists_{1};
  bool has_local_days_ = false;
  bool month_comes_first_ = false;
  bool has_instants_ = false;
};

}  // namespace console
