#include "intake/reading/host_value.h"

#include "intake/mapping/fold.h"
#include "intake/mapping/table.h"

namespace bsup::core {

std::optional<FactValue> ReadHostValue(const Fact& fact, const JsonNode& node) {
  if (fact.type == FactType::kCount) {
    const auto number = WholeNumber(node);
    return number ? fact.ReadNearest(JsonNode(*number)) : std::nullopt;
  }
  if (const auto exact = fact.Read(node)) return exact;
  const ScalarText scalar(node);
  if (!scalar.is_scalar()) return std::nullopt;
  const Folded written(scalar.text());
  const Range domain = fact.Domain();
  for (int value = domain.low; value <= domain.high; ++value) {
    const auto each = static_cast<FactValue>(value);
    if (Folded(fact.Spell(each)).text() == written.text()) return each;
  }
  return std::nullopt;
}

}  // namespace bsup::core
