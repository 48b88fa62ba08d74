// The top of the page: the contact, what deserves attention, the lead, and why.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowContact(View& view);
void ShowNotice(View& view);
void ShowLead(View& view);
void ShowReasons(View& view);
// The exceptional models in force, and what they suspend.
void ShowExceptional(View& view);

}  // namespace bsup::core
