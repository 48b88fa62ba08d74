#include "policy/read/read_pack_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

std::string Normal(const std::string& path) { return fs::path(path).lexically_normal().string(); }

// By name, or by another path to it.
bool IsSameFile(const std::string& a, const std::string& b) {
  std::error_code error;
  return Normal(a) == Normal(b) || fs::equivalent(a, b, error);
}

std::string AlsoAs(const std::string& earlier, const std::string& path) {
  return earlier == path ? "" : ", also as " + Quoted(earlier);
}

class PackFileReader {
 public:
  void ReadPack(const std::string& path) {
    for (const SourceFile& file : files_) {
      if (!IsSameFile(file.path, path)) continue;
      return Report({path, 0, 0},
                    "the pack is named twice" + AlsoAs(file.path, path) + "; name it once");
    }
    if (!ReadFile(path, {path, 0, 0}, "the pack", false)) return;
    packs_.push_back(files_.size() - 1);
  }

  // After all packs, so that a pack that another includes is known to be one.
  void ReadIncludes() {
    for (const std::size_t pack : packs_) {
      pack_ = files_[pack].path;
      Follow(pack);
    }
  }

  Result<std::vector<SourceFile>> Take() && {
    if (problems_.empty()) return std::move(files_);
    return Error(only_missing_ ? Status::kNotFound : Status::kBadPolicy, problems_.Take());
  }

 private:
  [[nodiscard]] bool Has(const std::string& path) const {
    return std::ranges::any_of(
        files_, [&](const SourceFile& file) { return Normal(file.path) == Normal(path); });
  }

  // Includes twice over and in a circle are left for PolicySet::Load, which knows where they lead.
  void Follow(std::size_t index) {
    const Result<TomlValue> root = ParseToml(files_[index].text, files_[index].path);
    if (!root) return;
    for (const Include& include : IncludesOf(*root, files_[index].included)) {
      const Result<std::string> path = IncludePath(pack_, files_[index].path, include);
      if (!path) {
        Report(include.place, path.error().problems.front().what);
      } else if (!Has(*path) && StaysInside(*path, include) &&
                 ReadFile(*path, include.place, "the include " + Quoted(include.path), true)) {
        Follow(files_.size() - 1);
      }
    }
  }

  // Whether a path without `..` stays below the folder above the pack's when symbolic links are
  // followed.
  bool StaysInside(const std::string& path, const Include& include) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(fs::absolute(pack_).parent_path() / "..", error);
    const fs::path file = error ? fs::path() : fs::weakly_canonical(path, error);
    const auto [rest, next] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    if (!error && rest == folder.end()) return true;
    Report(include.place, "the include " + Quoted(include.path) + " is a link that leads out of " +
                              Quoted(folder.string()) + "; copy the file there instead");
    return false;
  }

  bool ReadFile(const std::string& path, const Place& place, const std::string& what,
                bool included) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      problems_.Add(place, what + " is not there" + (included ? ": no file " + Quoted(path) : "") +
                               "; check the path");
      return false;
    }
    if (!fs::is_regular_file(status)) {
      Report(place, what + " is not a file; name a file");
      return false;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text;
    text.resize(kMostPackBytes + 1);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad() || (stream.fail() && !stream.eof())) {
      Report(place, what + " cannot be read; check its permissions");
      return false;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMostPackBytes) {
      Report(place, what + " is more than 4 MB long; split it");
      return false;
    }
    text.shrink_to_fit();
    files_.push_back({path, std::move(text), included});
    return true;
  }

  void Report(const Place& place, std::string what) {
    only_missing_ = false;
    problems_.Add(place, std::move(what));
  }

  std::vector<SourceFile> files_;
  std::vector<std::size_t> packs_;  // indexes of the packs' own files
  std::string pack_;                // the one whose includes are read
  Problems problems_;
  bool only_missing_ = true;
};

}  // namespace

Result<std::vector<SourceFile>> ReadPackFiles(const std::vector<std::string>& paths) {
  PackFileReader reader;
  for (const std::string& path : paths) reader.ReadPack(path);
  reader.ReadIncludes();
  return std::move(reader).Take();
}

}  // namespace bsup::core
