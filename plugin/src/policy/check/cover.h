// Is there a case in which every one of some modes is closed to a contact that counts?
//
// A case gives each fact a class, `unknown` among them. A mode is closed by a rule that rules it
// out or makes it a supplement; each such rule is a union of boxes. So: take the open mode that the
// fewest boxes close, intersect the case with each of these in turn, and go on with the modes still
// open.
#pragma once

#include <optional>
#include <vector>

#include "policy/compile/compiled.h"

namespace bsup::core {

struct CoveredCase {
  Indexed<FactIndex, ClassSet> domains;  // a fact that may be unknown is
  ByMode<EntryIndex> closed_by;          // the deciding rule; none for a mode not asked about
};

class CoverSearch {
 public:
  explicit CoverSearch(const CompiledPolicy& policy);

  // The smallest case (fewest known facts) that closes all of `modes`, meets every box of `also`
  // and in which advice is given; nothing where there is none.
  [[nodiscard]] std::optional<CoveredCase> Find(ModeSet modes,
                                                const std::vector<const Box*>& also) const;

 private:
  [[nodiscard]] bool Meet(const Box& box, CoveredCase& found, int most_known) const;
  [[nodiscard]] bool Close(ModeSet open, CoveredCase& found, int most_known) const;
  [[nodiscard]] bool Avoid(std::size_t next, CoveredCase& found, int most_known) const;

  const CompiledPolicy& policy_;
  std::vector<const Box*> closing_;  // boxes of rules that close a mode
  std::vector<std::vector<BoxTest>>
      avoided_;  // what no case may meet: suspensions of advice, and facts that cannot be together
};

// `risk.rosh = very high, contact.scheduled = false (all else unknown)`; "no fact is known".
std::string SayCase(const Policy& policy, const CompiledPolicy& compiled, const CoveredCase& found);

// Which of the rules that close a mode act because a fact is unknown, and what would let them wait:
// `"no-visits" applies while risk.rosh is unknown; ...`; empty where none does.
std::string SayUnknown(const Policy& policy, const CompiledPolicy& compiled,
                       const CoveredCase& found);

}  // namespace bsup::core
