// The module `_native`: the C interface for the Python package, through plugin.hpp and nothing
// else, so that Python runs what vendors run. It is the package's own: what is public is Python,
// which checks arguments, names things and explains. One file a handle.
//
// Whatever works lets go of the interpreter's lock meanwhile. Days are counts since 1970-01-01,
// texts UTF-8, languages "en", "cy" or none.
#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "blended_supervision/plugin.hpp"

namespace bsup_python {

namespace py = pybind11;

using Code = std::optional<std::string>;  // of a language; none: as the library says

// As a call guard: no argument may be a Python object that the call touches.
using Unlocked = py::call_guard<py::gil_scoped_release>;

void AddErrors();
void AddPolicy(py::module_* module);
void AddMapping(py::module_* module);
void AddAdvice(py::module_* module);
void AddTrail(py::module_* module);
void AddReading(py::module_* module);
void AddFrames(py::module_* module);
void AddSample(py::module_* module);

// The one session, with this machine's clock and time zone.
const bsup::Session& Session();

// Throws BSUP_USAGE for any other language.
std::optional<bsup::Language> LanguageOf(const Code& code);

std::optional<std::chrono::sys_days> DayOf(std::optional<std::int32_t> number);

[[noreturn]] void RefuseUse(const std::string& what);

// A Python callable to which calls without the interpreter's lock report progress. What
// it raises cannot pass through the library: it is kept, nothing more is told, and Rethrow raises
// it once the call has returned.
class Progress {
 public:
  explicit Progress(py::object callable) : callable_(std::move(callable)) {}
  // Refers to this.
  [[nodiscard]] std::function<void(std::uint64_t done, std::uint64_t all)> Function();
  [[nodiscard]] bool raised() const { return raised_ != nullptr; }
  // With the interpreter's lock held.
  void Rethrow() const;

 private:
  py::object callable_;  // None: nobody is told
  std::exception_ptr raised_;
};

}  // namespace bsup_python
