#include <pybind11/stl.h>

#include <atomic>

#include "trail.h"

namespace bsup_python {
namespace {

// The time that the maker of a sample says it is.
class SaidTime {
 public:
  void Say(std::int64_t milliseconds) { milliseconds_ = milliseconds; }
  [[nodiscard]] std::chrono::sys_time<std::chrono::milliseconds> Now() const {
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(milliseconds_));
  }

 private:
  std::atomic<std::int64_t> milliseconds_ = 0;
};

// Its session is its own, since a session has one clock; the trail keeps it.
std::unique_ptr<OpenTrail> OpenSample(const std::string& path, const std::string& key_file,
                                      const std::shared_ptr<SaidTime>& time) {
  bsup::Host host;
  host.now = [time] { return time->Now(); };
  host.today = [time] { return std::chrono::floor<std::chrono::days>(time->Now()); };
  const bsup::Session session(*bsup_get_api(BSUP_ABI), host);
  return std::make_unique<OpenTrail>(session.OpenTrail(
      path, {.create = true, .origin = "blended-supervision/sample", .key_file = key_file}));
}

}  // namespace

void AddSample(py::module_* module) {
  py::class_<SaidTime, std::shared_ptr<SaidTime>>(*module, "SaidTime", py::is_final())
      .def(py::init<>())
      .def("say", &SaidTime::Say, py::arg("milliseconds"));
  module->def("open_sample_trail", OpenSample, py::arg("path"), py::arg("key_file"),
              py::arg("time"), Unlocked());
}

}  // namespace bsup_python
