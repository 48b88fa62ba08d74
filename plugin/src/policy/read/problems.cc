#include "policy/read/problems.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"

namespace bsup::core {

std::vector<Problem> Problems::Take() const {
  std::vector<std::string> files;
  const auto rank = [&](const Found& found) {
    const auto at = std::ranges::find(files, found.place.file);
    return std::tuple(at - files.begin(), found.place.line, found.place.column);
  };
  for (const Found& found : found_) {
    if (std::ranges::find(files, found.place.file) == files.end())
      files.push_back(found.place.file);
  }
  std::vector<Found> sorted = found_;
  std::ranges::stable_sort(sorted, {}, rank);

  std::vector<Problem> problems;
  for (Found& found : sorted) {
    std::string where = found.place.line == 0 ? found.place.file : found.place.ToString();
    const bool told = std::ranges::any_of(problems, [&](const Problem& problem) {
      return problem.where == where && problem.what == found.what;
    });
    if (!told) problems.push_back({std::move(where), std::move(found.what)});
  }
  return problems;
}

std::string UnknownName(std::string_view kind, std::string_view name,
                        const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 12;
  std::string what = "unknown " + std::string(kind) + " " + Quoted(name);
  const std::string near = DidYouMean(name, known);
  if (!near.empty()) return what + near;
  if (known.empty()) return what + "; the pack declares none";
  if (known.size() > kFew) return what + "; check its spelling";
  return what + "; known: " + OneOf(known);
}

}  // namespace bsup::core
