// A host's arguments, checked.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "advice/text/render.h"
#include "base/result.h"
#include "base/words.h"
#include "blended_supervision/plugin.h"
#include "service/keeping/progress.h"

// Returns kUsage where one of these pointers, the names of arguments, is NULL.
#define BSUP_NEED(...) BSUP_TRY(::bsup::core::Need(#__VA_ARGS__, {__VA_ARGS__}))

namespace bsup::core {

inline Error Usage(std::string what) { return {Status::kUsage, "", std::move(what)}; }

// `names` are those of `pointers`, with a comma and a space between them.
Result<void> Need(std::string_view names, std::initializer_list<const void*> pointers);

// A text that may be NULL, and then is empty.
inline std::string_view TextOf(const char* text) { return text == nullptr ? "" : text; }
inline std::string_view TextOf(const char* text, std::uint64_t size) {
  return text == nullptr ? std::string_view() : std::string_view(text, size);
}

// The language of that code, or `absent` for NULL.
Result<Language> LanguageOf(const char* code, Language absent = Language::kEnglish);

// How a text for a person is laid out. `width` 0 is the width of TextOptions.
Result<TextOptions> TextOptionsOf(std::uint32_t flags, std::uint32_t width);

// `progress` may be NULL. It is called on the calling thread while the call lasts.
Progress ProgressOf(bsup_progress progress, void* context);

}  // namespace bsup::core
