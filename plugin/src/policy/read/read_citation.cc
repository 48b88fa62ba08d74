#include "policy/read/read_citation.h"

#include "base/suggest.h"

namespace bsup::core {
namespace {

std::string TakeLink(TableReader& table) {
  if (table.Take("link") == nullptr) return "";
  const std::string link = table.NeedText("link");
  if (!link.empty() && !link.starts_with("https://")) {
    table.problems().Add(table.PlaceOf("link"),
                         "\"link\" must begin with https://, not " + Quoted(link));
  }
  return link;
}

}  // namespace

Citation NeedSource(TableReader& table) {
  const TomlValue* value = table.Take("source");
  if (value == nullptr || !value->is_table()) return {table.NeedText("source"), "", ""};
  TableReader parts(*value, "\"source\"", table.problems());
  Citation source;
  source.text = parts.NeedText("text");
  source.link = TakeLink(parts);
  if (parts.Take("place") != nullptr) source.place = parts.NeedText("place");
  parts.Finish();
  return source;
}

Guide TakeGuide(TableReader& table) {
  const TomlValue* value = table.Take("guide");
  if (value == nullptr || !CheckKind(*value, TomlKind::kTable, "\"guide\"",
                                     "a table { text = { en, cy }, link }", table.problems()))
    return {};
  TableReader parts(*value, "\"guide\"", table.problems());
  Guide guide;
  guide.text = parts.NeedWords("text");
  guide.link = TakeLink(parts);
  parts.Finish();
  return guide;
}

}  // namespace bsup::core
