// Frames of cases in and frames of advice out, through the PyCapsules of the Arrow C interfaces:
// https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
#include <pybind11/stl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "shared_batch.h"
#include "trail.h"

namespace bsup_python {
namespace {

constexpr char kStreamName[] = "arrow_array_stream";
constexpr char kSchemaName[] = "arrow_schema";

// A capsule ends what nobody took from it.
template <class Struct>
py::object CapsuleOf(Struct given, const char* name) {
  auto kept = std::make_unique<Owned<Struct>>(&given);
  auto* const capsule = PyCapsule_New(kept->get(), name, [](PyObject* ended) {
    delete static_cast<Owned<Struct>*>(PyCapsule_GetContext(ended));
  });
  if (capsule == nullptr) throw py::error_already_set();
  PyCapsule_SetContext(capsule, kept.release());
  return py::reinterpret_steal<py::object>(capsule);
}

[[noreturn]] void RefuseCases(const std::string& what) {
  throw bsup::Error(BSUP_BAD_INPUT, what, {{"", what}});
}

// The batches of a frame that was given, one after the other.
class CaseStream {
 public:
  explicit CaseStream(const py::object& capsule) : stream_(Taken(capsule)) {
    const py::gil_scoped_release unlocked;
    ArrowSchema schema{};
    Check(stream_.get()->get_schema(stream_.get(), &schema));
    schema_ = std::make_shared<Owned<ArrowSchema>>(&schema);
  }

  // The next rows of one batch, at most so many; none at the end. A batch without rows is passed
  // over.
  std::optional<SharedBatch> Next(std::int64_t limit) {
    const std::lock_guard locked(mutex_);
    while (array_ == nullptr || first_ >= (*array_)->length) {
      ArrowArray array{};
      Check(stream_.get()->get_next(stream_.get(), &array));
      if (array.release == nullptr) return std::nullopt;
      array_ = std::make_shared<Owned<ArrowArray>>(&array);
      first_ = 0;
      if ((*array_)->length < 0) RefuseCases("a batch of the cases has fewer rows than none");
    }
    const std::int64_t rows = std::min(limit, (*array_)->length - first_);
    return SharedBatch{schema_, array_, std::exchange(first_, first_ + rows), rows};
  }

  [[nodiscard]] SharedBatch Empty() const {
    ArrowArray none = NoRows(**schema_);
    return {schema_, std::make_shared<Owned<ArrowArray>>(&none)};
  }

 private:
  static ArrowArrayStream* Taken(const py::object& capsule) {
    auto* const given =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), kStreamName));
    if (given == nullptr) {
      PyErr_Clear();
      RefuseUse("__arrow_c_stream__ of the cases gives no stream of Arrow data");
    }
    if (given->release == nullptr) RefuseUse("the stream of the cases was read already");
    return given;
  }

  void Check(int status) {
    if (status == 0) return;
    const char* said = stream_.get()->get_last_error(stream_.get());
    RefuseCases("the cases cannot be read: " +
                std::string(said == nullptr ? std::strerror(status) : said));
  }

  std::mutex mutex_;
  Owned<ArrowArrayStream> stream_;
  SharedSchema schema_;
  SharedArray array_;  // that is being cut
  std::int64_t first_ = 0;
};

SharedBatch AdviseBatch(const bsup::Policy& policy, const SharedBatch& cases, std::uint64_t columns,
                        std::vector<std::string> keep, std::string region, std::int32_t as_of) {
  bsup::Batch given;
  given.schema = HandOut(cases.schema);
  given.array = cases.HandOutRows();
  bsup::Batch advice = policy.AdviseBatch(&given.schema, &given.array,
                                          {.as_of = DayOf(as_of),
                                           .columns = columns,
                                           .keep = std::move(keep),
                                           .region = std::move(region)});
  const std::int64_t rows = advice.array.length;
  return {std::make_shared<Owned<ArrowSchema>>(&advice.schema),
          std::make_shared<Owned<ArrowArray>>(&advice.array), 0, rows};
}

// Batches of one schema. They can be read any number of times.
class Batches {
 public:
  explicit Batches(std::vector<SharedBatch> batches) : batches_(std::move(batches)) {
    if (batches_.empty()) RefuseUse("no batch is given");
  }

  [[nodiscard]] py::object Stream(const py::object& /*requested_schema*/) const {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      return Guarded([&] { *out = HandOut(Of(self)->batches.front().schema); });
    };
    stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      return Guarded([&] {
        Read* const read = Of(self);
        *out = {};
        if (read->next == read->batches.size()) return;
        *out = read->batches[read->next].HandOutRows();
        ++read->next;
      });
    };
    stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    stream.release = [](ArrowArrayStream* self) {
      delete Of(self);
      self->release = nullptr;
    };
    stream.private_data = new Read{batches_};
    return CapsuleOf(stream, kStreamName);
  }
  [[nodiscard]] py::object Schema() const {
    return CapsuleOf(HandOut(batches_.front().schema), kSchemaName);
  }

 private:
  struct Read {
    std::vector<SharedBatch> batches;
    std::size_t next = 0;
  };
  static Read* Of(ArrowArrayStream* self) { return static_cast<Read*>(self->private_data); }
  template <class Work>
  static int Guarded(const Work& work) {
    try {
      work();
      return 0;
    } catch (...) {
      return ENOMEM;  // nothing else goes wrong in handing out
    }
  }

  std::vector<SharedBatch> batches_;
};

