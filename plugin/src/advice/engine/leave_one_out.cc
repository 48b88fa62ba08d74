#include "advice/engine/leave_one_out.h"

namespace bsup::core {

std::vector<LeftOut> LeaveOneOut(const BoxTable& table, const Classes& classes,
                                 const BoxBits& approved) {
  std::vector<LeftOut> left_out;
  const auto is_unknown = [&](FactIndex fact) { return !classes.IsKnown(fact); };
  left_out.reserve(table.tested().size());
  // What comes before each fact, then ANDed with what comes after it.
  BoxBits before = table.All();
  before -= approved;
  for (const FactIndex fact : table.tested()) {
    if (is_unknown(fact)) left_out.push_back({fact, before});
    before &= table.Mask(fact, classes[fact]);
  }
  BoxBits after = table.All();
  auto one = left_out.rbegin();
  for (auto fact = table.tested().rbegin(); fact != table.tested().rend(); ++fact) {
    if (is_unknown(*fact)) one++->others &= after;
    after &= table.Mask(*fact, classes[*fact]);
  }
  return left_out;
}

}  // namespace bsup::core
