// The command line by groups of commands, and the options that many commands share. Each adds to
// the parser what writes into `options`, which outlives it.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "options.h"

namespace console {

void AddAdvise(CLI::App* app, Options* options);
void AddPolicy(CLI::App* app, Options* options);
void AddRecord(CLI::App* app, Options* options);
void AddTrail(CLI::App* app, Options* options);

// A command of that name, which sets `options->command`.
CLI::App* AddCommand(CLI::App* app, Options* options, Command command, const std::string& name,
                     const std::string& description);

void AddLanguage(CLI::App* command, Options* options);
CLI::Option* AddDay(CLI::App* command, const std::string& name,
                    std::optional<std::chrono::sys_days>* day, const std::string& description);
// A day that goes on to the plugin as text.
CLI::Option* AddDayText(CLI::App* command, const std::string& name, std::string* day,
                        const std::string& description);
// Adds --trail, which is required, and --key-file.
void AddTrailFile(CLI::App* command, Options* options);
// Adds --by, which is required, and --role: for whatever leaves a record.
void AddWho(CLI::App* command, Options* options);
CLI::Option* AddPerson(CLI::App* command, Options* options, const std::string& description);

// Why `text` is not a day; empty where it is one.
std::string NotADay(const std::string& text);

}  // namespace console
