// What Unicode knows of texts. utf8proc is used here and nowhere else.
#pragma once

#include <string>
#include <string_view>

namespace bsup::core {

bool IsUtf8(std::string_view text);

// One form for all ways to write the same text: NFKC, case folded, without what cannot be seen. As
// it is where it is not UTF-8.
std::string OneForm(std::string_view text);

}  // namespace bsup::core
