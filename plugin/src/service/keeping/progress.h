// How far long work has come: `done` of `all`. May be empty.
#pragma once

#include <cstdint>
#include <functional>

namespace bsup::core {

using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

}  // namespace bsup::core
