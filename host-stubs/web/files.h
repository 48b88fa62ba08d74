#pragma once

#include <filesystem>
#include <string>

namespace web {

// Throws std::runtime_error where it cannot be read.
std::string ReadFile(const std::filesystem::path& path);

}  // namespace web
