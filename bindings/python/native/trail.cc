#include "trail.h"

#include <pybind11/stl.h>

#include <string_view>

namespace bsup_python {
namespace {

using Day = std::optional<std::int32_t>;

std::unique_ptr<OpenTrail> Open(const std::string& path, const std::string& key_file, bool create,
                                const std::string& origin, const std::string& known_head,
                                std::int64_t wait_ms) {
  return std::make_unique<OpenTrail>(
      Session().OpenTrail(path, {.create = create,
                                 .origin = origin,
                                 .key_file = key_file,
                                 .known_head = known_head,
                                 .wait = std::chrono::milliseconds(wait_ms)}));
}

bsup::Receipt RecordAdvice(OpenTrail* trail, const bsup::Advice& advice, const bsup::Who& who,
                           const std::string& person, const std::string& contact_id,
                           const Code& language) {
  return trail->Use()->Record(advice, who, person, contact_id, LanguageOf(language));
}

std::int32_t KindOf(std::string_view name) {
  if (name == "DECISION") return BSUP_RECORD_DECISION;
  if (name == "APPROVAL") return BSUP_RECORD_APPROVAL;
  if (name == "OUTCOME") return BSUP_RECORD_OUTCOME;
  if (name == "KEPT") return BSUP_RECORD_KEPT;
  if (name == "DISCLOSURE") return BSUP_RECORD_DISCLOSURE;
  RefuseUse("there is no call here that records this kind");
}

bsup::Receipt Record(OpenTrail* trail, std::string_view kind, const bsup::Who& who,
                     std::string_view content) {
  return trail->Use()->Record(KindOf(kind), who, content);
}

std::string Tell(OpenTrail* trail, const bsup::Who& who, std::string_view request) {
  return trail->Use()->Tell(who, request);
}

std::string Decision(OpenTrail* trail, std::uint64_t sequence, Day day) {
  return trail->Use()->Decision(sequence, DayOf(day));
}

std::string Worklist(OpenTrail* trail, const bsup::Who& who, std::string_view request) {
  return trail->Use()->Worklist(who, request);
}

void Export(OpenTrail* trail, const bsup::Who& who, const std::string& folder,
            py::object progress) {
  Progress told(std::move(progress));
  {
    const py::gil_scoped_release unlocked;
    trail->Use()->Export(who, folder, told.Function());
  }
  told.Rethrow();
}

std::string Verify(const std::string& path, const std::string& vkey, const std::string& key_file,
                   const std::string& known_head, const std::string& witnesses,
                   py::object progress) {
  Progress told(std::move(progress));
  std::string report;
  {
    const py::gil_scoped_release unlocked;
    report = Session()
                 .VerifyTrail(path, {.vkey = vkey,
                                     .key_file = key_file,
                                     .known_head = known_head,
                                     .witnesses = witnesses,
                                     .progress = told.Function()})
                 .report;
  }
  told.Rethrow();
  return report;
}

// The same user in an operation of that id.
bsup::Who Doing(bsup::Who who, std::string operation_id) {
  who.operation_id = std::move(operation_id);
  return who;
}

std::int64_t Milliseconds(const bsup::Receipt& receipt) {
  return receipt.time().time_since_epoch().count();
}

void AddWhoAndReceipt(py::module_* module) {
  py::class_<bsup::Who>(*module, "Who", py::is_final())
      .def(py::init([](std::string id, std::string role, std::string service) {
             return bsup::Who{std::move(id), std::move(role), std::move(service)};
           }),
           py::arg("name"), py::arg("role"), py::arg("service"))
      .def("doing", Doing, py::arg("operation_id"));
  py::class_<bsup::Receipt>(*module, "Receipt", py::is_final())
      .def_property_readonly("sequence", &bsup::Receipt::sequence)
      .def_property_readonly("milliseconds", Milliseconds)
      .def_property_readonly("existed", &bsup::Receipt::existed)
      .def_property_readonly("leaf", &bsup::Receipt::leaf)
      .def_property_readonly("checkpoint", &bsup::Receipt::checkpoint);
}

}  // namespace

void AddTrail(py::module_* module) {
  AddWhoAndReceipt(module);
  const auto who = py::arg("who");
  const auto sequence = py::arg("sequence");
  py::class_<OpenTrail>(*module, "Trail", py::is_final())
      .def("close", &OpenTrail::Close, Unlocked())
      .def("closed", &OpenTrail::closed, Unlocked())
      .def(
          "made", [](OpenTrail* trail) { return trail->Use()->made(); }, Unlocked())
      .def(
          "origin", [](OpenTrail* trail) { return std::string(trail->Use()->origin()); },
          Unlocked())
      .def(
          "vkey", [](OpenTrail* trail) { return trail->Use()->Vkey(); }, Unlocked())
      .def(
          "head", [](OpenTrail* trail) { return trail->Use()->Head(); }, Unlocked())
      .def("record_advice", RecordAdvice, py::arg("advice"), who, py::arg("person"),
           py::arg("contact_id"), py::arg("language"), Unlocked())
      .def("record", Record, py::arg("kind"), who, py::arg("content"), Unlocked())
      .def("tell", Tell, who, py::arg("request"), Unlocked())
      .def("decision", Decision, sequence, py::arg("day"), Unlocked())
      .def("worklist", Worklist, who, py::arg("request"), Unlocked())
      .def(
          "leaf", [](OpenTrail* trail, std::uint64_t number) { return trail->Use()->Leaf(number); },
          sequence, Unlocked())
      .def(
          "prove",
          [](OpenTrail* trail, std::uint64_t number) { return trail->Use()->Prove(number); },
          sequence, Unlocked())
      .def("export", Export, who, py::arg("folder"), py::arg("progress"));
  module->def("open_trail", Open, py::arg("path"), py::arg("key_file"), py::arg("create"),
              py::arg("origin"), py::arg("known_head"), py::arg("wait_ms"), Unlocked());
  module->def("verify_trail", Verify, py::arg("path"), py::arg("vkey"), py::arg("key_file"),
              py::arg("known_head"), py::arg("witnesses"), py::arg("progress"));
}

}  // namespace bsup_python
