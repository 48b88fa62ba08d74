#include "advice/form/form_side.h"

#include <algorithm>

#include "advice/engine/cadence_shown.h"
#include "advice/json/value_json.h"
#include "advice/text/cadence_words.h"
#include "advice/text/record_words.h"
#include "advice/text/words_of.h"
#include "base/say_day.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostContacts = 8;
constexpr int kDaysInWeek = 7;

bool IsPublished(CadenceShown shown) { return shown != CadenceShown::kNotPublished; }

std::string StateWords(const Speaker& speaker, const Cadence& rule, const CadenceAdvice& cadence) {
  if (!IsPublished(ShownOf(rule, cadence, speaker.advice.contact.date))) return "";
  std::string words = StateOfCadence(speaker, rule, cadence);
  if (cadence.reaches_in_spite) words += "; " + speaker.Say(AdviceText::kReachUnknown);
  return words;
}

// On `as_of`, whatever the contact's day is.
CadenceShown ShownToday(const Speaker& speaker, const Cadence& rule, const CadenceAdvice& cadence) {
  const Day today = speaker.advice.as_of;
  const CadenceShown shown = ShownOf(rule, cadence, today);
  if (shown > CadenceShown::kOverdue || !cadence.due) return shown;
  if (*cadence.due < today) return CadenceShown::kOverdue;
  return *cadence.due == today ? CadenceShown::kDue : CadenceShown::kKept;
}

// The mode that the contact would be by: the planned one, else the lead; of those that count.
ModeIndex KeepingMode(const Speaker& speaker) {
  const ModeIndex planned = speaker.advice.contact.planned;
  const ModeIndex mode = planned ? planned : speaker.advice.decision.outcome.lead;
  return mode && speaker.ModeAt(mode).standing.usable() && !speaker.IsAdditional() ? mode
                                                                                   : ModeIndex();
}

// The next due day if this contact takes place; nothing where the rule has none.
std::optional<Day> NextIfKept(const Speaker& speaker, const Cadence& rule,
                              const CadenceAdvice& cadence) {
  const ModeIndex mode = KeepingMode(speaker);
  if (!cadence.due || !mode) return cadence.due;
  const bool in_person = speaker.policy.modes[mode].in_person;
  switch (rule.kind) {
    case CadenceKind::kInPersonEveryWeeks:
      if (!in_person) return cadence.due;
      return speaker.advice.contact.date + kDaysInWeek * rule.amount;
    case CadenceKind::kContactEveryWeeks:
      return speaker.advice.contact.date + kDaysInWeek * rule.amount;
    case CadenceKind::kFirstHomeVisitDays:
      if (rule.home_visit_modes.Has(mode)) return std::nullopt;
      return cadence.due;
    case CadenceKind::kRemoteInARowMost:
    case CadenceKind::kNotPublished: break;
  }
  return std::nullopt;
}

void WriteCadence(JsonWriter& json, const Speaker& speaker) {
  WriteEach(json, "cadence", speaker.advice.cadence, [&](const CadenceAdvice& cadence) {
    const Cadence& rule = speaker.policy.cadence[cadence.rule];
    const CadenceShown shown = ShownOf(rule, cadence, speaker.advice.contact.date);
    json.Member("rule", rule.id);
    json.Member("what", RuleOfCadence(speaker, rule));
    WriteTextOrNull(json, "state", StateWords(speaker, rule, cadence));
    json.Member("late", shown == CadenceShown::kOverdue);
    json.Member("today", NameOf(kCadenceShownNames, ShownToday(speaker, rule, cadence)));
    json.Member("due", cadence.due);
    json.Member("next_if_kept", NextIfKept(speaker, rule, cadence));
  });
}

std::size_t LengthOfLetter(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// A letter for each mode: the first of its label that no earlier mode has.
Indexed<ModeIndex, std::string> Letters(const Speaker& speaker) {
  Indexed<ModeIndex, std::string> letters;
  for (const ModeIndex mode : speaker.policy.modes.indexes()) {
    const std::string label = speaker.ModeLabel(mode);
    std::string chosen;
    for (std::size_t i = 0; i < label.size() && chosen.empty();) {
      std::string letter = Capital(label.substr(i, LengthOfLetter(label[i])));
      i += letter.size();
      const bool taken = std::ranges::find(letters, letter) != letters.end();
      if (!taken && letter != " " && letter != "-") chosen = letter;
    }
    letters.push_back(chosen);
  }
  return letters;
}

void WriteContacts(JsonWriter& json, const Speaker& speaker) {
  std::vector<const PastContact*> contacts;
  for (const PastContact& contact : speaker.a_case.history.contacts) {
    if (contact.day <= speaker.advice.as_of) contacts.push_back(&contact);
  }
  if (contacts.size() > kMostContacts)
    contacts.erase(contacts.begin(), contacts.end() - kMostContacts);
  const Indexed<ModeIndex, std::string> letters = Letters(speaker);
  WriteEach(json, "contacts", contacts, [&](const PastContact* contact) {
    const std::string label =
        contact->mode ? speaker.ModeLabel(contact->mode) : speaker.Say(FormText::kUnknownMode);
    const bool in_person = contact->mode && speaker.policy.modes[contact->mode].in_person;
    json.Member("day", contact->day);
    WriteMode(json, "mode", speaker.policy, contact->mode);
    json.Member("letter", contact->mode ? letters[contact->mode] : "?");
    json.Member("in_person", in_person);
    json.Member("remote", contact->mode && !in_person);
    json.Member("attendance", NameOf(kAttendanceNames, contact->attendance));
    json.Member("words",
                speaker.Say(FormText::kContactTold, {SayDay(contact->day, speaker.language), label,
                                                     speaker.Say(TextOf(contact->attendance))}));
  });
}

}  // namespace

std::string LateWords(const Speaker& speaker) {
  for (const CadenceAdvice& cadence : speaker.advice.cadence) {
    const Cadence& rule = speaker.policy.cadence[cadence.rule];
    if (ShownOf(rule, cadence, speaker.advice.contact.date) == CadenceShown::kOverdue)
      return RuleOfCadence(speaker, rule) + ": " + StateWords(speaker, rule, cadence);
  }
  return "";
}

void WriteFormSide(JsonWriter& json, const Speaker& speaker) {
  WriteCadence(json, speaker);
  WriteContacts(json, speaker);
  WriteEach(json, "material", speaker.advice.resources, [&](const Acting& acting) {
    const Resource& resource = speaker.policy.resources[acting.ref.index];
    json.Member("title", speaker.Say(resource.title));
    json.Member("minutes", speaker.Say(AdviceText::kMinutes, {std::to_string(resource.minutes)}));
  });
  json.Member("record", RecordWords(speaker));
}

}  // namespace bsup::core
