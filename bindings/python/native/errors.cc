// Errors of the library become exceptions of blended_supervision.errors.
#include <string_view>

#include "native.h"

namespace bsup_python {
namespace {

const char* ClassOf(bsup_status status) {
  switch (status) {
    case BSUP_USAGE: return "UsageError";
    case BSUP_BAD_INPUT: return "PayloadError";
    case BSUP_BAD_POLICY: return "PolicyError";
    case BSUP_BAD_MAPPING: return "MappingError";
    case BSUP_NOT_FOUND: return "NotFoundError";
    case BSUP_OTHER_POLICY:
    case BSUP_OTHER_ENGINE: return "ReplayError";
    case BSUP_BUSY: return "BusyError";
    case BSUP_KEY_REFUSED: return "KeyRefusedError";
    case BSUP_STORAGE: return "StorageError";
    case BSUP_TAMPERED: return "TamperedError";
    case BSUP_ERASED: return "ErasedError";
    default: return "InternalError";
  }
}

// A message may quote names of files and input that are not UTF-8.
py::object TextOf(std::string_view text) {
  return py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

void Raise(const bsup::Error& error) {
  if (error.status() == BSUP_OUT_OF_MEMORY) {
    PyErr_NoMemory();
    return;
  }
  try {
    py::list problems;
    for (const bsup::Error::Detail& detail : error.details())
      problems.append(py::make_tuple(TextOf(detail.where), TextOf(detail.what)));
    const auto errors = py::module_::import("blended_supervision.errors");
    const py::object made = errors.attr(ClassOf(error.status()))(TextOf(error.what()), problems);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made.ptr())), made.ptr());
  } catch (py::error_already_set& raised) {
    raised.restore();
  }
}

}  // namespace

void AddErrors() {
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(std::move(thrown));
    } catch (const bsup::Error& error) {
      Raise(error);
    }
  });
}

}  // namespace bsup_python
