// The ArrowArrayStream that bsup_trail_decisions gives.
#include <cerrno>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "service/decisions/decision_stream.h"

namespace bsup::core {
namespace {

struct HostStream {
  std::shared_ptr<const Session> session;
  DecisionStream decisions;
  std::string fault;  // of the call that failed last
};

HostStream& StreamOf(ArrowArrayStream* stream) {
  return *static_cast<HostStream*>(stream->private_data);
}

// As plugin/docs/decisions.md has it.
int ErrnoOf(Status status) {
  switch (status) {
    case Status::kTampered: return EBADMSG;
    case Status::kBusy: return EBUSY;
    case Status::kKeyRefused: return EACCES;
    case Status::kStorage: return EIO;
    default: return EINVAL;
  }
}

// Runs `work` as a function of the stream: 0 or an errno, and keeps the words of the error.
template <class Work>
int Kept(HostStream& stream, const Work& work) noexcept {
  try {
    stream.fault.clear();
    const Result<void> done = work();
    if (done) return 0;
    stream.fault = done.error().Message();
    return ErrnoOf(done.error().status);
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception&) {
    stream.fault = "a fault of the library; please report it";
    return EINVAL;
  }
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  return Kept(StreamOf(stream), [&]() -> Result<void> {
    StreamOf(stream).decisions.Schema().Give(out);
    return {};
  });
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  return Kept(StreamOf(stream), [&]() -> Result<void> {
    BSUP_TRY(auto next, StreamOf(stream).decisions.Next());
    if (next) {
      next->Give(out);
    } else {
      out->release = nullptr;
    }
    return {};
  });
}

const char* GetLastError(ArrowArrayStream* stream) {
  const std::string& fault = StreamOf(stream).fault;
  return fault.empty() ? nullptr : fault.c_str();
}

void ReleaseStream(ArrowArrayStream* stream) {
  delete &StreamOf(stream);
  stream->release = nullptr;
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_trail_decisions(bsup_trail* trail, const bsup_who* who, const char* request,
                                 uint64_t size, struct ArrowArrayStream* out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, request, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(auto decisions, core::DecisionStream::Begin(trail->trail, recorder, {request, size}));
    auto stream = std::make_unique<core::HostStream>(
        core::HostStream{trail->session, std::move(decisions), ""});
    *out = {core::GetSchema, core::GetNext, core::GetLastError, core::ReleaseStream,
            stream.release()};
    return {};
  });
}
