#include "policy/show/basis_words.h"

#include "base/catalogue.h"

namespace bsup::core {

const Text& TextOf(Basis basis) {
  switch (basis) {
    case Basis::kRule: return BasisText::kRule;
    case Basis::kGuidance: return BasisText::kGuidance;
    case Basis::kResearch: return BasisText::kResearch;
    case Basis::kLaw: return BasisText::kLaw;
    case Basis::kLocal: break;
  }
  return BasisText::kLocal;
}

}  // namespace bsup::core
