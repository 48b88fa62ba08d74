#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "trail.h"

namespace bsup_python {
namespace {

// Pages are asked for by one thread at a time.
class OpenReading {
 public:
  explicit OpenReading(bsup::Reading reading) : reading_(std::move(reading)) {}
  std::string Next(std::uint32_t limit) {
    const std::lock_guard locked(mutex_);
    return reading_.Next(limit);
  }

 private:
  std::mutex mutex_;
  bsup::Reading reading_;
};

std::unique_ptr<OpenReading> Read(OpenTrail* trail, const bsup::Who& who, std::string_view filter) {
  return std::make_unique<OpenReading>(trail->Use()->Read(who, filter));
}

}  // namespace

void AddReading(py::module_* module) {
  py::class_<OpenReading>(*module, "Reading", py::is_final())
      .def("next", &OpenReading::Next, py::arg("limit"), Unlocked());
  module->def("read_trail", Read, py::arg("trail"), py::arg("who"), py::arg("wanted"), Unlocked());
}

}  // namespace bsup_python
