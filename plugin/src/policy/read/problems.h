// What is wrong with the packs, and what is most likely not meant, gathered so that it is told in
// one go.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/index.h"
#include "base/place.h"
#include "base/result.h"

namespace bsup::core {

// Add any number of times, then Take. What is added twice is told once.
class Problems {
 public:
  void Add(const Place& place, std::string what) { found_.push_back({place, std::move(what)}); }

  // Without a line: `where` is a file, or empty.
  void AddTo(std::string where, std::string what) {
    Add({std::move(where), 0, 0}, std::move(what));
  }

  // A warning: what can be meant and most likely is not. It keeps no pack from being loaded.
  void Warn(const Place& place, std::string what) { warnings_.push_back({place, std::move(what)}); }

  // Of problems alone, as is the number.
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }

  // In order of file (as first met), line and column.
  [[nodiscard]] std::vector<Problem> Take() const { return InOrder(found_); }
  [[nodiscard]] std::vector<Problem> Warnings() const { return InOrder(warnings_); }

 private:
  struct Found {
    Place place;
    std::string what;
  };
  static std::vector<Problem> InOrder(std::vector<Found> found);

  std::vector<Found> found_;
  std::vector<Found> warnings_;
};

// `unknown mode "offise"; did you mean "office"?`; without a near name, the known ones if they are
// few.
std::string UnknownName(std::string_view kind, std::string_view name,
                        const std::vector<std::string>& known);

// The names of things that have an id.
template <class T>
std::vector<std::string> IdsOf(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

// Where the thing with that id is, or none and a problem that calls it a `kind`.
template <class At, class T>
At FindNamed(const Indexed<At, T>& things, std::string_view kind, const std::string& id,
             const Place& place, Problems& problems) {
  const auto found = std::ranges::find(things, id, &T::id);
  if (found != things.end()) return things.IndexOf(*found);
  problems.Add(place, UnknownName(kind, id, IdsOf(things)));
  return {};
}

}  // namespace bsup::core
