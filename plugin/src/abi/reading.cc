// bsup_reading, and the other ways to read a trail: a timeline, a decision, a replay, events, what
// waits.
#include <string>
#include <utility>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "service/keeping/events.h"
#include "service/keeping/replay_record.h"
#include "service/keeping/show_person.h"
#include "service/keeping/tell.h"
#include "service/keeping/worklist.h"

namespace core = bsup::core;

bsup_status bsup_trail_read(bsup_trail* trail, const bsup_who* who, const char* filter,
                            uint64_t size, bsup_reading** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, out);
    BSUP_TRY(core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(core::Reading reading,
             core::Reading::Begin(trail->trail, std::move(recorder), core::TextOf(filter, size)));
    *out = new bsup_reading{trail->session, std::move(reading)};
    return {};
  });
}

bsup_status bsup_reading_next(bsup_reading* reading, uint32_t limit, bsup_text** out,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(reading, out);
    BSUP_TRY(std::string lines, reading->reading.Next(limit));
    *out = new bsup_text{std::move(lines)};
    return {};
  });
}

void bsup_reading_free(bsup_reading* reading) { delete reading; }

bsup_status bsup_trail_show(bsup_trail* trail, const bsup_who* who, const char* person, int32_t day,
                            const char* language, uint32_t flags, uint32_t width, bsup_text** out,
                            bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, person, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language));
    const bool statutory = (flags & BSUP_SHOW_STATUTORY) != 0;
    BSUP_TRY(const core::TextOptions layout,
             core::TextOptionsOf(flags & ~uint32_t{BSUP_SHOW_STATUTORY}, width));
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(const core::Day as_of, trail->session->DayOf(day));
    BSUP_TRY(std::string text, core::ShowTimeline(*trail->trail, recorder, person, statutory,
                                                  {known, layout, as_of}));
    *out = new bsup_text{std::move(text)};
    return {};
  });
}

bsup_status bsup_trail_decision(bsup_trail* trail, uint64_t sequence, int32_t day, bsup_text** out,
                                bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, out);
    BSUP_TRY(const core::Day as_of, trail->session->DayOf(day));
    BSUP_TRY(const auto standing, core::StandingOfDecision(*trail->trail, sequence, as_of));
    *out = new bsup_text{standing.ToJson()};
    return {};
  });
}

bsup_status bsup_trail_replay(bsup_trail* trail, uint64_t sequence, bsup_text** out,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, out);
    BSUP_TRY(const auto replayed, core::ReplayRecord(*trail->trail, *trail->replayed, sequence));
    *out = new bsup_text{replayed.ToJson()};
    return {};
  });
}

bsup_status bsup_trail_events(bsup_trail* trail, const bsup_who* who, const char* filter,
                              uint64_t size, const char* path, bsup_progress progress,
                              void* progress_context, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, filter, path);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    return core::WriteEvents(*trail->trail, recorder, {filter, size}, path,
                             core::ProgressOf(progress, progress_context));
  });
}

bsup_status bsup_trail_worklist(bsup_trail* trail, const bsup_who* who, const char* request,
                                uint64_t size, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(std::string list,
             core::Worklist(*trail->trail, recorder, core::TextOf(request, size), recorder.day));
    *out = new bsup_text{std::move(list)};
    return {};
  });
}

bsup_status bsup_trail_timeline(bsup_trail* trail, const bsup_who* who, const char* person,
                                int32_t day, const char* language, uint32_t flags, bsup_text** out,
                                bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, person, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language));
    if ((flags & ~uint32_t{BSUP_SHOW_STATUTORY}) != 0)
      return core::Usage("`flags` has unknown bits; give 0 or BSUP_SHOW_STATUTORY");
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(const core::Day as_of, trail->session->DayOf(day));
    BSUP_TRY(std::string json, core::ShowTimelineJson(*trail->trail, recorder, person, flags != 0,
                                                      {known, {}, as_of}));
    *out = new bsup_text{std::move(json)};
    return {};
  });
}

bsup_status bsup_trail_tell(bsup_trail* trail, const bsup_who* who, const char* request,
                            uint64_t size, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, request, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(std::string told, core::Tell(*trail->trail, *trail->replayed, recorder,
                                          core::TextOf(request, size), recorder.day));
    *out = new bsup_text{std::move(told)};
    return {};
  });
}
