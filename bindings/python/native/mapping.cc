#include <pybind11/stl.h>

#include <string>
#include <string_view>
#include <vector>

#include "native.h"

namespace bsup_python {
namespace {

bsup::Mapping LoadMapping(const std::string& path) { return Session().LoadMapping(path); }

bsup::Mapping LoadMappingText(const std::string& name, std::string_view text) {
  return Session().LoadMappingText(name, text);
}

std::string CheckMapping(const bsup::Policy& policy, const bsup::Mapping& mapping,
                         const std::vector<std::string>& payloads, const std::string& region,
                         std::int32_t as_of) {
  bsup::CheckInput input{.payloads = {}, .region = region, .as_of = DayOf(as_of)};
  for (std::size_t i = 0; i < payloads.size(); ++i)
    input.payloads.emplace_back(std::to_string(i + 1), payloads[i]);
  return policy.CheckMapping(mapping, input);
}

}  // namespace

void AddMapping(py::module_* module) {
  py::class_<bsup::Mapping>(*module, "Mapping", py::is_final())
      .def_property_readonly("digest", &bsup::Mapping::digest)
      .def_property_readonly("source", &bsup::Mapping::source);
  module->def("load_mapping", LoadMapping, py::arg("path"), Unlocked());
  module->def("load_mapping_text", LoadMappingText, py::arg("name"), py::arg("text"), Unlocked());
  module->def("check_mapping", CheckMapping, py::arg("policy"), py::arg("mapping"),
              py::arg("payloads"), py::arg("region"), py::arg("as_of"), Unlocked());
}

}  // namespace bsup_python
