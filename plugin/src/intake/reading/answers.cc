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
    if (found == policy_.safeguards.end()) {
      if (IsElsewhere(&LoadedIds::confirmed, id))
        return Lapse(std::string(id), false, Lapsed::Why::kOtherPolicy, as_of_);
      return Add(where, Unknown("safeguard", id, Ids(policy_.safeguards)));
    }
    const RuleIndex index = policy_.safeguards.IndexOf(*found);
    if (std::ranges::find(case_.confirmed, index) == case_.confirmed.end())
      case_.confirmed.push_back(index);
  }

  void Lapse(std::string name, bool approval, Lapsed::Why why, Day day) {
    case_.lapsed.push_back({std::move(name), approval, why, day});
  }

  // Whether it is an id of another policy that was loaded with this one, so that a person who moves
  // to another region, or a new version of a pack, makes no stored answer a mistake.
  [[nodiscard]] bool IsElsewhere(LoadedIds::Ids LoadedIds::*kind, std::string_view id) const {
    return policy_.loaded && (*policy_.loaded.*kind).contains(id);
  }

  // A value with what is said of it: plain, or { value, who, day, contact }.
  struct Said {
    const JsonNode* value = nullptr;  // null where it is missing
    Day day;
    std::optional<Day> contact;
  };
  Said ReadSaid(const JsonNode& node, const std::string& where) {
    Said said{&node, as_of_, std::nullopt};
    if (!node.is_object()) return said;
    ObjectReader reader(node, where, problems_);
    said.value = reader.Take("value");
    reader.TakeText("who");
    said.day = reader.TakeDay("day").value_or(as_of_);
    said.contact = reader.TakeDay("contact");
    reader.Finish();
    return said;
  }

  void ReadAnswer(const JsonMember& member) {
    const std::string where = "/answers/" + PointerToken(member.key);
    const auto question = std::ranges::find(policy_.questions, member.key, &JointQuestion::id);
    if (question != policy_.questions.end()) return ReadPlainNo(*question, member.value, where);
    const FactIndex index = policy_.FactNamed(member.key);
    if (!index && !IsElsewhere(&LoadedIds::answered, member.key))
      return Add(where, Unknown("fact", member.key, Ids(policy_.facts)));
    const Said said = ReadSaid(member.value, where);
    if (said.value == nullptr) return;
    if (!index) return Lapse(std::string(member.key), false, Lapsed::Why::kOtherPolicy, said.day);
    const Fact& fact = policy_.facts[index];
    // A count in an answer is never negative, even where the bounds of the fact are.
    const bool negative = said.value->is_integer() && said.value->integer() < 0;
    const auto read = negative ? std::nullopt : fact.ReadNearest(*said.value);
    if (!read) return Add(where, fact.NotAValue(*said.value));
    Take({index, *read}, said);
  }

  // A question that settles several facts is answered by a plain no; a yes does not say which.
  void ReadPlainNo(const JointQuestion& question, const JsonNode& node, const std::string& where) {
    const Said said = ReadSaid(node, where);
    if (said.value == nullptr) return;
    if (!said.value->is_bool() || said.value->boolean()) {
      std::vector<std::string> facts;
      for (const JointQuestion::Flag& flag : question.flags)
        facts.push_back(policy_.facts[flag.fact].id);
      return Add(where, "settles the whole question, so it may only be false; otherwise answer " +
                            OneOf(facts));
    }
    for (const JointQuestion::Flag& flag : question.flags) Take({flag.fact, flag.no}, said);
  }

  // The answer, if it holds.
  void Take(Answer answer, const Said& said) {
    const Fact& fact = policy_.facts[answer.fact];
    if (said.day > as_of_) return Lapse(fact.id, false, Lapsed::Why::kFromTheFuture, said.day);
    if (!fact.IsWorst(answer.value)) {
      if (fact.holds_days && as_of_ - said.day > *fact.holds_days)
        return Lapse(fact.id, false, Lapsed::Why::kTooOld, said.day);
      if (fact.holds_for_contact && !IsOfThisContact(said.day, said.contact))
        return Lapse(fact.id, false, Lapsed::Why::kOtherContact, said.day);
    }
    answers_.push_back(answer);
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
    const bool known = found != policy_.principles.end();
    if ((known || IsElsewhere(&LoadedIds::approved, *principle)) &&
        (approver || IsElsewhere(&LoadedIds::approvers, *role)) && !(known && approver))
      return Lapse(std::string(*principle), true, Lapsed::Why::kOtherPolicy, day);
    if (!known) {
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
