#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "native.h"

namespace bsup_python {
namespace {

// The words of the advice's JSON (plugin/docs/advice.schema.json), by the numbers of plugin.h.
constexpr std::array kFirmness{"only option", "recommended", "at discretion", "refer", "no advice"};
constexpr std::array kNotice{"none", "note", "stop"};
constexpr std::array kPermission{"permitted", "needs approval", "not permitted", "cannot"};
constexpr std::array kBand{"well suited", "suited", "use with care", "poorly suited"};
constexpr std::array kWhyNotLead{"lead",           "no advice",     "refer",
                                 "cannot",         "not permitted", "supplements only",
                                 "needs approval", "scores lower",  "later in order"};

template <std::size_t N>
const char* Word(const std::array<const char*, N>& words, std::int32_t number) {
  return words.at(static_cast<std::size_t>(number));
}

py::list ModesOf(const bsup::Advice& advice, const Code& language) {
  py::list list;
  for (const bsup_mode& mode : advice.modes(LanguageOf(language))) {
    list.append(py::make_tuple(mode.id, mode.label, Word(kPermission, mode.permission),
                               mode.counts == BSUP_YES, mode.in_person == BSUP_YES, mode.score,
                               Word(kBand, mode.band), Word(kWhyNotLead, mode.why_not),
                               mode.planned == BSUP_YES));
  }
  return list;
}

py::list QuestionsOf(const bsup::Advice& advice, const Code& language) {
  py::list list;
  for (const bsup::Advice::Question& question : advice.ask(LanguageOf(language)))
    list.append(py::make_tuple(question.text, question.facts, question.id));
  return list;
}

py::bytes InputOf(const bsup::Advice& advice, const Code& language) {
  std::string input;
  {
    const py::gil_scoped_release unlocked;
    input = advice.Input(LanguageOf(language));
  }
  return input;
}

}  // namespace

void AddAdvice(py::module_* module) {
  using bsup::Advice;
  const auto language = py::arg("language");
  py::class_<Advice>(*module, "Advice", py::is_final())
      .def_property_readonly("lead", &Advice::lead)
      .def_property_readonly(
          "firmness", [](const Advice& advice) { return Word(kFirmness, advice.firmness()); })
      .def_property_readonly("provisional", &Advice::provisional)
      .def_property_readonly("planned_safe", &Advice::planned_safe)
      .def_property_readonly("notice",
                             [](const Advice& advice) { return Word(kNotice, advice.notice()); })
      .def_property_readonly("notice_key", &Advice::notice_key)
      .def_property_readonly("alternatives", &Advice::alternatives)
      .def(
          "lead_label",
          [](const Advice& advice, const Code& code) {
            return advice.lead_label(LanguageOf(code));
          },
          language)
      .def(
          "reasons",
          [](const Advice& advice, const Code& code) { return advice.reasons(LanguageOf(code)); },
          language)
      .def("modes", ModesOf, language)
      .def("ask", QuestionsOf, language)
      .def(
          "json",
          [](const Advice& advice, const Code& code) { return advice.Json(LanguageOf(code)); },
          language, Unlocked())
      .def(
          "form",
          [](const Advice& advice, const Code& code, std::string_view request) {
            return advice.Form(LanguageOf(code), request);
          },
          language, py::arg("request"), Unlocked())
      .def(
          "text",
          [](const Advice& advice, const Code& code, bool colour, std::uint32_t width, bool all) {
            return advice.Text(LanguageOf(code), colour, width, all);
          },
          language, py::arg("colour"), py::arg("width"), py::arg("everything"), Unlocked())
      .def("input", InputOf, language);
}

}  // namespace bsup_python
