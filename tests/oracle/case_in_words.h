// A case on the shipped packs, told in the packs' own words, and the advice on it asked in the same
// words.
//
// Say what is known, in any order, then Advise.
#pragma once

#include <memory>
#include <string_view>

#include "advice/engine/advice.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core::oracle {

class CaseInWords {
 public:
  // Nothing is known but the day, which is also the day the advice is asked for. Throws
  // std::runtime_error for a name the pack does not have, as all below.
  explicit CaseInWords(std::string_view date, std::string_view region = "");

  // A person at medium risk and long known, in tier D, with a start and a recent office visit, no
  // flag raised, nothing in the way of any mode, and every fact known. The contact is a supervision
  // meeting planned in advance, with the person, that counts.
  static CaseInWords Ordinary(std::string_view date, std::string_view region = "");

  // `value` as a pack writes it, or `unknown`; facts of the contact too.
  CaseInWords& Is(std::string_view fact, std::string_view value);
  CaseInWords& Planned(std::string_view mode);
  CaseInWords& Next(std::string_view date);
  CaseInWords& Start(std::string_view date);
  CaseInWords& TookOver(std::string_view date);
  CaseInWords& NoHistory();
  CaseInWords& EmptyHistory();
  // Days in order; `mode` may be `unknown`.
  CaseInWords& Past(std::string_view date, std::string_view mode, Attendance attendance);
  CaseInWords& Approved(std::string_view principle, std::string_view role);
  CaseInWords& Confirmed(std::string_view safeguard);
  CaseInWords& Shown(std::string_view key);
  CaseInWords& SomebodyElses();

  [[nodiscard]] Advice Advise() const;

  [[nodiscard]] const PolicyInForce& in_force() const { return *policy_; }
  [[nodiscard]] const Policy& policy() const { return policy_->policy; }
  [[nodiscard]] const Contact& contact() const { return contact_; }
  [[nodiscard]] const Case& a_case() const { return case_; }
  [[nodiscard]] Day as_of() const { return contact_.date; }

  // The id of the lead, or `no advice`, `refer suspended`, `refer`.
  [[nodiscard]] std::string Lead(const Advice& advice) const;
  [[nodiscard]] const ModeAdvice& Mode(const Advice& advice, std::string_view mode) const;
  // Whether a rule of that id is among those acting.
  [[nodiscard]] bool Names(const std::vector<Acting>& acting, std::string_view rule) const;
  [[nodiscard]] bool Asks(const Advice& advice, std::string_view fact) const;
  [[nodiscard]] const CadenceAdvice* Clock(const Advice& advice, std::string_view rule) const;
  [[nodiscard]] FactValue Value(const Advice& advice, std::string_view fact) const;

 private:
  [[nodiscard]] FactIndex FactNamed(std::string_view id) const;
  [[nodiscard]] ModeIndex ModeNamed(std::string_view id) const;

  std::shared_ptr<const PolicyInForce> policy_;
  Contact contact_;
  Case case_;
};

}  // namespace bsup::core::oracle
