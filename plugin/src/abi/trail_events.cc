// Events for an audit service, into a file of their own.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"
#include "records/telling/audit_event.h"

namespace bsup::core {
namespace {

// A file of mode 0600 that was not there, and that goes again where it does not become whole.
class NewFile {
 public:
  explicit NewFile(std::string path)
      : path_(std::move(path)),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (file_ < 0) fault_ = std::strerror(errno);
  }
  ~NewFile() {
    if (file_ < 0) return;
    ::close(file_);
    if (!whole_) ::unlink(path_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  Result<bool> Write(std::string_view bytes) {
    while (fault_.empty() && !bytes.empty()) {
      const ssize_t count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        fault_ = std::strerror(errno);
      } else {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      }
    }
    return Sound();
  }

  Result<bool> Finish() {
    if (fault_.empty() && ::fsync(file_) != 0) fault_ = std::strerror(errno);
    whole_ = fault_.empty();
    return Sound();
  }

  [[nodiscard]] Result<bool> Sound() const {
    if (fault_.empty()) return true;
    return Error(Status::kStorage, path_, "cannot be written: " + fault_);
  }

 private:
  std::string path_;
  int file_;
  std::string fault_;
  bool whole_ = false;
};

Result<bool> WriteEvents(const bsup_trail& trail, const Recorder& recorder, HostFilter asked,
                         const std::string& path, bsup_progress progress, void* context) {
  if (!asked.exported) {
    return Error(
        Status::kBadInput, "/export",
        "events hold personal data: say who receives them and how much of the trail it is");
  }
  NewFile file(path);
  if (auto sound = file.Sound(); !sound) return sound;
  if (auto noted = RecordExport(trail, recorder, "events", *asked.exported); !noted) return noted;
  const Result<std::uint64_t> size = trail.trail->Size();
  if (!size) return size.error();
  while (true) {
    const auto page = trail.trail->Read(asked.filter, Trail::kMostPage);
    if (!page) return page.error();
    std::string lines;
    for (const OpenedRecord& record : page->records) {
      const Result<std::string> event = AuditEvent(record);
      if (!event) return event.error();
      lines += *event + "\n";
    }
    if (auto written = file.Write(lines); !written) return written;
    if (!page->next) return file.Finish();
    if (progress != nullptr) progress(context, *page->next, *size);
    asked.filter.after = *page->next;
  }
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_events(bsup_trail* trail, const bsup_who* who, const char* filter,
                              uint64_t size, const char* path, bsup_progress progress,
                              void* progress_context, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || filter == nullptr || path == nullptr) {
      return bsup::core::Usage("`trail`, `filter` and `path` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto asked = bsup::core::ReadFilterText({filter, size});
    if (!asked) return std::move(asked).error();
    const auto done = bsup::core::WriteEvents(*trail, *recorder, *std::move(asked), path, progress,
                                              progress_context);
    if (!done) return done.error();
    return bsup::core::kDone;
  });
}