// Decisions of a trail, as they are read from it: once.
class Decisions {
 public:
  Decisions(ArrowArrayStream stream, const py::object& progress)
      : reading_(std::make_shared<Reading>(&stream, progress)) {}

  [[nodiscard]] py::object Stream(const py::object& /*requested_schema*/) {
    const std::lock_guard locked(reading_->mutex);  // held for no more than a moment
    RefuseIfRead();
    ArrowArrayStream told{};
    told.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      ArrowArrayStream* const stream = Of(self)->stream.get();
      return stream->get_schema(stream, out);
    };
    told.get_next = [](ArrowArrayStream* self, ArrowArray* out) { return Of(self)->Next(out); };
    told.get_last_error = [](ArrowArrayStream* self) -> const char* {
      ArrowArrayStream* const stream = Of(self)->stream.get();
      return stream->get_last_error(stream);
    };
    told.release = [](ArrowArrayStream* self) {
      if (Py_IsInitialized() == 0) return;  // then all ends anyway
      const py::gil_scoped_acquire locked;  // the caller's Python callable may be freed with it
      delete static_cast<std::shared_ptr<Reading>*>(self->private_data);
      self->release = nullptr;
    };
    told.private_data = new std::shared_ptr<Reading>(reading_);
    reading_->taken = true;
    return CapsuleOf(told, kStreamName);
  }
  [[nodiscard]] py::object Schema() {
    const std::lock_guard locked(reading_->mutex);
    RefuseIfRead();
    ArrowSchema schema{};
    ArrowArrayStream* const stream = reading_->stream.get();
    if (stream->get_schema(stream, &schema) != 0) throw std::bad_alloc();
    return CapsuleOf(schema, kSchemaName);
  }
  // Raises why the reading was not finished, if it was not: what its progress raised, or what the
  // trail had to say.
  void RaiseFault() const {
    reading_->progress.Rethrow();
    if (reading_->fault.empty()) return;
    const auto errors = py::module_::import("blended_supervision.errors");
    const py::object raised = errors.attr(ClassOf(reading_->status))(reading_->fault);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(raised.ptr())), raised.ptr());
    throw py::error_already_set();
  }

 private:
  struct Reading {
    Reading(ArrowArrayStream* given, const py::object& callable)
        : stream(given), progress(callable), tell(progress.Function()) {}

    int Next(ArrowArray* out) {
      if (progress.raised()) return ECANCELED;
      status = stream.get()->get_next(stream.get(), out);
      if (status != 0) {
        const char* said = stream.get()->get_last_error(stream.get());
        fault = said == nullptr ? std::strerror(status) : said;
        return status;
      }
      if (out->release == nullptr || !tell) return 0;
      rows += static_cast<std::uint64_t>(out->length);
      tell(rows, 0);
      if (!progress.raised()) return 0;
      out->release(out);
      return ECANCELED;
    }

    std::mutex mutex;
    bool taken = false;
    Owned<ArrowArrayStream> stream;
    Progress progress;
    std::function<void(std::uint64_t, std::uint64_t)> tell;  // none: nobody is told
    std::uint64_t rows = 0;
    int status = 0;  // of the last call
    std::string fault;
  };
  // By plugin/docs/decisions.md.
  static const char* ClassOf(int status) {
    switch (status) {
      case EBADMSG: return "TamperedError";
      case EBUSY: return "BusyError";
      case EACCES: return "KeyRefusedError";
      case EIO: return "StorageError";
      default: return "TrailError";
    }
  }
  static Reading* Of(ArrowArrayStream* self) {
    return static_cast<std::shared_ptr<Reading>*>(self->private_data)->get();
  }
  void RefuseIfRead() const {
    if (reading_->taken)
      RefuseUse("these decisions were read already; they are read once, ask the trail again");
  }

  std::shared_ptr<Reading> reading_;
};

std::unique_ptr<Decisions> ReadDecisions(OpenTrail* trail, const bsup::Who& who,
                                         std::string_view request, const py::object& progress) {
  const auto stream = [&] {
    const py::gil_scoped_release unlocked;
    return trail->Use()->Decisions(who, request);
  }();
  return std::make_unique<Decisions>(stream, progress);
}

}  // namespace

void AddFrames(py::module_* module) {
  const auto requested = py::arg("requested_schema") = py::none();
  py::class_<SharedBatch>(*module, "Batch", py::is_final())
      .def_readonly("rows", &SharedBatch::rows);
  py::class_<CaseStream>(*module, "CaseStream", py::is_final())
      .def(py::init<const py::object&>(), py::arg("capsule"))
      .def("next", &CaseStream::Next, py::arg("limit"), Unlocked())
      .def("empty", &CaseStream::Empty, Unlocked());
  py::class_<Batches>(*module, "Batches", py::is_final())
      .def(py::init<std::vector<SharedBatch>>(), py::arg("batches"))
      .def("__arrow_c_stream__", &Batches::Stream, requested)
      .def("__arrow_c_schema__", &Batches::Schema);
  py::class_<Decisions>(*module, "Decisions", py::is_final())
      .def("__arrow_c_stream__", &Decisions::Stream, requested)
      .def("__arrow_c_schema__", &Decisions::Schema)
      .def("raise_fault", &Decisions::RaiseFault);
  module->def("advise_batch", AdviseBatch, py::arg("policy"), py::arg("cases"), py::arg("columns"),
              py::arg("keep"), py::arg("region"), py::arg("as_of"), Unlocked());
  module->def("read_decisions", ReadDecisions, py::arg("trail"), py::arg("who"), py::arg("request"),
              py::arg("progress"));
}

}  // namespace bsup_python
