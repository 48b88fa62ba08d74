// Words shown to people, in the two languages of the service.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bsup::core {

enum class Language { kEnglish, kWelsh };

// "en" or "cy".
std::optional<Language> ParseLanguage(std::string_view code);
std::string_view LanguageCode(Language language);

struct Words {
  std::string en;
  std::string cy;

  [[nodiscard]] const std::string& In(Language language) const {
    return language == Language::kWelsh ? cy : en;
  }
  bool operator==(const Words&) const = default;
};

}  // namespace bsup::core
