#include "service/advising/bundle.h"

#include <utility>

#include "advice/json/value_json.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace bsup::core {
namespace {

Error Wrong(std::string where, std::string what) {
  return {Status::kBadInput, std::move(where), std::move(what)};
}

}  // namespace

std::string WriteBundle(const std::vector<SourceFile>& files) {
  JsonWriter json;
  json.Object();
  WriteEach(json, "files", files, [&](const SourceFile& file) {
    json.Member("path", file.path);
    json.Member("text", file.text);
    json.Member("included", file.included);
  });
  json.EndObject();
  return json.Take();
}

Result<std::vector<SourceFile>> ReadBundle(std::string_view json) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(json, "bundle"));
  const JsonNode* list = document.root().Find("files");
  if (list == nullptr || !list->is_array() || document.root().members().size() != 1) {
    return Wrong("", "a bundle is an object with the one key \"files\", an array");
  }
  std::vector<SourceFile> files;
  for (const JsonNode& item : list->items()) {
    const std::string where = "/files/" + std::to_string(files.size());
    const JsonNode* path = item.Find("path");
    const JsonNode* text = item.Find("text");
    const JsonNode* included = item.Find("included");
    if (path == nullptr || !path->is_string() || text == nullptr || !text->is_string() ||
        included == nullptr || !included->is_bool() || item.members().size() != 3) {
      return Wrong(where,
                   "a file is an object with the keys \"path\" and \"text\", texts, and "
                   "\"included\", true or false");
    }
    files.push_back(
        {std::string(path->string()), std::string(text->string()), included->boolean()});
  }
  if (files.empty()) return Wrong("/files", "there is no file; give at least a national pack");
  return files;
}

}  // namespace bsup::core
