#include "oracle/case_in_words.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>

#include "advice/engine/advise.h"
#include "oracle/packs.h"
#include "oracle/slow_rules.h"

namespace bsup::core::oracle {
namespace {

Day DayOf(std::string_view date) {
  const auto day = Day::Parse(date);
  if (!day) throw std::runtime_error("no such day: " + std::string(date));
  return *day;
}

template <class At, class T>
At IndexOf(const Indexed<At, T>& all, std::string_view id) {
  for (const At at : all.indexes()) {
    if (all[at].id == id) return at;
  }
  throw std::runtime_error("the pack has no \"" + std::string(id) + "\"");
}

FactValue ValueNamed(const Fact& fact, std::string_view text) {
  if (text == "unknown") return kUnknown;
  if (fact.type == FactType::kFlag && (text == "true" || text == "false"))
    return text == "true" ? 1 : 0;
  if (fact.type == FactType::kCount) {
    FactValue number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
      return number;
  }
  for (std::size_t i = 0; i < fact.values.size(); ++i) {
    if (fact.values[i] == text) return static_cast<FactValue>(i);
  }
  throw std::runtime_error(fact.id + " is never \"" + std::string(text) + "\"");
}

// What an ordinary case has otherwise than no, none or the least.
constexpr std::pair<std::string_view, std::string_view> kOrdinary[] = {
    {"contact.purpose", "supervision meeting"},
    {"contact.scheduled", "true"},
    {"contact.with", "person"},
    {"contact.role", "counts"},
    {"contact.safe_to_call", "true"},
    {"contact.private_place", "true"},
    {"risk.rosh", "medium"},
    {"risk.stable", "true"},
    {"risk.home_visit_assessed", "true"},
    {"case.phase", "standard"},
    {"case.on_supervision_package", "true"},
    {"case.tier_v2", "C1"},
    {"case.tier_v3", "D"},
    {"sentence.active", "true"},
    {"sentence.type", "community order"},
    {"circumstances.telephone", "true"},
    {"circumstances.device", "true"},
    {"circumstances.office_open", "true"},
    {"circumstances.agrees_to_check_in", "true"},
    {"circumstances.prefers", "office"},
};

}  // namespace

CaseInWords::CaseInWords(std::string_view date, std::string_view region)
    : policy_(Shipped(region, date)) {
  contact_.date = DayOf(date);
  case_.region = region;
  case_.facts.assign(policy().facts.size(), kUnknown);
  case_.from.assign(policy().facts.size(), "");
}

CaseInWords CaseInWords::Ordinary(std::string_view date, std::string_view region) {
  CaseInWords ordinary(date, region);
  for (const Fact& fact : ordinary.policy().facts) {
    if (!fact.derive && !fact.cadence) {
      ordinary.Is(fact.id, fact.type == FactType::kFlag    ? "false"
                           : fact.type == FactType::kCount ? "0"
                                                           : fact.values[0]);
    }
  }
  for (const auto& [fact, value] : kOrdinary) ordinary.Is(fact, value);
  const Day day = DayOf(date);
  ordinary.Start((day - 300).ToString()).TookOver((day - 300).ToString());
  ordinary.Past((day - 290).ToString(), "home visit", Attendance::kAttended);
  ordinary.Past((day - 14).ToString(), "office", Attendance::kAttended);
  return ordinary;
}

CaseInWords& CaseInWords::Is(std::string_view fact, std::string_view value) {
  const FactIndex index = FactNamed(fact);
  const FactValue known = ValueNamed(policy().facts[index], value);
  if (index == policy().contact.purpose) {
    contact_.purpose = known;
  } else if (index == policy().contact.scheduled) {
    contact_.scheduled = known;
  } else if (index == policy().contact.with) {
    contact_.with = known;
  } else if (index == policy().contact.role) {
    contact_.role = known;
  } else {
    case_.facts[index] = known;
    case_.from[index] = known == kUnknown ? "" : "answers";
  }
  return *this;
}

CaseInWords& CaseInWords::Planned(std::string_view mode) {
  contact_.planned = ModeNamed(mode);
  return *this;
}

CaseInWords& CaseInWords::Next(std::string_view date) {
  contact_.next = DayOf(date);
  return *this;
}

CaseInWords& CaseInWords::Start(std::string_view date) {
  case_.history.start = DayOf(date);
  return *this;
}

CaseInWords& CaseInWords::TookOver(std::string_view date) {
  case_.history.took_over = DayOf(date);
  return *this;
}

CaseInWords& CaseInWords::NoHistory() {
  case_.history = {};
  return *this;
}

CaseInWords& CaseInWords::EmptyHistory() {
  case_.history.given = true;
  case_.history.contacts.clear();
  return *this;
}

CaseInWords& CaseInWords::Past(std::string_view date, std::string_view mode,
                               Attendance attendance) {
  case_.history.given = true;
  case_.history.contacts.push_back(
      {DayOf(date), mode == "unknown" ? ModeIndex() : ModeNamed(mode), attendance});
  return *this;
}

CaseInWords& CaseInWords::Approved(std::string_view principle, std::string_view role) {
  case_.approvals.push_back({IndexOf(policy().principles, principle),
                             IndexOf(policy().approvers, role), contact_.date, contact_.date});
  return *this;
}

CaseInWords& CaseInWords::Confirmed(std::string_view safeguard) {
  case_.confirmed.push_back(IndexOf(policy().safeguards, safeguard));
  std::sort(case_.confirmed.begin(), case_.confirmed.end());
  return *this;
}

CaseInWords& CaseInWords::Shown(std::string_view key) {
  case_.shown.emplace_back(key);
  return *this;
}

CaseInWords& CaseInWords::SomebodyElses() {
  case_.others.push_back({"risk", "/risk", "case number"});
  return *this;
}

Advice CaseInWords::Advise() const {
  return bsup::core::Advise(*policy_, contact_, case_, as_of());
}

std::string CaseInWords::Lead(const Advice& advice) const {
  if (advice.decision.outcome == kOutcomeNoAdvice) return "no advice";
  if (advice.decision.outcome == kOutcomeReferSuspended) return "refer suspended";
  if (advice.decision.outcome == kOutcomeReferNothing) return "refer";
  return policy().modes[advice.decision.outcome.lead].id;
}

const ModeAdvice& CaseInWords::Mode(const Advice& advice, std::string_view mode) const {
  return advice.modes[ModeNamed(mode)];
}

bool CaseInWords::Names(const std::vector<Acting>& acting, std::string_view rule) const {
  const SlowRules rules(policy());
  return std::ranges::any_of(
      acting, [&](const Acting& each) { return rules.Of(each.ref).rule->id == rule; });
}

bool CaseInWords::Asks(const Advice& advice, std::string_view fact) const {
  const FactIndex index = FactNamed(fact);
  return std::ranges::any_of(advice.ask, [&](const Question& question) {
    return std::ranges::find(question.facts, index) != question.facts.end();
  });
}

const CadenceAdvice* CaseInWords::Clock(const Advice& advice, std::string_view rule) const {
  const RuleIndex index = IndexOf(policy().cadence, rule);
  const auto found = std::ranges::find(advice.cadence, index, &CadenceAdvice::rule);
  return found == advice.cadence.end() ? nullptr : &*found;
}

FactValue CaseInWords::Value(const Advice& advice, std::string_view fact) const {
  return advice.facts[FactNamed(fact)];
}

FactIndex CaseInWords::FactNamed(std::string_view id) const { return IndexOf(policy().facts, id); }

ModeIndex CaseInWords::ModeNamed(std::string_view id) const { return IndexOf(policy().modes, id); }

}  // namespace bsup::core::oracle
