#include "service/keeping/events.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "records/telling/audit_event.h"
#include "service/keeping/access.h"
#include "service/keeping/records_asked.h"

namespace bsup::core {
namespace {

// A new file of mode 0600, which is removed again where it was not written whole.
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

  Result<void> Write(std::string_view bytes) {
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

  Result<void> Finish() {
    if (fault_.empty() && ::fsync(file_) != 0) fault_ = std::strerror(errno);
    whole_ = fault_.empty();
    return Sound();
  }

  [[nodiscard]] Result<void> Sound() const {
    if (fault_.empty()) return {};
    return Error(Status::kStorage, path_, "cannot be written: " + fault_);
  }

 private:
  std::string path_;
  int file_;
  std::string fault_;
  bool whole_ = false;
};

}  // namespace

Result<void> WriteEvents(Trail& trail, const Recorder& recorder, std::string_view filter,
                         const std::string& path, const Progress& progress) {
  BSUP_TRY(RecordsAsked asked, ReadRecordsAsked(filter));
  if (!asked.exported) {
    return Error(
        Status::kBadInput, "/export",
        "events hold personal data: say who receives them and how much of the trail it is");
  }
  NewFile file(path);
  BSUP_TRY(file.Sound());
  BSUP_TRY(RecordExport(trail, recorder, "events", *asked.exported));
  BSUP_TRY(const std::uint64_t size, trail.Size());
  while (true) {
    BSUP_TRY(const RecordPage page, trail.Read(asked.filter, Trail::kMostPage));
    std::string lines;
    for (const OpenedRecord& record : page.records) {
      BSUP_TRY(const std::string event, AuditEvent(record));
      lines += event + "\n";
    }
    BSUP_TRY(file.Write(lines));
    if (!page.next) return file.Finish();
    if (progress) progress(*page.next, size);
    asked.filter.after = *page.next;
  }
}

}  // namespace bsup::core
