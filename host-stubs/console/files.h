// Whole files in and out, with errors that name them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace console {

// The whole file, or nothing and why.
std::optional<std::string> ReadFile(const std::string& path, std::string* fault);

// The whole file, or an empty text where no path is given. Throws bsup::Error.
std::string ReadGiven(const std::string& path);

// A head of a trail: as ReadGiven, and a file without text is an error, since without a head a check
// would find less.
std::string ReadKnownHead(const std::string& path);

// Throws bsup::Error.
void WriteFile(const std::string& path, std::string_view bytes);

}  // namespace console
