#include "files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "blended_supervision/plugin.hpp"

namespace console {

std::optional<std::string> ReadFile(const std::string& path, std::string* fault) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  // With read(), since iterators would throw where the path is a folder.
  for (char piece[16384]; file.read(piece, sizeof piece) || file.gcount() > 0;) {
    text.append(piece, static_cast<std::size_t>(file.gcount()));
  }
  if (file.is_open() && !file.bad()) return text;
  *fault = std::string("cannot be read: ") + std::strerror(errno);
  return std::nullopt;
}

std::string ReadGiven(const std::string& path) {
  if (path.empty()) return {};
  std::string fault;
  if (auto text = ReadFile(path, &fault)) return *std::move(text);
  throw bsup::Error(BSUP_NOT_FOUND, path + ": " + fault, {{path, fault}});
}

std::string ReadKnownHead(const std::string& path) {
  std::string head = ReadGiven(path);
  if (path.empty() || !head.empty()) return head;
  const std::string fault = "is empty; give a head of the trail that was kept elsewhere";
  throw bsup::Error(BSUP_BAD_INPUT, path + ": " + fault, {{path, fault}});
}

void WriteFile(const std::string& path, std::string_view bytes) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return;
  const std::string fault = std::string("cannot be written: ") + std::strerror(errno);
  throw bsup::Error(BSUP_STORAGE, path + ": " + fault, {{path, fault}});
}

}  // namespace console
