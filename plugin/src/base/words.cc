#include "base/words.h"

namespace bsup::core {

std::optional<Language> ParseLanguage(std::string_view code) {
  if (code == "en") return Language::kEnglish;
  if (code == "cy") return Language::kWelsh;
  return std::nullopt;
}

std::string_view LanguageCode(Language language) {
  return language == Language::kWelsh ? "cy" : "en";
}

}  // namespace bsup::core
