#include <string_view>

#include "native.h"

namespace bsup_python {
namespace {

bsup::Mapping LoadMapping(const std::string& path) { return Session().LoadMapping(path); }

bsup::Mapping LoadMappingText(const std::string& name, std::string_view text) {
  return Session().LoadMappingText(name, text);
}

}  // namespace

void AddMapping(py::module_* module) {
  py::class_<bsup::Mapping>(*module, "Mapping", py::is_final())
      .def_property_readonly("digest", &bsup::Mapping::digest)
      .def_property_readonly("source", &bsup::Mapping::source);
  module->def("load_mapping", LoadMapping, py::arg("path"), Unlocked());
  module->def("load_mapping_text", LoadMappingText, py::arg("name"), py::arg("text"), Unlocked());
}

}  // namespace bsup_python
