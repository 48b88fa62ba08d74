// From files to packs: which file includes which, and where an include may lead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/read/problems.h"
#include "policy/read/toml.h"

namespace bsup::core {

inline constexpr std::size_t kMostPackBytes = std::size_t{4} << 20;

// One TOML file: the name errors give, and its text. `include` names are looked up among the other
// files by their normalised path.
struct SourceFile {
  std::string path;  // as the user gave it, or as reached through an include
  std::string text;
  bool included = false;  // reached through an include, not a pack of its own
};

struct Include {
  std::string path;  // as written
  Place place;
};

// A pack's own file and all it includes, in the order in which their tables count: the pack's own
// last.
struct PackSource {
  std::string path;
  std::vector<TomlValue> files;
};

// The includes that a file names: in `[policy]` for a pack's own, at the top for an included one.
// Wrong members are left out.
std::vector<Include> IncludesOf(const TomlValue& root, bool included);

// Where `include`, written in the file `from`, leads, by name alone; an error if that is outside
// the folder above the one that holds `pack`.
Result<std::string> IncludePath(const std::string& pack, const std::string& from,
                                const Include& include);

// The packs among `files` with their includes, looked up among `files` by path.
std::vector<PackSource> GatherPacks(const std::vector<SourceFile>& files, Problems& problems);

// The tables `[[name]]` of a pack, in order.
std::vector<const TomlValue*> TablesOf(const PackSource& pack, std::string_view name);

}  // namespace bsup::core
