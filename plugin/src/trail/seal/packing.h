// A part's plaintext as it is sealed: made smaller where there is something to compare it with, and
// then so long that its length says little. See plugin/docs/trail_format.md, "Payloads".
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bsup::core {

// What a text is compared with: a document that the trail keeps, then the example record of the
// format. Any thread.
class Dictionary {
 public:
  static std::shared_ptr<const Dictionary> Of(std::string_view document);
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;
  ~Dictionary();

  // One zstd frame, which says how long the text is.
  [[nodiscard]] std::string Pack(std::string_view text) const;

 private:
  struct Tables;
  friend Result<std::string> Unpack(std::string_view padded, const Dictionary* dictionary);
  explicit Dictionary(std::string_view document);

  std::unique_ptr<Tables> tables_;
};

// Whether it is what Pack gave. JSON never is.
bool IsPacked(std::string_view text);

// A text, packed or not, so that its length is a multiple of `step`, which is 8 or more.
std::string Padded(std::string text, std::size_t step);

// The text, from what Padded gave or as it is where it was not padded. kBadInput where it was
// packed and is not whole, is longer than kMostUnpackedBytes, or needs a dictionary and has none.
Result<std::string> Unpack(std::string_view padded, const Dictionary* dictionary);

// Two texts of JSON as long as this library reads them, and what stands around them.
inline constexpr std::size_t kMostUnpackedBytes = std::size_t{64} << 20;

}  // namespace bsup::core
