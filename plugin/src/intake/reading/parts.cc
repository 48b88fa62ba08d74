#include "intake/reading/parts.h"

#include <algorithm>

#include "intake/mapping/fold.h"
#include "intake/mapping/table.h"
#include "intake/reading/names.h"

namespace bsup::core {
namespace {

// Who a part says it is about; what it does not carry is null.
struct Identity {
  const JsonNode* case_number = nullptr;
  const JsonNode* forename = nullptr;
  const JsonNode* surname = nullptr;
  std::optional<Day> birth_date;
};

const JsonNode* Carried(const std::optional<Pointer>& at, const JsonNode& part) {
  const JsonNode* node = at ? at->In(part) : nullptr;
  if (node == nullptr || node->is_integer()) return node;
  return node->is_string() && !node->string().empty() ? node : nullptr;
}

Identity IdentityOf(const DateRules& dates, const Part& part, const JsonNode& node) {
  Identity who;
  who.case_number = Carried(part.case_number, node);
  who.forename = Carried(part.forename, node);
  who.surname = Carried(part.surname, node);
  const JsonNode* born = Carried(part.birth_date, node);
  const auto day = born == nullptr ? std::nullopt : dates.Read(*born);
  if (day) who.birth_date = day->day;
  return who;
}

// True too where either side does not carry it, or carries only a spelling of "not known".
bool Agree(const Mapping& mapping, const JsonNode* a, const JsonNode* b) {
  if (a == nullptr || b == nullptr) return true;
  const ScalarText left(*a);
  const ScalarText right(*b);
  if (left.text() == right.text() || Folded(left.text()).text() == Folded(right.text()).text())
    return true;
  return !mapping.Says(a) || !mapping.Says(b);
}

// The same for names.
bool AgreeOnName(const Mapping& mapping, const JsonNode* a, const JsonNode* b) {
  if (a == nullptr || b == nullptr || !mapping.Says(a) || !mapping.Says(b)) return true;
  return IsOneName(ScalarText(*a).text(), ScalarText(*b).text());
}

bool IsFailed(const FailedLook& look, const JsonNode& node) {
  return node.is_object() ? look.Matches(node) : !node.is_array();
}

// The case number of the payload, with the name and birth date of the first part that carries it.
Identity Reference(const Mapping& mapping, const JsonNode& payload,
                   const std::vector<FoundPart>& parts, const std::vector<Identity>& who) {
  Identity reference;
  for (const Pointer& at : mapping.case_number) {
    const JsonNode* number = at.In(payload);
    if (!mapping.Says(number)) continue;
    reference.case_number = number;
    break;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state != PartState::kUsable || who[i].case_number == nullptr) continue;
    if (reference.case_number == nullptr) reference.case_number = who[i].case_number;
    if (!Agree(mapping, reference.case_number, who[i].case_number)) continue;
    if (who[i].surname == nullptr && !who[i].birth_date) continue;
    reference.forename = who[i].forename;
    reference.surname = who[i].surname;
    reference.birth_date = who[i].birth_date;
    break;
  }
  return reference;
}

// Compares a part with the case. One person has one case number and birth date, and several
// spellings of a name: where the part carries both and both agree, the name does not decide.
void Compare(const Mapping& mapping, const Identity& who, const Identity& reference,
             FoundPart& part) {
  const bool both_born = who.birth_date && reference.birth_date;
  const bool same_name = AgreeOnName(mapping, who.surname, reference.surname) &&
                         AgreeOnName(mapping, who.forename, reference.forename);
  if (!Agree(mapping, who.case_number, reference.case_number)) {
    part.differs = "case number";
  } else if (same_name) {
    if (both_born && *who.birth_date != *reference.birth_date) part.differs = "birth date";
  } else if (both_born && *who.birth_date == *reference.birth_date &&
             mapping.Says(who.case_number) && mapping.Says(reference.case_number)) {
    part.other_name = true;
  } else {
    part.differs = "name";
  }
}

}  // namespace

std::vector<FoundPart> FindParts(const Mapping& mapping, const JsonNode& payload) {
  std::vector<FoundPart> parts(mapping.parts.size());
  std::vector<Identity> who(mapping.parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = mapping.parts[i];
    const JsonNode* node = part.at.In(payload);
    if (std::ranges::any_of(part.failed_with, [&](const Pointer& marker) {
          return mapping.failed.Says(marker.In(payload));
        })) {
      parts[i] = {PartState::kFailed, node};
      continue;
    }
    if (node == nullptr || (part.only_with && part.only_with->In(*node) == nullptr)) continue;
    parts[i].node = node;
    parts[i].state = IsFailed(mapping.failed, *node) ? PartState::kFailed : PartState::kUsable;
    if (parts[i].state == PartState::kUsable) who[i] = IdentityOf(mapping.dates, part, *node);
  }
  const Identity reference = Reference(mapping, payload, parts, who);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state != PartState::kUsable) continue;
    Compare(mapping, who[i], reference, parts[i]);
    if (*parts[i].differs != '\0') parts[i].state = PartState::kOther;
  }
  return parts;
}

}  // namespace bsup::core
