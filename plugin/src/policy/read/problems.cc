#include "policy/read/problems.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"

namespace bsup::core {

std::vector<Problem> Problems::InOrder(std::vector<Found> found) {
  std::vector<std::string> files;
  const auto rank = [&](const Found& each) {
    const auto at = std::ranges::find(files, each.place.file);
    return std::tuple(at - files.begin(), each.place.line, each.place.column);
  };
  for (const Found& each : found) {
    if (std::ranges::find(files, each.place.file) == files.end()) files.push_back(each.place.file);
  }
  std::ranges::stable_sort(found, {}, rank);

  std::vector<Problem> problems;
  for (Found& each : found) {
    std::string where = each.place.line == 0 ? each.place.file : each.place.ToString();
    const bool told = std::ranges::any_of(problems, [&](const Problem& problem) {
      return problem.where == where && problem.what == each.what;
    });
    if (!told) problems.push_back({std::move(where), std::move(each.what)});
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
