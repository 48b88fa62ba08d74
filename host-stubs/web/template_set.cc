#include "template_set.h"

#include <boost/json.hpp>
#include <kainjow/mustache.hpp>
#include <stdexcept>

#include "files.h"

namespace web {
namespace {

namespace json = boost::json;
using kainjow::mustache::data;

data Given(const json::value& value) {
  switch (value.kind()) {
    case json::kind::object: {
      data object(data::type::object);
      for (const auto& [key, each] : value.get_object()) object.set(key, Given(each));
      return object;
    }
    case json::kind::array: {
      data list(data::type::list);
      for (const json::value& each : value.get_array()) list.push_back(Given(each));
      return list;
    }
    case json::kind::string:
      if (value.get_string().empty()) return data(data::type::bool_false);
      return data(std::string(value.get_string()));
    case json::kind::null: return data(data::type::bool_false);
    case json::kind::bool_:
      return data(value.get_bool() ? data::type::bool_true : data::type::bool_false);
    default: return data(json::serialize(value));
  }
}

}  // namespace

TemplateSet::TemplateSet(const std::string& folder, const std::string& page) {
  Add(folder, "");
  Add(page, "page");
}

void TemplateSet::Add(const std::filesystem::path& folder, const std::filesystem::path& under) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".mustache") continue;
    const std::filesystem::path name = under / std::filesystem::relative(entry.path(), folder);
    texts_.emplace(name.parent_path() / name.stem(), ReadFile(entry.path()));
  }
}

std::string TemplateSet::Render(const std::string& name, const json::object& values) const {
  const auto found = texts_.find(name);
  if (found == texts_.end()) throw std::runtime_error("no template " + name);
  data given = Given(values);
  // Parts share the data's names: those of parts have a slash, those of data never do.
  for (const auto& [part, text] : texts_) {
    if (part.find('/') == std::string::npos) continue;
    given.set(part, data(kainjow::mustache::partial([&text = text] { return text; })));
  }
  kainjow::mustache::mustache parsed(found->second);
  std::string out = parsed.render(given);
  if (!parsed.is_valid()) throw std::runtime_error(name + ": " + parsed.error_message());
  return out;
}

}  // namespace web
