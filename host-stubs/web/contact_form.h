// What a practitioner has put into the pages of one contact so far, and the contact and the answers
// that the plugin is asked with.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "form.h"

namespace web {

struct ContactForm {
  std::string date;     // as it was typed
  std::string purpose;  // of the policy; empty: not known
  std::string role;     // "counts" or "additional"
  std::string mode;     // empty: none chosen
  // By the field's name, "ask.contact.private_place"; several where boxes were ticked.
  std::map<std::string, std::vector<std::string>> ask;
  std::string day;                 // on which they were answered; empty: not yet
  std::vector<std::string> done;   // safeguards that were ticked
  std::vector<std::string> shown;  // keys of notes that were shown
  std::string code;                // of the reason
  std::string words;
  std::string promise;     // a mode; empty: nothing is promised
  std::string promise_by;  // a day, as it was typed
};

// Takes what the page on the way to meet has; leaves the rest as it was.
void TakeArrange(const Fields& fields, ContactForm* form);
// Takes what the page on the reason has.
void TakeReason(const Fields& fields, ContactForm* form);

boost::json::object ToJson(const ContactForm& form);
ContactForm FromJson(const boost::json::object& kept);

// The contact for the plugin; `day` where the date cannot be read.
boost::json::object ContactOf(const ContactForm& form, std::chrono::sys_days day);
// The answers of the form for the plugin: objects that the page posts, and numbers that were typed. Nothing
// where an object holds more than true, false, numbers and texts: a page can answer questions, and
// never approve. What is neither object nor number is left out: see NotNumbers.
std::optional<boost::json::object> FactsOf(const ContactForm& form);
// The same, with the safeguards that were ticked and the notes that were shown, over what is known.
std::optional<boost::json::object> AnswersOf(const ContactForm& form, boost::json::object known);
// The facts and questions that were answered on the page.
boost::json::array AnsweredOn(const ContactForm& form);
// Fields that want a number and have something else.
std::vector<std::string> NotNumbers(const ContactForm& form);

}  // namespace web
