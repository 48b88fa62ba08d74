// What is wrong with the packs, gathered so that it is told in one go.
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

// Add any number of times, then Take. The same problem added twice is told once.
class Problems {
 public:
  void Add(const Place& place, std::string what) { found_.push_back({place, std::move(what)}); }

  // Without a line: `where` is a file, or empty.
  void AddTo(std::string where, std::string what) {
    Add({std::move(where), 0, 0}, std::move(what));
  }

  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }

  // In order of file (as first met), line and column.
  [[nodiscard]] std::vector<Problem> Take() const;

 private:
  struct Found {
    Place place;
    std::string what;
  };
  std::vector<Found> found_;
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
