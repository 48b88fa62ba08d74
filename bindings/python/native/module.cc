#include <ctime>
#include <utility>

#include "native.h"

namespace bsup_python {
namespace {

std::chrono::sys_days Today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::sys_days(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) /
                               local.tm_mday);
}

std::chrono::sys_time<std::chrono::milliseconds> Now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

const bsup::Session& Session() {
  // Never ended: the interpreter ends its last objects after static ones are gone.
  static const auto* const session = new bsup::Session(*bsup_get_api(BSUP_ABI), [] {
    bsup::Host host;
    host.today = Today;
    host.now = Now;
    return host;
  }());
  return *session;
}

std::optional<bsup::Language> LanguageOf(const Code& code) {
  if (!code) return std::nullopt;
  if (*code == "en") return bsup::Language::kEnglish;
  if (*code == "cy") return bsup::Language::kWelsh;
  RefuseUse("the languages are \"en\" and \"cy\"");
}

std::optional<std::chrono::sys_days> DayOf(std::optional<std::int32_t> number) {
  if (!number) return std::nullopt;
  return std::chrono::sys_days(std::chrono::days(*number));
}

void RefuseUse(const std::string& what) { throw bsup::Error(BSUP_USAGE, what, {{"", what}}); }

std::function<void(std::uint64_t, std::uint64_t)> Progress::Function() {
  if (callable_.is_none()) return {};
  return [this](std::uint64_t done, std::uint64_t all) {
    const py::gil_scoped_acquire locked;
    if (raised_ != nullptr) return;
    try {
      callable_(done, all);
    } catch (...) {
      raised_ = std::current_exception();
    }
  };
}

void Progress::Rethrow() const {
  if (raised_ != nullptr) std::rethrow_exception(raised_);
}

}  // namespace bsup_python

PYBIND11_MODULE(_native, module, pybind11::mod_gil_not_used()) {
  if (bsup_get_api(BSUP_ABI) == nullptr) {
    throw pybind11::import_error(
        "libblended_supervision.so beside this module is of another version; install the package "
        "again");
  }
  module.attr("version") = bsup_version();
  module.attr("abi") = bsup_abi_version();
  module.def("capabilities", [] { return std::string(bsup_python::Session().capabilities()); });
  bsup_python::AddErrors();
  bsup_python::AddPolicy(&module);
  bsup_python::AddMapping(&module);
  bsup_python::AddAdvice(&module);
  bsup_python::AddTrail(&module);
  bsup_python::AddReading(&module);
  bsup_python::AddFrames(&module);
  bsup_python::AddSample(&module);
}
