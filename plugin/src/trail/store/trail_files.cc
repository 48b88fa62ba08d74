#include "trail/store/trail_files.h"

namespace bsup::core {

TrailFiles TrailFiles::At(const std::string& path) {
  std::string shared = path;
  while (shared.ends_with(kBeforeSuffix)) shared.resize(shared.size() - kBeforeSuffix.size());
  TrailFiles files{path, shared + ".vault", shared + ".lock", nullptr};
  files.ended = shared != path;
  return files;
}

}  // namespace bsup::core
