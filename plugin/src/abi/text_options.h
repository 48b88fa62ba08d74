// How a text for a person is laid out, from a host's arguments.
#pragma once

#include <cstdint>

#include "advice/text/render.h"
#include "base/result.h"
#include "blended_supervision/plugin.h"

namespace bsup::core {

// kUsage for flags or a width that mean nothing.
inline Result<TextOptions> TextOptionsOf(std::uint32_t flags, std::uint32_t width) {
  constexpr std::uint32_t kLeastWidth = 40;
  constexpr std::uint32_t kMostWidth = 200;
  if (width != 0 && (width < kLeastWidth || width > kMostWidth)) {
    return Error(Status::kUsage, "", "`width` is 40 to 200, or 0");
  }
  if ((flags & ~std::uint32_t{BSUP_TEXT_COLOUR}) != 0) {
    return Error(Status::kUsage, "", "`flags` has bits that mean nothing");
  }
  TextOptions options{.colour = (flags & BSUP_TEXT_COLOUR) != 0};
  if (width != 0) options.width = static_cast<int>(width);
  return options;
}

}  // namespace bsup::core
