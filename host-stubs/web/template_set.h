// The pages' templates: Mustache, as any language has it, so that another host renders the same
// files.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <map>
#include <string>

namespace web {

class TemplateSet {
 public:
  // Reads each *.mustache of `folder` and of those in it, and those of `page` as {{> page/NAME}}.
  // Throws std::runtime_error where one cannot be read.
  TemplateSet(const std::string& folder, const std::string& page);

  // Texts are escaped. In `values`, null, false, an empty text and an empty list are all "not
  // there".
  // Parts are included by their path, {{> parts/top}}. Throws std::runtime_error where a template
  // is not there or is wrong.
  [[nodiscard]] std::string Render(const std::string& name,
                                   const boost::json::object& values) const;

 private:
  void Add(const std::filesystem::path& folder, const std::filesystem::path& under);

  std::map<std::string, std::string> texts_;
};

}  // namespace web
