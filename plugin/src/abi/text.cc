// bsup_text: a text that the host frees.
#include "abi/handles.h"

const char* bsup_text_data(const bsup_text* text) {
  return text == nullptr ? nullptr : text->text.c_str();
}

uint64_t bsup_text_size(const bsup_text* text) { return text == nullptr ? 0 : text->text.size(); }

void bsup_text_free(bsup_text* text) { delete text; }
