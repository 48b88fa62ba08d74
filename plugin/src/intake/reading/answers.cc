#include "intake/reading/answers.h"

#include <algorithm>

#include "base/object_reader.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

template <class T>
std::vector<std::string> Ids(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

std::string Unknown(const std::string& kind, std::string_view id,
                    const std::vector<std::string>& known) {
  return "unknown " + kind + " " + Quoted(id) + DidYouMean(id, known);
}

class AnswersReader {
 public:
  AnswersReader(const Policy& policy, const Contact& contact, Day as_of, Case& into)
      : policy_(policy), contact_(contact), as_of_(as_of), case_(into) {}

  Result<std::vector<Answer>> Read(const JsonNode& node) {
    ObjectReader answers(node, "/answers", problems_);
    for (const JsonMember& member : node.members()) {
      if (member.value.is_null()) continue;
      if (member.key == "approvals") {
        answers.ForEach("approvals", [&](const JsonNode& approval, const std::string& where) {
          ReadApproval(approval, where);
        });
      } else if (member.key == "confirmed") {
        answers.ForEachText("confirmed", [&](std::string_view id, const std::string& where) {
          Confirm(id, where);
        });
        std::ranges::sort(case_.confirmed);
      } else if (member.key == "shown") {
        answers.ForEachText("shown", [&](std::string_view key, const std::string&) {
          case_.shown.emplace_back(key);
        });
      } else {
        ReadAnswer(member);
      }
    }
    if (!problems_.empty()) return Error(Status::kBadInput, std::move(problems_));
    return std::move(answers_);
  }

 private:
  void Add(std::string where, std::string what) {
    problems_.push_back({std::move(where), std::move(what)});
  }

  void Confirm(std::string_view id, const std::string& where) {
    const auto found = std::ranges::find(policy_.safeguards, id, &Safeguard::id);
    if (found == policy_.safeguards.end())
      return Add(where, Unknown("safeguard", id, Ids(policy_.safeguards)));
    const RuleIndex index = policy_.safeguards.IndexOf(*found);
    if (std::ranges::find(case_.confirmed, index) == case_.confirmed.end())
      case_.confirmed.push_back(index);
  }

  void Lapse(std::string name, bool approval, Lapsed::Why why, Day day) {
    case_.lapsed.push_back({std::move(name), approval, why, day});
  }

  // A plain value, or { value, who, day, contact }.
  void ReadAnswer(const JsonMember& member) {
    const std::string where = "/answers/" + PointerToken(member.key);
    const FactIndex index = policy_.FactNamed(member.key);
    if (!index) return Add(where, Unknown("fact", member.key, Ids(policy_.facts)));
    const Fact& fact = policy_.facts[index];
    const JsonNode* value = &member.value;
    Day day = as_of_;
    std::optional<Day> contact;
    if (member.value.is_object()) {
      ObjectReader reader(member.value, where, problems_);
      value = reader.Take("value");
      reader.TakeText("who");
      day = reader.TakeDay("day").value_or(as_of_);
      contact = reader.TakeDay("contact");
      reader.Finish();
      if (value == nullptr) return;
    }
    // A count in an answer is never negative, even where the bounds of the fact are.
    const bool negative = value->is_integer() && value->integer() < 0;
    const auto read = negative ? std::nullopt : fact.ReadNearest(*value);
    if (!read) return Add(where, fact.NotAValue(*value));
    if (day > as_of_) return Lapse(fact.id, false, Lapsed::Why::kFromTheFuture, day);
    if (!fact.IsWorst(*read)) {
      if (fact.holds_days && as_of_ - day > *fact.holds_days)
        return Lapse(fact.id, false, Lapsed::Why::kTooOld, day);
      if (fact.holds_for_contact && !IsOfThisContact(day, contact))
        return Lapse(fact.id, false, Lapsed::Why::kOtherContact, day);
    }
    answers_.push_back({index, *read});
  }

  // An answer that does not say for which contact it was given was given for the one that was
  // advised on that day.
  [[nodiscard]] bool IsOfThisContact(Day day, std::optional<Day> contact) const {
    return contact ? *contact == contact_.date : day == as_of_;
  }

  void ReadApproval(const JsonNode& node, const std::string& where) {
    const std::size_t before = problems_.size();
    ObjectReader reader(node, where, problems_);
    if (!node.is_object()) return;
    const auto principle = reader.TakeText("principle");
    const auto role = reader.TakeText("role");
    reader.TakeText("who");
    const Day day = reader.TakeDay("day").value_or(as_of_);
    const Day until = reader.TakeDay("until").value_or(contact_.date);
    reader.Finish();
    if (problems_.size() > before) return;
    if (!principle) return reader.Add("principle", "is missing; name what was approved");
    if (!role) return reader.Add("role", "is missing; name the role that approved");
    const auto found = std::ranges::find(policy_.principles, *principle, &Principle::id);
    const RoleIndex approver = policy_.ApproverNamed(*role);
    const Suspension* suspension = SuspensionOf(*principle);
    if (found == policy_.principles.end() && suspension != nullptr) {
      return Lapse(std::string(*principle), true, Lapsed::Why::kSuspended, suspension->until);
    }
    if (found == policy_.principles.end()) {
      reader.Add("principle", Unknown("principle", *principle, Ids(policy_.principles)));
    }
    if (!approver) reader.Add("role", Unknown("role", *role, Ids(policy_.approvers)));
    if (problems_.size() > before) return;
    if (day > as_of_) return Lapse(found->id, true, Lapsed::Why::kFromTheFuture, day);
    if (until < contact_.date) return Lapse(found->id, true, Lapsed::Why::kEnded, until);
    if (day > contact_.date) return Lapse(found->id, true, Lapsed::Why::kFromTheFuture, day);
    case_.approvals.push_back({policy_.principles.IndexOf(*found), approver, day, until});
  }

  // The exceptional delivery model that holds on the contact's date and suspends the principle.
  [[nodiscard]] const Suspension* SuspensionOf(std::string_view principle) const {
    for (const Suspension& suspension : policy_.suspensions) {
      if (contact_.date < suspension.from || contact_.date > suspension.until) continue;
      const auto named = std::ranges::find(suspension.principles, principle);
      if (named != suspension.principles.end()) return &suspension;
    }
    return nullptr;
  }

  const Policy& policy_;
  const Contact& contact_;
  Day as_of_;
  Case& case_;
  std::vector<Problem> problems_;
  std::vector<Answer> answers_;
};

}  // namespace

Result<std::vector<Answer>> ReadAnswers(const JsonNode& node, const Policy& policy,
                                        const Contact& contact, Day as_of, Case& into) {
  return AnswersReader(policy, contact, as_of, into).Read(node);
}

}  // namespace bsup::core
