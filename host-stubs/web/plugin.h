// The plugin, loaded: one session, one policy, one mapping and one trail for the whole host.
#pragma once

#include <blended_supervision/plugin.hpp>
#include <boost/json/object.hpp>
#include <boost/shared_ptr.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "caseload.h"
#include "contact_form.h"

namespace web {

struct PluginOptions {
  std::string library;  // empty: beside this program, or in ../lib
  std::vector<std::string> policies;
  std::string mapping;
  std::string trail;            // a file; made where it is not there
  std::chrono::sys_days today;  // the day of the sample caseload
};

class Plugin {
 public:
  // Throws bsup::Error or std::runtime_error where something cannot be loaded.
  explicit Plugin(PluginOptions options);

  // Advice on the contact of the form, with what is `known` of the case besides. Throws bsup::Error; BSUP_BAD_INPUT where the form says what
  // the policy does not know.
  [[nodiscard]] bsup::Advice Advise(const Person& person, const ContactForm& form,
                                    const boost::json::object& known) const;
  // The contact that the case has next, as a form to begin with; no mode is chosen.
  [[nodiscard]] ContactForm Begin(const Person& person) const;
  // What a page shows of advice, beside the field where the mode is chosen.
  [[nodiscard]] boost::json::object FormOf(const bsup::Advice& advice, bsup::Language language,
                                           const ContactForm& form) const;
  // Changes with the case, what is known besides, the policy, the mapping, the library and the day,
  // and with nothing else.
  [[nodiscard]] std::string Basis(const Person& person, const boost::json::object& known) const;

  [[nodiscard]] bsup::Trail& trail() { return trail_; }
  [[nodiscard]] const bsup::Session& session() const { return session_; }
  [[nodiscard]] const PluginOptions& options() const { return options_; }
  // The ids of the policy's modes, in its order.
  [[nodiscard]] std::vector<std::string> Modes() const;
  [[nodiscard]] bool InPerson(const std::string& mode) const;
  // A mode's name; its id where the policy has no such mode.
  [[nodiscard]] std::string ModeLabel(const std::string& mode, bsup::Language language) const;
  // A role's name; the role where the policy has no such role.
  [[nodiscard]] std::string RoleLabel(const std::string& role, bsup::Language language) const;
  // A reason code's words; the code where the policy has no such code.
  [[nodiscard]] std::string ReasonLabel(const std::string& code, bsup::Language language) const;
  // The title and version of the policy, for the foot of a page.
  [[nodiscard]] std::string PolicyTitle(bsup::Language language) const;

 private:
  [[nodiscard]] std::string Label(const char* list, const std::string& id,
                                  bsup::Language language) const;

  PluginOptions options_;
  boost::shared_ptr<const bsup_api> api_;  // outlives all that follow
  bsup::Session session_;
  bsup::Policy policy_;
  bsup::Mapping mapping_;
  bsup::Trail trail_;
  boost::json::object described_;  // the national policy of today
};

}  // namespace web
