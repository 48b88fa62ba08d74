// A step in arranging a contact: the draft that the path names, and the advice on it as it is now.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app.h"

namespace web::pages {

struct DraftStep {
  Draft draft;
  const Person* person;
};

// Nothing where there is no such draft, it is somebody else's, or the case is not for the visitor.
std::optional<DraftStep> FindDraft(const Visit& visit);
// What the plugin says of the draft, for a page. Throws bsup::Error, BSUP_BAD_INPUT too where the
// form says what the policy does not know.
boost::json::object ViewOf(const Visit& visit, const DraftStep& step);
// What the advice on the draft is made from: see Plugin::Basis.
std::string BasisOf(const Visit& visit, const Person& person);
// Whether the plugin can advise on the case at all, whatever the form says.
bool IsAdvised(const Visit& visit, const Person& person);
// What the plugin says of the draft; nothing where it cannot advise on the case at all. Throws
// bsup::Error where it is the form that is wrong.
std::optional<boost::json::object> ViewIfAdvised(const Visit& visit, const DraftStep& step);
// The same view where it cannot: the ways to meet, and nothing about them.
boost::json::object ViewWithout(const Visit& visit, const ContactForm& form);
// Where the draft goes after `at`: "/draft/ID/reason".
std::string PathOf(const Draft& draft, const std::string& step = {});
// The step that the chosen mode asks for: see the view's `choice.step`. Empty where none is chosen.
std::string NextOf(const boost::json::object& view);
// Whether a reason must be given, by code and by words.
bool NeedsCode(const boost::json::object& view);
bool NeedsWords(const boost::json::object& view, const std::string& code);
// What is wrong with the reason: the id of a field, and words. Empty too where none is needed.
std::vector<std::pair<std::string, std::string>> WrongReason(const Visit& visit,
                                                             const ContactForm& form,
                                                             const boost::json::object& view);

}  // namespace web::pages
