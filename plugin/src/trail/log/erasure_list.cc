#include "trail/log/erasure_list.h"

#include <charconv>

#include "base/json_writer.h"
#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

constexpr std::string_view kKey = "{\"key\":\"";
constexpr std::string_view kSequences = "\",\"sequences\":[";

// Reads the text piece by piece.
class ListReader {
 public:
  explicit ListReader(std::string_view text) : rest_(text) {}

  bool Take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool Key(KeyId* key) {
    const std::string_view digits = rest_.substr(0, 2 * key->size());
    if (digits.size() != 2 * key->size()) return false;
    for (std::size_t i = 0; i < key->size(); ++i) {
      const char* two = digits.data() + 2 * i;
      if (std::from_chars(two, two + 2, (*key)[i], 16).ptr != two + 2) return false;
    }
    rest_.remove_prefix(digits.size());
    return Hex(Bytes(*key)) == digits;
  }

  std::optional<std::uint64_t> Number() {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc()) return std::nullopt;
    const auto digits = static_cast<std::size_t>(end - rest_.data());
    if (digits > 1 && rest_.front() == '0') return std::nullopt;
    rest_.remove_prefix(digits);
    return number;
  }

  [[nodiscard]] bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace

std::string ErasureList::ToString() const {
  JsonWriter json;
  json.Object();
  json.Member("key", Hex(Bytes(key)));
  json.Member("sequences", sequences);
  json.EndObject();
  return json.Take();
}

std::optional<ErasureList> ErasureList::Parse(std::string_view text) {
  ErasureList list;
  ListReader reader(text);
  if (!reader.Take(kKey) || !reader.Key(&list.key) || !reader.Take(kSequences)) return std::nullopt;
  while (!reader.Take("]}")) {
    if (!list.sequences.empty() && !reader.Take(",")) return std::nullopt;
    const std::optional<std::uint64_t> listed = reader.Number();
    if (!listed) return std::nullopt;
    if (!list.sequences.empty() && *listed <= list.sequences.back()) return std::nullopt;
    list.sequences.push_back(*listed);
  }
  if (!reader.AtEnd()) return std::nullopt;
  return list;
}

}  // namespace bsup::core
