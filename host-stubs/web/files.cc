#include "files.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace web {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return text;
}

}  // namespace web
