// The pages' templates: Mustache, as any language has it, so that another host renders the same
// files.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>

namespace web {

class TemplateSet {
 public:
  // Reads each *.mustache of the folder and of those in it. Throws std::runtime_error where one
  // cannot be read.
  explicit TemplateSet(const std::string& folder);

  // Texts are escaped. In `values`, null, false, an empty text and an empty list are all "not
  // there".
  // Parts are included by their path, {{> parts/top}}. Throws std::runtime_error where a template
  // is not there or is wrong.
  [[nodiscard]] std::string Render(const std::string& name,
                                   const boost::json::object& values) const;

 private:
  std::map<std::string, std::string> texts_;
};

}  // namespace web
