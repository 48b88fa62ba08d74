#include <pybind11/stl.h>

#include <string_view>
#include <vector>

#include "native.h"

namespace bsup_python {
namespace {

bsup::Policy LoadPolicy(const std::vector<std::string>& paths) {
  return Session().LoadPolicy(paths);
}

bsup::Policy LoadBundle(std::string_view bundle) { return Session().LoadPolicyBundle(bundle); }

bsup::Policy Select(const bsup::Policy& policy, const std::string& region, std::int32_t day) {
  return policy.Select(region, *DayOf(day));
}

std::string ShowPolicy(const bsup::Policy& policy, const Code& language) {
  return policy.Show(LanguageOf(language));
}

bsup::Advice Advise(const bsup::Policy& policy, const bsup::Mapping& mapping,
                    std::string_view payload, std::string_view contact, std::string_view answers,
                    const std::string& region, std::int32_t as_of) {
  return policy.Advise(mapping, {.payload = payload,
                                 .contact = contact,
                                 .answers = answers,
                                 .region = region,
                                 .as_of = DayOf(as_of)});
}

}  // namespace

void AddPolicy(py::module_* module) {
  py::class_<bsup::Policy>(*module, "Policy", py::is_final())
      .def("select", Select, py::arg("region"), py::arg("day"), Unlocked())
      .def_property_readonly("digest", &bsup::Policy::digest)
      .def("describe", &bsup::Policy::Describe, Unlocked())
      .def("show", ShowPolicy, py::arg("language"), Unlocked())
      .def("bundle", &bsup::Policy::Bundle, Unlocked())
      .def("advise", Advise, py::arg("mapping"), py::arg("payload"), py::arg("contact"),
           py::arg("answers"), py::arg("region"), py::arg("as_of"), Unlocked())
      .def("replay", &bsup::Policy::Replay, py::arg("stored"), Unlocked());
  module->def("load_policy", LoadPolicy, py::arg("paths"), Unlocked());
  module->def("load_policy_bundle", LoadBundle, py::arg("bundle"), Unlocked());
}

}  // namespace bsup_python
