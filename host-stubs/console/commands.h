// What the program does. Each returns its exit status.
#pragma once

#include <string>

#include "blended_supervision/plugin.hpp"
#include "options.h"

namespace console {

int Advise(const bsup::Session& session, const Options& options);
int PolicyCheck(const bsup::Session& session, const Options& options);
int PolicyShow(const bsup::Session& session, const Options& options);
int Record(const bsup::Session& session, const Options& options);
int TrailVerify(const bsup::Session& session, const Options& options);
int TrailShow(const bsup::Session& session, const Options& options);
int TrailReplay(const bsup::Session& session, const Options& options);
int TrailHead(const bsup::Session& session, const Options& options);
int TrailProve(const bsup::Session& session, const Options& options);
int TrailCosign(const bsup::Session& session, const Options& options);
int TrailExport(const bsup::Session& session, const Options& options);
int TrailEvents(const bsup::Session& session, const Options& options);
int TrailBackup(const bsup::Session& session, const Options& options);
int TrailRestore(const bsup::Session& session, const Options& options);
int TrailRotate(const bsup::Session& session, const Options& options);
int TrailErase(const bsup::Session& session, const Options& options);
int TrailFinishErasures(const bsup::Session& session, const Options& options);

// Puts every problem of `error` on standard error, a line each, after `name`. Returns the exit
// status of a program that ends for it.
int Complain(const std::string& name, const bsup::Error& error);

}  // namespace console
