#include "policy/read/source.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

// Whether `path` lies in `folder`; both normalised, both absolute or both relative to one folder.
bool IsInside(const fs::path& folder, const fs::path& path) {
  const auto ups = [](const fs::path& p) { return std::ranges::count(p, fs::path("..")); };
  if (ups(path) < ups(folder)) return true;  // `folder` is no more than a row of `..`
  if (folder == ".") return *path.begin() != "..";
  const auto [rest, next] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return rest == folder.end() && (next == path.end() || *next != "..");
}

class Gatherer {
 public:
  Gatherer(const std::vector<SourceFile>& files, Problems& problems)
      : files_(files), problems_(problems) {}

  PackSource Gather(const SourceFile& pack) {
    pack_ = {pack.path, {}};
    seen_ = {};
    open_ = {};
    Visit(pack);
    return std::move(pack_);
  }

 private:
  void Visit(const SourceFile& file) {
    const std::string path = fs::path(file.path).lexically_normal().string();
    seen_.push_back(path);
    open_.push_back(path);
    Result<TomlValue> root = ParseToml(file.text, file.path);
    if (!root) {
      for (const Problem& problem : root.error().problems)
        problems_.AddTo(problem.where, problem.what);
    } else {
      for (const Include& include : IncludesOf(*root, file.included)) Follow(file, include);
      pack_.files.push_back(*std::move(root));
    }
    open_.pop_back();
  }

  void Follow(const SourceFile& from, const Include& include) {
    const Result<std::string> path = IncludePath(pack_.path, from.path, include);
    if (!path) return problems_.Add(include.place, path.error().problems.front().what);
    if (std::ranges::find(open_, *path) != open_.end()) {
      return problems_.Add(
          include.place,
          "the include " + Quoted(include.path) +
              " leads back to a file that includes this one; take one of the two out");
    }
    if (std::ranges::find(seen_, *path) != seen_.end()) {
      return problems_.Add(include.place,
                           Quoted(include.path) + " is included twice; include it once");
    }
    const auto found = std::ranges::find_if(files_, [&](const SourceFile& file) {
      return fs::path(file.path).lexically_normal().string() == *path;
    });
    if (found == files_.end()) {
      return problems_.Add(include.place,
                           "there is no file " + Quoted(*path) + " to include; check the name");
    }
    if (!found->included) {
      return problems_.Add(
          include.place,
          Quoted(include.path) + " is loaded as a pack and cannot be included as well");
    }
    Visit(*found);
  }

  const std::vector<SourceFile>& files_;
  Problems& problems_;
  PackSource pack_;
  std::vector<std::string> seen_;
  std::vector<std::string> open_;  // from the pack's own file to the one being visited
};

}  // namespace

std::vector<Include> IncludesOf(const TomlValue& root, bool included) {
  const TomlValue* table = included ? &root : root.Find("policy");
  const TomlValue* list = table == nullptr ? nullptr : table->Find("include");
  if (list == nullptr) return {};
  std::vector<Include> includes;
  for (const TomlValue& item : list->items) {
    if (item.is_text() && !item.text.empty()) includes.push_back({item.text, item.place});
  }
  return includes;
}

Result<std::string> IncludePath(const std::string& pack, const std::string& from,
                                const Include& include) {
  const fs::path written(include.path);
  const fs::path path = (fs::path(from).parent_path() / written).lexically_normal();
  const fs::path root = (fs::path(pack).parent_path() / "..").lexically_normal();
  const fs::path folder =
      root.has_filename() || root == root.root_path() ? root : root.parent_path();
  if (written.is_absolute() || !IsInside(folder, path)) {
    return Error(Status::kBadPolicy, include.place.ToString(),
                 "the include " + Quoted(include.path) +
                     " leads out of the folder above the pack's own; keep it below " +
                     Quoted(folder.string()));
  }
  return path.string();
}

std::vector<PackSource> GatherPacks(const std::vector<SourceFile>& files, Problems& problems) {
  Gatherer gatherer(files, problems);
  std::vector<PackSource> packs;
  for (const SourceFile& file : files) {
    if (!file.included) packs.push_back(gatherer.Gather(file));
  }
  return packs;
}

std::vector<const TomlValue*> TablesOf(const PackSource& pack, std::string_view name) {
  std::vector<const TomlValue*> tables;
  for (const TomlValue& file : pack.files) {
    const TomlValue* list = file.Find(name);
    if (list == nullptr) continue;
    for (const TomlValue& item : list->items) {
      if (item.is_table()) tables.push_back(&item);
    }
  }
  return tables;
}

}  // namespace bsup::core
