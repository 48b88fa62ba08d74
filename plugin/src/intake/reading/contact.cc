#include "intake/reading/contact.h"

#include "base/object_reader.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

std::optional<Day> NeedDate(ObjectReader& reader, const std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  const auto date = reader.TakeDay("date");
  if (!date && problems.size() == before)
    reader.Add("date", "is missing; give the day of the contact, as 2026-11-30");
  return date;
}

// The value of a `contact.*` fact; unknown where it is left out or the pack does not declare the
// fact.
FactValue TakeFact(ObjectReader& reader, std::string_view key, FactIndex index,
                   const Policy& policy) {
  const JsonNode* node = reader.Take(key);
  if (node == nullptr || !index) return kUnknown;
  const Fact& fact = policy.facts[index];
  const auto value = fact.Read(*node);
  if (!value) reader.Add(key, fact.NotAValue(*node));
  return value.value_or(kUnknown);
}

ModeIndex TakeMode(ObjectReader& reader, std::string_view key, const Policy& policy) {
  const auto text = reader.TakeText(key);
  if (!text) return {};
  const ModeIndex mode = policy.ModeNamed(*text);
  if (!mode) {
    std::vector<std::string> known;
    for (const Mode& candidate : policy.modes) known.push_back(candidate.id);
    const std::string near = DidYouMean(*text, known);
    reader.Add(key, Quoted(*text) + " is not a mode of contact" +
                        (near.empty() ? ": " + OneOf(known) : near));
  }
  return mode;
}

}  // namespace

Result<ContactHead> ReadContactHead(const JsonNode& node) {
  std::vector<Problem> problems;
  ObjectReader reader(node, "/contact", problems);
  ContactHead head;
  if (node.is_object()) {
    if (const auto date = NeedDate(reader, problems)) head.date = *date;
    if (const auto region = reader.TakeText("region")) head.region = *region;
  }
  if (!problems.empty()) return Error(Status::kBadInput, std::move(problems));
  return head;
}

Result<Contact> ReadContact(const JsonNode& node, const Policy& policy) {
  std::vector<Problem> problems;
  ObjectReader reader(node, "/contact", problems);
  Contact contact;
  if (node.is_object()) {
    const auto date = NeedDate(reader, problems);
    contact.purpose = TakeFact(reader, "purpose", policy.contact.purpose, policy);
    contact.scheduled = TakeFact(reader, "scheduled", policy.contact.scheduled, policy);
    contact.with = TakeFact(reader, "with", policy.contact.with, policy);
    contact.role = TakeFact(reader, "role", policy.contact.role, policy);
    contact.planned = TakeMode(reader, "planned", policy);
    contact.next = reader.TakeDay("next");
    reader.TakeText("region");
    reader.Finish();
    if (date) contact.date = *date;
    if (date && contact.next && *contact.next < *date) {
      reader.Add("next", "is before the contact's own date; give the contact that comes after it");
    }
  }
  if (!problems.empty()) return Error(Status::kBadInput, std::move(problems));
  return contact;
}

}  // namespace bsup::core
