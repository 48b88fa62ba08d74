// What the program does. Each returns its exit status.
#pragma once

#include "blended_supervision/plugin.hpp"
#include "options.h"

namespace console {

int Advise(const bsup::Session& session, const Options& options);
int PolicyCheck(const bsup::Session& session, const Options& options);
int PolicyShow(const bsup::Session& session, const Options& options);

// Puts every problem of `error` on standard error, a line each, after `name`.
void Complain(const std::string& name, const bsup::Error& error);

}  // namespace console
