// What notes, checkpoints, proofs and the paths of tiles have in common: they are lines of text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bsup::core {

// Decimal digits without a leading zero; nothing for anything else, or beyond 64 bits.
std::optional<std::uint64_t> ParseDecimal(std::string_view text);

// Takes the next character off `text`, which is not empty. Nothing where it is not valid UTF-8.
std::optional<char32_t> TakeCharacter(std::string_view* text);

// Takes the next line off `text`, without its newline. Nothing where no newline is left.
std::optional<std::string_view> TakeLine(std::string_view* text);

// How many bytes at the beginning of `text` are valid UTF-8 without control characters below U+0020
// other than the newline: all of them in a signed note.
std::size_t PlainPrefix(std::string_view text);

}  // namespace bsup::core
