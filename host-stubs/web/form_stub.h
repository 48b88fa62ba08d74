// Stands in for the library's own view of advice until the library has it.
#pragma once

#include <blended_supervision/plugin.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "contact_form.h"

namespace web {

boost::json::object FormStub(const bsup::Advice& advice, bsup::Language language,
                             const ContactForm& form, const std::string& described);

}  // namespace web
