// The options that many commands share. Each adds one to the parser, which writes what it reads to
// the place given.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "blended_supervision/plugin.hpp"

namespace console {

// `type` is what the help calls the value: FILE.
template <class Value>
CLI::Option* AddOption(CLI::App* command, const std::string& name, Value* value,
                       const std::string& type, const std::string& description) {
  return command->add_option(name, *value, description)->type_name(type);
}
// One that may be given many times, with one value each.
CLI::Option* AddRepeated(CLI::App* command, const std::string& name,
                         std::vector<std::string>* values, const std::string& type,
                         const std::string& description);
void AddLanguage(CLI::App* command, bsup::Language* language);
void AddDay(CLI::App* command, const std::string& name, std::optional<std::chrono::sys_days>* day,
            const std::string& description);
CLI::Option* AddPerson(CLI::App* command, std::string* person, const std::string& description);
void AddKnownHead(CLI::App* command, std::string* file);

// Why `text` cannot name anything: a script's variable that is not set. Empty where it can.
std::string NotNamed(const std::string& text);

// Why `text` is not a day; empty where it is one. Also the check of a day that stays text.
std::string NotADay(const std::string& text);

}  // namespace console
